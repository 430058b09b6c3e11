"""Every regular expression of the package, and the texts that slow each down most."""

import ast
import inspect
import pkgutil
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any, NamedTuple

import goodword

_CALLS = {
    **{name: name for name in ("match", "fullmatch", "search", "sub")},
    **dict.fromkeys(("finditer", "findall", "split", "subn"), "sub"),
}
"""How an expression is used, by the method called: methods that find every match work as `sub` does."""

_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_MANY = 50  # a repetition of at most this many does not count as growing
_MOST = 24  # bodies of repetitions in one expression
_TRIED = "a1 _.-!\"'(<[@/:éA\n,#\x00"
_RUNS = ("a", " ", "1", ".", "-", "\n")


class Expression(NamedTuple):
    """One expression: where it is, and how it is used there."""

    where: str
    pattern: re.Pattern[Any]
    methods: tuple[str, ...]


@cache
def modules() -> tuple[str, ...]:
    """Every module of the package."""
    found = pkgutil.walk_packages(goodword.__path__, "goodword.")
    return tuple(module.name for module in found if not module.name.endswith("__main__"))


def expressions(name: str) -> list[Expression]:
    """Those in a module's variables, those written inline, and the pattern of a feed's entries."""
    module = import_module(name)
    tree = ast.parse(inspect.getsource(module))
    used = _used(tree)
    held = [(where, pattern) for key, value in vars(module).items() for where, pattern in _in(value, key, name, set())]
    found = [Expression(where, pattern, used.get(where, used["*"])) for where, pattern in held]
    feeds = [(key, re.compile(feed.pattern)) for key, feed in getattr(module, "FEEDS", {}).items()]
    asked = [Expression(f"the feed {key}", feed, ("fullmatch",)) for key, feed in feeds]
    return list(
        {
            (expression.pattern, expression.methods): expression
            for expression in [*found, *_inline(module, tree), *asked]
        }.values()
    )


def _in(value: Any, where: str, module: str, seen: set[int]) -> Iterator[tuple[str, re.Pattern[Any]]]:
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, re.Pattern):
        yield where, value
        return
    inside: Any = ()
    if isinstance(value, Mapping):
        inside = value.values()
    elif isinstance(value, list | tuple | set | frozenset):
        inside = value
    elif isinstance(value, type) and value.__module__ == module:
        inside = vars(value).values()
    elif type(value).__module__ == module:
        inside = [getattr(value, name) for name in _attributes(value)]
    for item in inside:
        yield from _in(item, f"{where}[]", module, seen)


def _attributes(value: Any) -> list[str]:
    slots = [name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())]
    return [name for name in (*slots, *getattr(value, "__dict__", {})) if hasattr(value, name)]


def _used(tree: ast.Module) -> dict[str, tuple[str, ...]]:
    """The methods called on each name that is used only that way; under a star, all methods that a module uses."""
    calls: dict[str, set[str]] = {"*": set()}
    otherwise: Counter[str] = Counter()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in _CALLS:
            calls["*"].add(_CALLS[node.attr])
            if isinstance(node.value, ast.Name):
                calls.setdefault(node.value.id, set()).add(_CALLS[node.attr])
                otherwise[node.value.id] -= 1
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            otherwise[node.id] += 1
    return {name: tuple(sorted(found or {"sub"})) for name, found in calls.items() if not otherwise[name]}


def _inline(module: ModuleType, tree: ast.Module) -> Iterator[Expression]:
    """The patterns in direct calls of `re`, as far as the module's own names determine them."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.func.attr in _CALLS):
            continue
        try:
            written = eval(compile(ast.Expression(node.args[0]), "", "eval"), vars(module))
        except NameError:  # made from a parameter: found where the value is stored
            continue
        if isinstance(written, str):
            yield Expression(f"line {node.lineno}", re.compile(written), (_CALLS[node.func.attr],))


# ---- worst cases -----------------------------------------------------------------------------------------------------


def texts(pattern: re.Pattern[Any]) -> list[Callable[[int], Any]]:
    """Functions that make texts, or bytes, of about a given number of characters."""
    if isinstance(pattern.pattern, bytes):
        return [lambda size, make=make: make(size).encode("latin-1", "replace") for make in _texts(pattern)]
    return _texts(pattern)


def _texts(pattern: re.Pattern[Any]) -> list[Callable[[int], str]]:
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    finder = _Finder(tree.state, pattern.flags)
    whole = finder.example(tree, full=True)
    if not (bodies := list(dict.fromkeys(finder.repeated(tree, "")))[:_MOST]):
        return [_run("", whole or "a", ""), _run("", "a", "")]
    found = [_run("", piece, "") for piece in (*_RUNS, whole) if piece]
    for before, body in bodies:
        found += [_run(before, body, ""), _run(before, body, "\x00"), _run("", before + body, "")]
    return found


def _run(before: str, body: str, behind: str) -> Callable[[int], str]:
    return lambda size: before + body * (size // len(body) + 1) + behind


class _Finder:
    """Examples of what parts of an expression match."""

    def __init__(self, state: Any, flags: int) -> None:
        self._state, self._flags = state, flags

    def example(self, tree: Any, *, full: bool) -> str:
        """An approximate text that it matches; a `full` one includes optional parts."""
        return "".join(self._one(node, full=full) for node in tree)

    def repeated(self, tree: Any, before: str) -> Iterator[tuple[str, str]]:
        """What can repeat without limit, each after an example of what precedes it."""
        for node in tree:
            op, value = node
            if op in _REPEATS and value[1] > _MANY:
                for full in (True, False):
                    if body := self.example(value[2], full=full):
                        yield before, body
                if len(value[2]) == 1:
                    yield from ((before, letter) for letter in self._letters(value[2][0]))
            for inner in _inside(op, value):
                yield from self.repeated(inner, before)
            before += self._one(node, full=True)

    def _one(self, node: Any, *, full: bool) -> str:
        op, value = node
        if op in _REPEATS:
            return self.example(value[2], full=full) * max(value[0], int(full and value[1] > 0))
        if op is _constants.BRANCH:
            return self.example(value[1][0], full=full)
        if op in (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT, _constants.GROUPREF):
            return ""
        inner = _inside(op, value)
        return self.example(inner[0], full=full) if inner else next(self._letters(node), "")

    def _letters(self, node: Any) -> Iterator[str]:
        if node[0] not in (_constants.LITERAL, _constants.NOT_LITERAL, _constants.IN, _constants.ANY):
            return
        if node[0] is _constants.LITERAL:
            yield chr(node[1])
            return
        matcher = _compiler.compile(_parser.SubPattern(self._state, [node]), self._flags)
        named = [chr(part) for kind, part in node[1] if kind is _constants.LITERAL] if node[0] is _constants.IN else []
        yield from [pattern for pattern in (*_TRIED, *named) if matcher.match(pattern)][:4]


def _inside(op: Any, value: Any) -> list[Any]:
    """The parts of a node that are expressions themselves."""
    if op in _REPEATS:
        return [value[2]]
    if op is _constants.SUBPATTERN:
        return [value[3]]
    if op is _constants.BRANCH:
        return list(value[1])
    if op is _constants.ATOMIC_GROUP:
        return [value]
    if op in (_constants.ASSERT, _constants.ASSERT_NOT):
        return [value[1]]
    if op is _constants.GROUPREF_EXISTS:
        return [item for item in value[1:] if item is not None]
    return []
