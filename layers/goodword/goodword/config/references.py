"""Names that one section uses from another and that must exist, and values that may occur only once."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from goodword.config.brands import NAMES
from goodword.config.faults import Fault, Path, hint, quoted, written

type Tree = Any
"""The configuration as read, unchecked: dicts, lists and text. So these faults are found together with others."""


def reference_faults(tree: Tree) -> Iterator[Fault]:
    """Names that do not exist, and values that occur twice."""
    yield from unknown_names(tree, ("sources", "*", "brand"), "brand", _keys(tree, "brands"))
    yield from unknown_names(tree, ("brands", "*", "team"), "team", _keys(tree, "teams"))
    for when in (("rules", "*", "when"), ("mutes", "*", "when")):
        yield from unknown_names(tree, (*when, "brands", "*"), "brand", _keys(tree, "brands"))
    yield from unknown_names(tree, ("rules", "*", "ring", "*"), "person", _keys(tree, "teams", "*", "people"))
    yield from _strangers(tree)
    names = (
        found for brand in _keys(tree, "brands") for key in NAMES for found in texts(tree, "brands", brand, key, "*")
    )
    yield from _repeated(names, lambda path, name: signed(str(path[2]), name.strip().casefold()))
    yield from _repeated(texts(tree, "rules", "*", "name"), lambda _, name: name)
    yield from _repeated(texts(tree, "mutes", "*", "name"), lambda _, name: name)
    yield from _repeated(texts(tree, "sources", "*", "accounts", "*"), lambda path, account: (path[1], account))
    yield from _repeated(texts(tree, "roles", "*", "*"), lambda _, author: _author(author))
    yield from _two_faced_people(tree)
    yield from _shared_addresses(tree)


def unknown_names(
    tree: Tree, pattern: Path, what: str, known: Collection[str], also: Mapping[str, str] | None = None
) -> Iterator[Fault]:
    """A fault for every text at the pattern that is not a known name; `also`: synonyms of known names."""
    accepted = frozenset(known)
    for path, name in texts(tree, *pattern):
        if name not in accepted:
            yield Fault(path, f"no such {what} {quoted(name)}{hint(name, known, also)}")


def places(tree: Tree, *pattern: str | int) -> Iterator[tuple[Path, Any]]:
    """Everything at a path; `*` means each key or each list item. Values of another shape are skipped."""
    found: list[tuple[Path, Any]] = [((), tree)]
    for step in pattern:
        found = [((*path, key), value) for path, node in found for key, value in _children(node, step)]
    return iter(found)


def texts(tree: Tree, *pattern: str | int) -> Iterator[tuple[Path, str]]:
    """Those of the places that are texts."""
    return ((path, value) for path, value in places(tree, *pattern) if isinstance(value, str))


def _children(node: Any, step: str | int) -> Iterable[tuple[str | int, Any]]:
    if isinstance(node, dict):
        return node.items() if step == "*" else [(step, node[step])] if step in node else []
    return enumerate(node) if isinstance(node, list) and step == "*" else []


def _keys(tree: Tree, *section: str) -> list[str]:
    return [str(path[-1]) for path, _ in places(tree, *section, "*")]


def signed(key: str, name: str) -> str:
    """The name as people write it: the handle `acme` is @acme, and so equals the term @acme."""
    sign = _SIGNS.get(key, "")
    return sign + name.lstrip(sign) if sign else name


_SIGNS = {"handles": "@", "hashtags": "#"}


def _author(entry: str) -> str:
    """The author, without case and @."""
    where, colon, name = entry.strip().casefold().rpartition(":")
    return f"{where}{colon}{name.removeprefix('@')}"


def _repeated(found: Iterable[tuple[Path, str]], identity: Callable[[Path, str], Hashable]) -> Iterator[Fault]:
    first: dict[Hashable, Path] = {}
    for path, value in found:
        if (earlier := first.setdefault(identity(path, value), path)) != path:
            yield Fault(path, f"{quoted(value)} is already at {written(earlier)}; keep one of the two")


def _strangers(tree: Tree) -> Iterator[Fault]:
    """A team's rota and escalation may name only its own people."""
    for team in _keys(tree, "teams"):
        people = _keys(tree, "teams", team, "people")
        for pattern in (("rota", "*", "who", "*"), ("escalation", "steps", "*", "*")):
            yield from unknown_names(tree, ("teams", team, *pattern), "person of this team", people)


def _two_faced_people(tree: Tree) -> Iterator[Fault]:
    """An alert is addressed to `ana:mail`, so ana must be the same person in every team."""
    first: dict[str | int, tuple[Path, Any]] = {}
    for path, person in places(tree, "teams", "*", "people", "*"):
        earlier, same = first.setdefault(path[-1], (path, person))
        if other := next((what for what, keys in _FACES.items() if _face(person, keys) != _face(same, keys)), None):
            yield Fault(path, f"has {other} at {written(earlier)}; a person must have the same in every team")


_FACES = {
    "other addresses": ("mail", "sms"),
    "another time zone": ("timezone",),
    "other quiet hours": ("quiet",),
    "another budget": ("budget",),
}


def _face(person: Any, keys: Iterable[str]) -> list[Any]:
    return [person.get(key) for key in keys] if isinstance(person, dict) else []


def _shared_addresses(tree: Tree) -> Iterator[Fault]:
    """SNS keeps one subscription per topic and address, so an address can belong to only one person."""
    first: dict[str, Path] = {}
    people = ("teams", "*", "people", "*")
    for path, address in chain(texts(tree, *people, "mail"), texts(tree, *people, "sms")):
        earlier = first.setdefault(address.casefold(), path)
        if earlier[3] != path[3]:
            yield Fault(path, f"is already at {written(earlier)}; an address can belong to only one person")
