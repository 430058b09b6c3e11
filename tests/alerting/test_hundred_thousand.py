"""A storm of 100,000 mentions in a simulated minute, handled by eight instances of `alert` and by the sweep.

The functions' own code decides, with an in-memory store instead of the table, so that the test takes seconds.
tests/flow/test_storm.py sends a smaller storm through queues, table, stream and SNS.
"""

import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from goodword.alerting.case import Cases
from goodword.alerting.incident_key import incident_key_of
from goodword.alerting.outbox import Notification
from goodword.alerting.suppressed import Suppression, SuppressionReason
from goodword.alerting.sweep import Sweep
from goodword.alerting.triage import Triage
from goodword.config.configuration import Configuration
from goodword.dry_run.play import ReplayedMentions
from goodword.mention import ScoredMention
from goodword.storage.in_memory_store import InMemoryStore
from tests.house.house import CONFIGURATION
from tests.sayings import scored

START = datetime(2026, 11, 18, 9, 0, 0, tzinfo=UTC)
MENTIONS, GRAVE, ANNOYED = 100_000, 0.05, 0.25
INCIDENTS = 3  # of P1: as many as the mails that each minute reserves for P1
ROOMS, BATCH = 8, 100
CAPS = {"mail": 6, "sms": 3}


@dataclass
class Storm:
    """The result of the storm."""

    urgent: list[ScoredMention] = field(default_factory=list)
    notifications: list[tuple[datetime, Notification]] = field(default_factory=list)
    held: Counter[SuppressionReason] = field(default_factory=Counter)
    dealt: Counter[str] = field(default_factory=Counter)
    cases: Cases = field(default_factory=lambda: Cases(InMemoryStore()))


def urgent_mentions() -> list[ScoredMention]:
    """The P1 and P2 in order of arrival; `alert` does not get the others."""
    chance, found = random.Random(100_000), list[ScoredMention]()
    for number in range(MENTIONS):
        lot, at = chance.random(), START + timedelta(minutes=1) * number / MENTIONS
        if lot < GRAVE:
            root = f"danger-{chance.randrange(INCIDENTS)}"
            found.append(mention_of(number, at, "P1", "safety_or_legal", root))
        elif lot < GRAVE + ANNOYED:
            found.append(mention_of(number, at, "P2", "complaint", f"thread-{chance.randrange(5_000)}"))
    return found


def mention_of(number: int, at: datetime, priority: str, intent: str, root: str) -> ScoredMention:
    """One mention of the storm."""
    of = {"external_id": f"m{number}", "author_id": f"by-{number}", "event_at": at, "received_at": at, "root_id": root}
    return scored(**of, priority=priority, intents=(intent,))


@pytest.fixture(scope="module")
def storm() -> Storm:
    configuration, store, past = Configuration.model_validate(CONFIGURATION), InMemoryStore(), ReplayedMentions()
    rooms, storm = [Triage(store) for _ in range(ROOMS)], Storm(urgent=urgent_mentions(), cases=Cases(store))
    triage = Triage(store)
    sweep = Sweep(triage, past, past)
    for number, start in enumerate(range(0, len(storm.urgent), BATCH)):
        room, batch, waits = (
            rooms[number % ROOMS],
            storm.urgent[start : start + BATCH],
            list[tuple[ScoredMention, Suppression]](),
        )
        now = batch[-1].received_at
        for mention in batch:
            past.add(mention)
            match room.decide(mention, configuration, now):
                case Notification() as notification:
                    room.outbox.settle(notification, "sent")
                    storm.notifications.append((now, notification))
                    storm.dealt[notification.external_id] += 1
                case None:
                    raise AssertionError("nobody was notified about it, and it is not suppressed")
                case kept:
                    waits.append((mention, kept))
                    storm.held[kept.why] += 1
                    storm.dealt[str(mention.external_id)] += 1
        room.keep_suppressed(waits, now)
    for minute in range(1, 40):
        now = START + timedelta(minutes=minute, seconds=20)
        sweep.go(configuration, now)
        for notification in triage.outbox.since(now):
            if notification.state == "claimed":
                triage.outbox.settle(notification, "sent")
                storm.notifications.append((now, notification))
    return storm


def test_nothing_is_lost_and_nothing_notifies_twice(storm: Storm) -> None:
    assert len(storm.urgent) > MENTIONS * (GRAVE + ANNOYED) * 0.95
    assert storm.dealt == Counter(str(mention.external_id) for mention in storm.urgent)


def test_nobody_gets_more_than_the_caps(storm: Storm) -> None:
    times: dict[str, list[datetime]] = defaultdict(list)
    for at, notification in storm.notifications:
        for recipient in notification.to:
            times[recipient].append(at)
    assert set(times) == {"ana:mail", "ana:sms", "ben:mail"}
    for recipient, moments in times.items():
        most = max(sum(start <= moment < start + timedelta(seconds=60) for moment in moments) for start in moments)
        assert 0 < most <= CAPS[recipient.split(":")[1]], recipient


def test_the_first_p1_of_each_incident_notifies_within_ten_seconds(storm: Storm) -> None:
    received_at: dict[str, datetime] = {}
    for mention in storm.urgent:
        if mention.priority == "P1":
            received_at.setdefault(incident_key_of(mention), mention.received_at)
    notified_at = {
        notification.incident_key: at
        for at, notification in reversed(storm.notifications)
        if notification.priority == "P1" and notification.kind == "new"
    }
    assert set(notified_at) == set(received_at)
    assert max(notified_at[incident_key] - received_at[incident_key] for incident_key in received_at) <= timedelta(
        seconds=10
    )


def test_who_had_no_room_for_a_p1_gets_it_in_the_next_minute(storm: Storm) -> None:
    p1 = [
        (at, notification)
        for at, notification in storm.notifications
        if notification.priority == "P1" and at < START + timedelta(minutes=9)
    ]
    texted = [(at, notification.incident_key) for at, notification in p1 if "ana:sms" in notification.to]
    assert len({incident_key for _, incident_key in texted}) == len(texted) == INCIDENTS
    assert max(at for at, _ in texted) < START + timedelta(seconds=90)


def test_held_counts_are_exact(storm: Storm) -> None:
    grave = Counter(incident_key_of(mention) for mention in storm.urgent if mention.priority == "P1")
    assert {incident_key: case.counted for incident_key in grave if (case := storm.cases.get(incident_key))} == dict(
        grave
    )
    complaints = sum(mention.priority == "P2" for mention in storm.urgent)
    alone = sum(notification.kind == "new" and notification.priority == "P2" for _, notification in storm.notifications)
    bundled = sum(notification.count for _, notification in storm.notifications if notification.kind == "bundle")
    joined = storm.held["joined"] - sum(grave.values()) + len(grave)
    assert alone + bundled + joined == complaints


def test_holding_back_costs_an_item_a_batch(storm: Storm) -> None:
    print(f"{len(storm.urgent)} urgent, {len(storm.notifications)} notifications, suppressed {dict(storm.held)}")
    assert len(storm.notifications) < 100
