"""What is wrong with the queries of a brand."""

from collections.abc import Iterator

from goodword.config.brands import MAX_QUERY
from goodword.config.faults import Fault
from goodword.config.references import Tree, texts
from goodword.reading.foreign_operators import foreign_operator
from goodword.reading.query_parser import QueryFault, parse


def brand_faults(tree: Tree) -> Iterator[Fault]:
    """Each query that cannot be read, or has an operator of another tool, with the character where."""
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
