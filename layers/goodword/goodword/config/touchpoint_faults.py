"""Unknown touchpoints: removed though they do not exist, or named by a rule that then never matches."""

from collections.abc import Iterator

from goodword.config.faults import Fault
from goodword.config.reading import Touchpoints
from goodword.config.references import Tree, places, texts, unknown_names
from goodword.reading.touchpoints import PACKS, starter


def touchpoint_faults(tree: Tree) -> Iterator[Fault]:
    """A fault for each touchpoint that does not exist."""
    packs = [pack for _, pack in texts(tree, "touchpoints", "packs", "*")] or Touchpoints().packs
    there = starter(pack for pack in packs if pack in PACKS)
    yield from unknown_names(tree, ("touchpoints", "without", "*"), "link", there)
    left_out = {link for _, link in texts(tree, "touchpoints", "without", "*")}
    own = [str(path[-1]) for path, _ in places(tree, "touchpoints", "words", "*")]
    links = [link for link in dict.fromkeys((*there, *own)) if link not in left_out or link in own]
    for when in (("rules", "*", "when"), ("mutes", "*", "when")):
        yield from unknown_names(tree, (*when, "touchpoints", "*"), "touchpoint", links)
