"""goodword.yaml as a person writes it: read strictly, checked whole, every fault told by its line."""

from collections.abc import Iterator
from functools import cache
from itertools import chain, islice
from typing import Any
from zoneinfo import available_timezones

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from goodword import platforms
from goodword.config import strict_yaml
from goodword.config.brands import Brand
from goodword.config.configuration import Configuration
from goodword.config.faults import MAX_FAULTS, Fault, FaultyConfiguration, Path, hint
from goodword.config.references import Tree, reference_faults, unknown_names
from goodword.config.sources import Source
from goodword.config.teams import Person, Team

# Words that people use for a platform, and the file that hears it.
OTHER_WORDS = {"twitter": "x", "meta": "facebook", "messenger": "facebook", "webhook": "standard", "custom": "standard"}


def load_yaml(content: str | bytes, filename: str = "goodword.yaml") -> Configuration:
    """Read and check a configuration. Raises ConfigurationError with every fault: `goodword.yaml:12: where: what`."""
    document = strict_yaml.read(content, filename)
    configuration, schema_faults = _validated(document.tree)
    found = chain(schema_faults, reference_faults(document.tree), _outside_faults(document.tree))
    placed = (Fault(fault.path, fault.words, document.line(fault.path)) for fault in found)
    faults = list(islice(chain(document.faults, placed), MAX_FAULTS))
    if faults or not configuration:
        raise FaultyConfiguration(filename, faults)
    return configuration


def _validated(tree: Tree) -> tuple[Configuration | None, Iterator[Fault]]:
    try:
        return Configuration.model_validate(tree), iter(())
    except ValidationError as error:
        return None, map(_fault, error.errors(include_url=False))


def _outside_faults(tree: Tree) -> Iterator[Fault]:
    """What depends on this machine and this version: the platforms there are, and the time zones of the world."""
    yield from unknown_names(tree, ("sources", "*", "platform"), "platform", platforms.names(), OTHER_WORDS)
    if zones := _timezones():
        cities = {zone.rpartition("/")[2]: zone for zone in zones}
        yield from unknown_names(tree, ("teams", "*", "timezone"), "time zone", zones, cities)


@cache
def _timezones() -> tuple[str, ...]:
    return tuple(sorted(available_timezones()))  # empty on a machine without a time zone database


def _fault(error: ErrorDetails) -> Fault:
    path: Path = error["loc"]
    if path and path[-1] == "[key]":  # pydantic's mark for "the key itself, not its value"
        path = path[:-1]
    return Fault(path, _words(error, path))


def _words(error: ErrorDetails, path: Path) -> str:
    """What pydantic found, in words for the person who wrote the file."""
    context: dict[str, Any] = error.get("ctx", {})
    match error["type"]:
        case "value_error":
            return str(context["error"])
        case "missing":
            return "is missing"
        case "extra_forbidden":
            return f"no such key{hint(str(path[-1]), _schema(path[:-1]).model_fields)}"
        case "too_short":
            return f"is empty: it needs at least {context['min_length']} entry"
        case "too_long":
            return f"has more than {context['max_length']} entries"
        case "string_type":
            return "has to be one text, not a list and not keys"
        case "tuple_type":
            return "has to be a list, such as [acme, acme shop]"
    return "is empty" if error["input"] == "" else "has to have keys of its own, each followed by a colon"


def _schema(path: Path) -> type[BaseModel]:
    match path:
        case ("brands", _):
            return Brand
        case ("sources", _):
            return Source
        case ("teams", _):
            return Team
        case ("teams", _, "people", _):
            return Person
    return Configuration
