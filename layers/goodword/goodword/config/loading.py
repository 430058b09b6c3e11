"""Reads goodword.yaml strictly, checks all of it, and reports every fault by its line."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from itertools import chain, islice
from typing import Any
from zoneinfo import available_timezones

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from goodword import connectors
from goodword.config import strict_yaml
from goodword.config.asks import ask_faults
from goodword.config.brand_faults import brand_faults
from goodword.config.brands import Brand, Words
from goodword.config.configuration import Configuration
from goodword.config.duties import duty_faults, expired_mutes
from goodword.config.faults import MAX_FAULTS, Fault, FaultyConfiguration, Path, hint, quoted
from goodword.config.match_faults import match_faults
from goodword.config.name_faults import name_faults
from goodword.config.reading import Comprehend, Roles, Touchpoints
from goodword.config.references import Tree, reference_faults, texts
from goodword.config.rota import Escalation, Shift
from goodword.config.rules import AtLeast, Mute, Rule, When
from goodword.config.sources import Cap, Source
from goodword.config.teams import Person, Team
from goodword.config.touchpoint_faults import touchpoint_faults
from goodword.platform_names import meant, other_words


def load_yaml(content: str | bytes, filename: str = "goodword.yaml", now: datetime | None = None) -> Configuration:
    """Read and check a configuration. Raises ConfigurationError with every fault: `goodword.yaml:12: where: what`.

    Looks from today on for hours that nobody owns. With `now`, mutes that ended before it are faults too: a person
    should know, but a deployed configuration stays valid.
    """
    document = strict_yaml.read(content, filename)
    tree = document.tree
    configuration, schema_faults = _validated(tree)
    found = chain(
        name_faults(tree),
        schema_faults,
        reference_faults(tree),
        brand_faults(tree),
        touchpoint_faults(tree),
        _outside_faults(tree),
    )
    faults = _placed(found, document)
    if configuration and not faults:
        faults = _placed(_later_faults(configuration, now), document)
    if faults or not configuration:
        raise FaultyConfiguration(filename, faults)
    return configuration


def _placed(found: Iterable[Fault], document: strict_yaml.Document) -> list[Fault]:
    """The first of these faults with their lines, after the faults of the file itself."""
    placed = (Fault(fault.path, fault.words, document.line(fault.path)) for fault in found)
    return list(islice(chain(document.faults, placed), MAX_FAULTS))


def _later_faults(configuration: Configuration, now: datetime | None) -> Iterator[Fault]:
    """Faults that can be found only in a configuration that is valid otherwise."""
    today = (now or datetime.now(UTC)).replace(hour=0, minute=0, second=0, microsecond=0)
    yield from duty_faults(configuration, today)
    yield from ask_faults(configuration)
    yield from match_faults(configuration)
    yield from expired_mutes(configuration, now) if now else ()


def _validated(tree: Tree) -> tuple[Configuration | None, Iterator[Fault]]:
    try:
        return Configuration.model_validate(tree, by_alias=True, by_name=False), iter(())
    except ValidationError as error:
        return None, (_fault(found) for found in error.errors(include_url=False) if not _follows(found))


def _follows(error: ErrorDetails) -> bool:
    """Pydantic calls a list too short even if it has faulty entries; those faults are reported already."""
    return error["type"] == "too_short" and bool(error["input"])


def _outside_faults(tree: Tree) -> Iterator[Fault]:
    """What depends on this version and this machine: the known platforms and time zones."""
    for path, name in chain.from_iterable(texts(tree, *pattern) for pattern in _PLATFORMS):
        if name not in connectors.every_platform():
            yield Fault(path, _no_platform(name))
    yield from _places_of_authors(tree)
    if zones := _timezones():
        cities = {zone.rpartition("/")[2]: zone for zone in zones}
        for path, zone in chain.from_iterable(texts(tree, *pattern) for pattern in _ZONES):
            if zone not in zones:
                yield Fault(path, _no_zone(zone, zones, cities))


def _no_zone(name: str, zones: Collection[str], cities: Mapping[str, str]) -> str:
    if _OFFSET.fullmatch(name):
        return f"{quoted(name)} has no summer time; write a place in that time zone, such as Europe/Berlin"
    return f"no such time zone {quoted(name)}{hint(name, zones, cities)}"


_OFFSET = re.compile(r"(?:GMT|UTC|Z)?\s?[+-]\s?[0-9]{1,2}(?::?[0-9]{2})?", re.IGNORECASE)  # Etc/GMT+1 is west of it


def _places_of_authors(tree: Tree) -> Iterator[Fault]:
    """The part before the colon of an author, as in `x:@jo`, must be a platform."""
    known = connectors.every_platform()
    for path, author in texts(tree, "roles", "*", "*"):
        platform, colon, _ = author.strip().partition(":")
        if colon and platform.casefold() not in known:
            yield Fault(path, _no_platform(platform))


def _no_platform(name: str) -> str:
    there = meant(name)
    advice = f"; write {there}" if there else hint(name, connectors.every_platform(), dict(other_words()))
    return f"no such platform {quoted(name)}{advice}"


_PLATFORMS: tuple[Path, ...] = (
    ("sources", "*", "platform"),
    ("brands", "*", "platforms", "*"),
    ("teams", "*", "rota", "*", "platforms", "*"),
    ("rules", "*", "when", "platforms", "*"),
    ("mutes", "*", "when", "platforms", "*"),
)
_ZONES: tuple[Path, ...] = (
    ("teams", "*", "timezone"),
    ("teams", "*", "people", "*", "timezone"),
    ("teams", "*", "rota", "*", "timezone"),
)


@cache
def _timezones() -> Mapping[str, None]:
    return dict.fromkeys(sorted(available_timezones()))  # empty on a machine without a time zone database


def _fault(error: ErrorDetails) -> Fault:
    path: Path = error["loc"]
    if path and path[-1] == "[key]":  # pydantic's mark for "the key itself, not its value"
        path = path[:-1]
    return Fault(path, _words(error, path))


def _words(error: ErrorDetails, path: Path) -> str:
    """Pydantic's error as a message for the person who wrote the file."""
    context: dict[str, Any] = error.get("ctx", {})
    match error["type"]:
        case "value_error":
            return str(context["error"])
        case "missing":
            return "is missing"
        case "extra_forbidden":
            return f"no such key{hint(str(path[-1]), _known_keys(_schema(path[:-1])))}"
        case "too_short":
            return f"is empty: it needs at least {context['min_length']} entry"
        case "too_long":
            return f"has more than {context['max_length']} entries"
        case "string_type":
            return "must be one text, not a list and not keys"
        case "tuple_type":
            return f"must be a list, {_LISTS.get(_last_key(path), 'such as [acme, acme shop]')}"
    return "is empty" if error["input"] == "" else "must have keys of its own, each followed by a colon"


