"""From a change in the table to what alerting does about it."""

from datetime import datetime

from goodword.alerting.dispatch import Dispatcher, Outcome
from goodword.alerting.outbox import read_notification
from goodword.config.configuration import Configuration
from goodword.mention import ScoredMention
from goodword.storage.document_store import Change, Document
from goodword.storage.mention_documents import memory_in, sources_in


def handle(change: Change, dispatcher: Dispatcher, configuration: Configuration, now: datetime) -> Outcome:
    """Notify of one change, or have it suppressed; returns what became of it."""
    match change.new["type"]:
        case "outbox":
            return dispatcher.wake(read_notification(change.new), configuration, now)
        case "own":
            return _own(change, dispatcher, configuration)
    mention = memory_in(change.new).mention
    if _was_as_urgent(change.old, mention):
        return "known"
    return dispatcher.handle(mention, configuration, now)


def _own(change: Change, dispatcher: Dispatcher, configuration: Configuration) -> Outcome:
    """Note our own answer, unless neither it nor the sources that reported it have changed."""
    own, sources = memory_in(change.new), sources_in(change.new)
    old = change.old
    if old and old["type"] == "own" and (memory_in(old), sources_in(old)) == (own, sources):
        return "known"
    return dispatcher.answer(own.mention, sources, configuration)


def _was_as_urgent(old: Document | None, mention: ScoredMention) -> bool:
    """Whether an edit, or what a late event filled in, leaves it to what was decided at first."""
    if not old or old["type"] != "mention":
        return False
    before = memory_in(old).mention
    return before.brand == mention.brand and before.notifies and before.priority <= mention.priority
