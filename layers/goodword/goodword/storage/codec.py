"""One converter between frozen dataclasses and documents, for all kinds of items."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from goodword.storage.document_store import Document
from goodword.storage.keys import from_ms, to_ms

type Convert = Callable[[Any], Any]


class _Field(NamedTuple):
    name: str
    attribute: str
    default: Any
    write: Convert
    read: Convert


class Codec[T]:
    """Writes times as milliseconds and tuples as lists, and leaves out what is at its default.

    `attributes` maps a field to its stored name where that differs, so that documents of earlier versions stay
    readable. `always` are fields that are written even at their default, because later conditional writes check them.
    `elsewhere` are fields from the key or another place, which the caller passes to `read`. `special` maps a field to
    its own pair of functions: write and read.
    """

    def __init__(
        self,
        kind: type[T],
        *,
        attributes: Mapping[str, str] | None = None,
        always: Collection[str] = (),
        elsewhere: Collection[str] = (),
        special: Mapping[str, tuple[Convert, Convert]] | None = None,
    ) -> None:
        hints = get_type_hints(kind)
        self._kind, self._always = kind, frozenset(always)
        self._fields = {
            field.name: _Field(
                field.name,
                (attributes or {}).get(field.name, field.name),
                field.default_factory() if field.default_factory is not MISSING else field.default,
                *((special or {}).get(field.name) or _conversion(hints[field.name])),
            )
            for field in fields(kind)  # type: ignore[arg-type] # a dataclass
            if field.name not in elsewhere
        }

    def write(self, value: T) -> dict[str, Any]:
        """The attributes for all fields that are not at their default."""
        found = ((field, getattr(value, field.name)) for field in self._fields.values())
        return {
            field.attribute: field.write(content)
            for field, content in found
            if field.name in self._always or (content != field.default and content is not None)
        }

    def changes(self, **new: Any) -> dict[str, Any]:
        """The attributes for some fields, given by field name."""
        known = ((self._fields[name], content) for name, content in new.items())
        return {field.attribute: field.write(content) for field, content in known}

    def attribute(self, name: str) -> str:
        """The stored name of a field."""
        return self._fields[name].attribute

    def read(self, document: Document, **elsewhere: Any) -> T:
        """Read what this version or an earlier one wrote; `elsewhere` are the fields that are not in the document."""
        known = {
            field.name: field.read(document[field.attribute])
            for field in self._fields.values()
            if field.attribute in document
        }
        return self._kind(**known, **elsewhere)


def _conversion(hint: Any) -> tuple[Convert, Convert]:
    kinds = {getattr(kind, "__value__", kind) for kind in (get_args(hint) or (hint,)) if kind is not type(None)}
    if kinds == {datetime}:
        return to_ms, from_ms
    if get_origin(hint) is tuple:
        return list, tuple
    return _same, int if kinds == {int} else _same


def _same(value: Any) -> Any:
    return value
