"""What is wrong with how brands are listened for: queries that cannot be read, exclusions that leave nothing."""

from collections.abc import Iterator

from goodword.config.brands import NAMES
from goodword.config.faults import Fault, Path
from goodword.config.references import Tree, places, signed, texts
from goodword.reading.matching import Brands, BrandSpec
from goodword.reading.query_parser import QueryFault, parse


def brand_faults(tree: Tree) -> Iterator[Fault]:
    """Each query that cannot be read, with the character where; exclusions that take away whatever names a brand."""
    for brand, _ in places(tree, "brands", "*"):
        yield from _unreadable(tree, (*brand, "queries"))
        faults = list(_unreadable(tree, (*brand, "exclude")))
        yield from faults or _excluded(tree, brand)


def _unreadable(tree: Tree, key: Path) -> Iterator[Fault]:
    for path, query in texts(tree, *key, "*"):
        try:
            parse(query)
        except QueryFault as fault:
            yield Fault(path, str(fault))


def _excluded(tree: Tree, brand: Path) -> Iterator[Fault]:
    queries = tuple(query for _, query in texts(tree, *brand, "exclude", "*"))
    listed = [signed(key, name) for key in NAMES for _, name in texts(tree, *brand, key, "*")]
    names = [name for name in listed if not name.startswith("@")]  # a handle stays whatever is excluded
    exclusion = Brands([BrandSpec(key="", queries=queries)], {})
    if queries and names and all(exclusion.match(name) for name in names):
        yield Fault((*brand, "exclude"), "takes away whatever names the brand; exclude only what is not about it")
