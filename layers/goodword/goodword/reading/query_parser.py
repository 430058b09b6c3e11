"""Parses a query into a tree. A fault names the character and says what to do."""

import re
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from goodword.reading.query import OPERATOR, WORD, And, Near, Not, Or, Query, Term, holds, terms

MAX_WORDS = 200
MAX_DEPTH = 20
MAX_DISTANCE = 50
MIN_LETTERS = 3  # before the star of a wildcard

_TOKEN = re.compile(rf'[()]|"[^"]*"?|{WORD.pattern}')
# Quotation marks that keyboards and word processors of many languages write instead of a straight one.
_STRAIGHT = str.maketrans(dict.fromkeys("“”„‟«»「」『』❝❞〝〞", '"'))
_SHOWN = 20  # characters of a word that a message quotes


class QueryFault(ValueError):
    """What is wrong with a query."""


def parse(text: str) -> Query:
    """Parse a query. Raises QueryFault with the position, in characters from 1, and what to do about it."""
    query = _Parser(text).query()
    if sum(1 for _ in terms(query)) > MAX_WORDS:
        raise QueryFault(f"has more than {MAX_WORDS} words; make several queries of it")
    if holds(query, lambda _: ()):
        raise QueryFault("fits every text without these words; say beside NOT what has to be there")
    return query


def straightened(text: str) -> str:
    """The text with straight quotation marks around its phrases, character by character."""
    return text.translate(_STRAIGHT)


class _Token(NamedTuple):
    text: str
    at: int

    def __str__(self) -> str:
        shown = self.text if len(self.text) <= _SHOWN else f"{self.text[:_SHOWN]}..."
        return f"{_CALLED.get(shown, shown)} at character {self.at}"


_CALLED = {"(": "an opening bracket", ")": "a closing bracket"}


class _Parser:
    """Reads the tokens once, from the loosest operator to the tightest."""

    def __init__(self, text: str) -> None:
        found = _TOKEN.finditer(straightened(text))
        self._ahead = deque([*(_Token(token[0], token.start() + 1) for token in found), _Token("", len(text) + 1)])
        self._depth = 0

    def query(self) -> Query:
        query = self._or()
        if self._ahead[0].text:
            raise QueryFault(f"{self._ahead[0]} was never opened; open it, or take it out")
        return query

    def _or(self) -> Query:
        parts = [self._and()]
        while self._take("OR"):
            parts.append(self._and())
        return Or(tuple(parts)) if parts[1:] else parts[0]

    def _and(self) -> Query:
        parts = [self._not()]
        while self._take("AND") or self._ahead[0].text not in ("", "OR", ")"):
            parts.append(self._not())
        return And(tuple(parts)) if parts[1:] else parts[0]

    def _not(self) -> Query:
        return Not(self._deeper(self._not)) if self._take("NOT") else self._near()

    def _near(self) -> Query:
        left = self._atom()
        if not (distance := self._distance()):
            return left
        near = self._ahead.popleft()
        right = self._atom()
        if not (_is_place(left) and _is_place(right)):
            raise QueryFault(f"{near} has to stand between words, phrases or (one OR another)")
        if self._distance():
            raise QueryFault(f"{self._ahead[0]} is the second in a row; write (a NEAR/3 b) AND (b NEAR/3 c)")
        return Near(left, right, distance)

    def _distance(self) -> int:
        """The number of a NEAR if one comes next, else 0."""
        token = self._ahead[0]
        if not token.text.startswith("NEAR") or not (near := OPERATOR.fullmatch(token.text)):
            return 0
        if not (distance := near["distance"]):
            raise QueryFault(f"{token} needs a number, such as NEAR/5: at most five words away")
        if not re.fullmatch("[0-9]{1,9}", distance) or not 1 <= int(distance) <= MAX_DISTANCE:
            raise QueryFault(f"{token} needs a whole number of words from 1 to {MAX_DISTANCE}")
        return int(distance)

    def _atom(self) -> Query:
        if self._ahead[0].text in ("", ")", "AND", "OR", "NOT") or self._distance():
            where = f"before {self._ahead[0]}" if self._ahead[0].text else "at the end"
            raise QueryFault(f"a word is missing {where}")
        if bracket := self._take("("):
            inner = self._deeper(self._or)
            if not self._take(")"):
                raise QueryFault(f"{bracket} is never closed; close it, or take it out")
            return inner
        return _term(self._ahead.popleft())

    def _deeper(self, rule: Callable[[], Query]) -> Query:
        if self._depth == MAX_DEPTH:
            raise QueryFault(f"is nested more than {MAX_DEPTH} deep; make several queries of it")
        self._depth += 1
        query = rule()
        self._depth -= 1
        return query

    def _take(self, text: str) -> _Token | None:
        return self._ahead.popleft() if self._ahead[0].text == text else None


def _is_place(query: Query) -> bool:
    return isinstance(query, Term) or (isinstance(query, Or) and all(map(_is_place, query.parts)))


def _term(token: _Token) -> Term:
    words = token.text
    if words.startswith('"'):
        if len(words) == 1 or not words.endswith('"'):
            raise QueryFault(f"a quotation mark at character {token.at} is never closed; close it, or take it out")
        return _spelled(token, Term(words[1:-1].strip()))
    if OPERATOR.fullmatch(words):
        raise QueryFault(f"{token} is small: write {words.upper()}, or put it in quotes where the word is meant")
    return _spelled(token, Term(words.removesuffix("*"), prefix=words.endswith("*")))


def _spelled(token: _Token, term: Term) -> Term:
    if term.prefix and sum(map(str.isalnum, term.words)) < MIN_LETTERS:
        raise QueryFault(f"{token} fits too much: a star needs at least {MIN_LETTERS} letters before it")
    if not any(map(str.isalnum, term.words)):
        raise QueryFault(f"{token} needs a letter or a digit in it")
    if "*" in term.words and not token.text.startswith('"'):
        raise QueryFault(f"{token} has its star elsewhere than at the end of a word, as in charg*")
    return term