_ENTRIES = "in which each entry begins with a hyphen"
_LISTS = {
    **dict.fromkeys(("rules", "mutes", "rota"), _ENTRIES),
    **dict.fromkeys(("who", "ring"), "such as [ana, ben]"),
    **dict.fromkeys(("queries", "exclude"), "such as ['acme NEAR/3 charger']"),
    "steps": "such as [[ana], [ana, ben]]",
    "holidays": "such as [2026-12-25, 2026-12-26]",
}


def _last_key(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _known_keys(schema: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in schema.model_fields.items()]


def _schema(path: Path) -> type[BaseModel]:
    """The schema of that path."""
    shapes = (shape for shape in _SCHEMAS if len(shape) == len(path))
    fitting = (shape for shape in shapes if all(step in ("*", key) for step, key in zip(shape, path, strict=True)))
    return _SCHEMAS.get(next(fitting, ()), Configuration)


_SCHEMAS: dict[tuple[str, ...], type[BaseModel]] = {
    ("brands", "*"): Brand,
    ("brands", "*", "words"): Words,
    ("touchpoints",): Touchpoints,
    ("roles",): Roles,
    ("comprehend",): Comprehend,
    ("sources", "*"): Source,
    ("sources", "*", "cap"): Cap,
    ("cap",): Cap,
    ("teams", "*"): Team,
    ("teams", "*", "people", "*"): Person,
    ("teams", "*", "rota", "*"): Shift,
    ("teams", "*", "escalation"): Escalation,
    ("rules", "*"): Rule,
    ("rules", "*", "when"): When,
    ("rules", "*", "at_least"): AtLeast,
    ("mutes", "*"): Mute,
    ("mutes", "*", "when"): When,
}
