"""Sample texts for which a query holds, if any exist. They show that a query can never hold."""

from collections.abc import Iterator
from itertools import islice, product

from goodword.reading.query import And, Near, Not, Or, Query, Term

MOST = 64
"""The most texts that are returned; there may be others."""

_APART = f"{' q' * 51} "  # more words than any NEAR spans, and no real word
_BETWEEN = " q"


def witnesses(query: Query) -> list[str]:
    """Minimal texts for which the query holds: each choice of its ORs, near words in either order."""
    return _few(query)


def _texts(query: Query) -> Iterator[str]:
    match query:
        case Term(words, prefix):
            yield f"{words}q" if prefix else words
            if prefix:
                yield words
        case Near(left, right, distance):
            for first, second in product(_few(left), _few(right)):
                yield f"{first} {second}"
                yield f"{second} {first}"
                yield f"{first}{_BETWEEN * (distance - 1)} {second}"
                yield f"{second}{_BETWEEN * (distance - 1)} {first}"
        case Not(part):
            yield from _texts_without(part)
        case And(parts):
            yield from (_APART.join(["", *texts, ""]) for texts in product(*map(_few, parts)))
        case Or(parts):
            yield from (text for part in parts for text in _few(part))


def _texts_without(query: Query) -> Iterator[str]:
    """Texts for which it does not hold."""
    match query:
        case Not(part):
            yield from _texts(part)
        case And(parts):
            yield from (text for part in parts for text in islice(_texts_without(part), MOST))
        case Or(parts):
            choices = [list(islice(_texts_without(part), MOST)) for part in parts]
            yield from (_APART.join(["", *texts, ""]) for texts in product(*choices))
        case _:
            yield ""


def _few(query: Query) -> list[str]:
    return list(islice(_texts(query), MOST))


__all__ = ["MOST", "witnesses"]
