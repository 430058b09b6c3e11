"""A delivery's body with only one of its items, so that an item that could not be read can be tried again alone."""

import json
from typing import Any

_DEEPEST = 8  # in a platform's body an item is nested in at most so many lists and objects

_PROFILES = {"contacts"}  # lists of profiles: they hold no items, only authors

type Path = tuple[str | int, ...]


class IsolatedItems:
    """The body around its items; parsed once, however many items cannot be read."""

    def __init__(self, body: bytes) -> None:
        self._tree: Any = None
        self._paths: dict[int, Path] = {}
        try:
            self._tree = json.loads(body)
            self._note(self._tree, ())
        except (ValueError, RecursionError):  # then no item can be found, and each is kept without the rest
            self._paths.clear()

    def alone(self, item: Any) -> bytes | None:
        """The body in which every list on the way to the item holds only that item; None when it is not found."""
        path = self._paths.get(_digest(item))
        return None if path is None else json.dumps(_pruned(self._tree, path)).encode()

    def _note(self, value: Any, path: Path) -> None:
        self._paths.setdefault(_digest(value), path)
        if len(path) == _DEEPEST:
            return
        for key, child in value.items() if isinstance(value, dict) else ():
            if isinstance(child, dict | list):
                self._note(child, (*path, key))
        for place, child in enumerate(value) if isinstance(value, list) else ():
            self._note(child, (*path, place))


def _digest(value: Any) -> int:
    return hash(json.dumps(value, sort_keys=True))


def _pruned(tree: Any, path: Path) -> Any:
    """Objects keep everything beside the way that is no list: the account, the time; and the authors' profiles."""
    if not path:
        return tree
    child = _pruned(tree[path[0]], path[1:])
    if isinstance(tree, list):
        return [child]
    beside = {key: value for key, value in tree.items() if key in _PROFILES or not isinstance(value, list)}
    return beside | {path[0]: child}
