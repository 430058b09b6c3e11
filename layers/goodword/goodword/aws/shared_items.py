"""One item that two sources reported with the same content: who owns it, who else reported it, and who owns it next.

While both say the same, it is stored and counted once, and notifies once. When its owner's report changes, the change
is stored apart, and the item goes to the next source that reported it. No source changes another's mention.
"""

from collections.abc import Collection, Mapping

from goodword.aws.dynamodb_items import Item, from_dynamo, platform_in, to_dynamo
from goodword.id_scope import OF_THEIR_SOURCE
from goodword.storage.mention_documents import REPORTS as _WORDS
from goodword.storage.mention_documents import current_sources as _current_sources

_MS_DIGITS = 14  # of a version: the time in it, see `goodword.mention_merge.version`


def is_shared(item: Item) -> bool:
    """Whether other sources than its owner reported it too."""
    return bool(_current_sources(_notes(item)))


def has_left(item: Item, sources: Collection[str]) -> bool:
    """Whether another version by one of these sources is stored apart from it."""
    return any(name in sources and not version for name, version in _notes(item).items())


def with_note(item: Item, sources: Collection[str], version: str = "") -> Item | None:
    """The item with the note that these sources reported that version, or without it; None when nothing changes.

    None too where ids are the sender's own: no other source reports such an item.
    """
    if platform_in(item) == OF_THEIR_SOURCE:
        return None
    notes = _notes(item)
    others = {name: known for name, known in notes.items() if name not in sources}
    noted = next((known for name, known in notes.items() if name in sources), None)
    if noted is not None and bool(noted) == bool(version):
        return None
    return _noted(item, others | {min(sources): version})


def report_by(item: Item, sources: Collection[str]) -> Item | None:
    """The item as reported by these sources alone; None when they did not report it."""
    name = next((name for name in _current_sources(_notes(item)) if name in sources), None)
    return None if name is None else _as_reported_by(item, name)


def handed_over(item: Item, sources: Collection[str]) -> Item:
    """The item as the next source's, since these sources, its owner among them, now report something else."""
    notes = _notes(item)
    owner, *_ = _current_sources(notes)
    others = {name: version for name, version in notes.items() if name != owner and name not in sources}
    return _noted(_as_reported_by(item, owner), others | {min(sources): ""})


def kept_notes(item: Item) -> Item:
    """The notes that a changed item keeps from this one."""
    return {name: value for name, value in item.items() if name == _WORDS}


def _as_reported_by(item: Item, source: str) -> Item:
    version = _notes(item)[source]
    kept = {name: value for name, value in item.items() if name != "cv"}
    return kept | to_dynamo({"so": source, "v": version, "ea": int(version[:_MS_DIGITS])})


def _noted(item: Item, notes: Mapping[str, str]) -> Item:
    return item | to_dynamo({_WORDS: notes, "n": int(item["n"]["N"]) + 1})


def _notes(item: Item) -> dict[str, str]:
    return dict(from_dynamo({_WORDS: item[_WORDS]})[_WORDS]) if _WORDS in item else {}
