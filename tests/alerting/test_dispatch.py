"""One path from a mention to a notification: sent at once, promised, suppressed, or answered."""

from datetime import UTC, datetime

import pytest

from goodword.alerting.dispatch import Dispatcher
from goodword.alerting.triage import Triage
from goodword.dry_run.play import ReplayedMentions
from goodword.storage.in_memory_store import InMemoryStore
from tests.alerting.test_follow_ups import configuration
from tests.sayings import scored

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
CURRENT = configuration()


def danger(name, **fields):
    at = {"received_at": NOON, "event_at": NOON, "root_id": "thread"}
    return scored(external_id=name, priority="P1", intents=("safety_or_legal",), **at | fields)


def dispatcher(send=None):
    return Dispatcher(Triage(InMemoryStore()), ReplayedMentions(), send)


def test_with_a_sender_it_is_sent_and_without_one_it_is_promised():
    sent = []
    sends = dispatcher(lambda notification, *_: sent.append(notification) or "rang")
    assert sends.handle(danger("1"), CURRENT, NOON) == "rang"
    assert [notification.external_id for notification in sent] == ["1"]
    promises = dispatcher()
    assert promises.handle(danger("1"), CURRENT, NOON) == "promised"
    assert [found.state for found in promises.triage.outbox.since(NOON)] == ["claimed"]


def test_what_joins_is_kept_as_suppressed_once_it_is_closed():
    found = dispatcher(lambda *_: "rang")
    assert [found.handle(danger(name), CURRENT, NOON) for name in "123"] == ["rang", "held", "held"]
    assert found.triage.suppressed.since(NOON) == []
    assert [suppression.why for suppression in found.close(NOON)] == ["joined", "joined"]
    assert len(found.triage.suppressed.since(NOON)) == 1
    assert found.close(NOON) == []


def test_the_same_record_again_is_known_when_it_was_promised():
    promises = dispatcher()
    assert [promises.handle(danger("1"), CURRENT, NOON) for _ in range(3)] == ["promised", "known", "known"]


def test_one_that_only_promises_cannot_be_woken():
    promises = dispatcher()
    promises.handle(danger("1"), CURRENT, NOON)
    [promised] = promises.triage.outbox.since(NOON)
    with pytest.raises(RuntimeError, match="give it a sender"):
        promises.wake(promised, CURRENT, NOON)
