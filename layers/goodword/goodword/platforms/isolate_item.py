"""A delivery's body with one of its items left in it, so that what could not be read can be tried again by itself."""

import json
from typing import Any

_DEEPEST = 8  # an item stands in a list, in an object, in a list ... at most so deep in any platform's body

_PROFILES = {"contacts"}  # a list in which nothing is said: who it is that speaks

type Path = tuple[str | int, ...]


class IsolatedItems:
    """What stands around the items of one body; made once, however many of them cannot be read."""

    def __init__(self, body: bytes) -> None:
        self._tree: Any = None
        self._paths: dict[int, Path] = {}
        try:
            self._tree = json.loads(body)
            self._note(self._tree, ())
        except (ValueError, RecursionError):  # then no item of it can be found, and each is kept without the rest
            self._paths.clear()

    def alone(self, item: Any) -> bytes | None:
        """The body in which every list on the way to the item holds nothing else; None when it is not found."""
        path = self._paths.get(_mark(item))
        return None if path is None else json.dumps(_pruned(self._tree, path)).encode()

    def _note(self, value: Any, path: Path) -> None:
        self._paths.setdefault(_mark(value), path)
        if len(path) == _DEEPEST:
            return
        for key, child in value.items() if isinstance(value, dict) else ():
            if isinstance(child, dict | list):
                self._note(child, (*path, key))
        for place, child in enumerate(value) if isinstance(value, list) else ():
            self._note(child, (*path, place))


def _mark(value: Any) -> int:
    return hash(json.dumps(value, sort_keys=True))


def _pruned(tree: Any, path: Path) -> Any:
    """Objects keep what is no list beside the way: the account, the time, the profiles of who spoke."""
    if not path:
        return tree
    child = _pruned(tree[path[0]], path[1:])
    if isinstance(tree, list):
        return [child]
    beside = {key: value for key, value in tree.items() if key in _PROFILES or not isinstance(value, list)}
    return beside | {path[0]: child}
