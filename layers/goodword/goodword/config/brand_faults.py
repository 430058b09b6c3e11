"""Faults in the queries of a brand."""

from collections.abc import Iterator

from goodword.config.brands import MAX_QUERY
from goodword.config.faults import Fault
from goodword.config.references import Tree, texts
from goodword.reading.foreign_operators import foreign_operator
from goodword.reading.query_parser import QueryFault, parse


def brand_faults(tree: Tree) -> Iterator[Fault]:
    """A fault for each query that is not valid or has another tool's operator, with the character position."""
    for key in ("queries", "exclude"):
        for path, query in texts(tree, "brands", "*", key, "*"):
            if len(query) <= MAX_QUERY and (words := _unreadable(query)):
                yield Fault(path, words)


def _unreadable(query: str) -> str | None:
    if found := foreign_operator(query):
        return str(found)
    try:
        parse(query)
    except QueryFault as fault:
        return str(fault)
    return None
