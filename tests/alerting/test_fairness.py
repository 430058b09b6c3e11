"""Floods: in any kind of flood, a P1 by an author who is new today still reaches people in time."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from goodword.alerting.outbox import Notification
from goodword.alerting.suppressed import Suppression, member
from goodword.alerting.sweep import PROMISED, Sweep
from goodword.alerting.triage import Triage
from goodword.config.configuration import Configuration
from goodword.dry_run.play import ReplayedMentions
from goodword.mention import BrandMatch, ScoredMention
from goodword.messages.bundle import NAMED
from goodword.storage.in_memory_store import InMemoryStore
from tests.sayings import scored

START = datetime(2026, 11, 18, 9, tzinfo=UTC)
PROMISED_RATE = 60  # fakes a minute
PEOPLE = {
    "ana": {"mail": "ana@example.com", "sms": "+491511234567"},
    "ben": {"mail": "ben@example.com"},
}
CONFIGURATION = Configuration.model_validate(
    {
        "brands": {"acme": {"terms": ["acme"], "team": "care"}, "bolt": {"terms": ["bolt"], "team": "care"}},
        "sources": {"acme-x": {"platform": "x", "brand": "acme"}},
        "teams": {"care": {"people": PEOPLE, "escalation": {"after": "240"}}},  # later than these tests last
    }
)
EVERYBODY = {"ana:mail", "ana:sms", "ben:mail"}


@dataclass
class Scene:
    """The functions `alert` and `sweep` on one in-memory store; `sent` has all notifications with their times."""

    now: datetime = START
    past: ReplayedMentions = field(default_factory=ReplayedMentions)
    store: InMemoryStore = field(default_factory=InMemoryStore)
    sent: list[tuple[datetime, Notification]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    configuration: Configuration = CONFIGURATION

    def __post_init__(self) -> None:
        self.alert, sweep = Triage(self.store), Triage(self.store)
        self.outbox, self.sweep = sweep.outbox, Sweep(sweep, self.past, self.past)
        self.swept = self.now - timedelta(seconds=40)

    def hear(self, mentions: Sequence[ScoredMention]) -> None:
        """Handle one batch of the stream, at the time of its last record."""
        held = list[tuple[ScoredMention, Suppression]]()
        for mention in mentions:
            self.live(mention.received_at)
            self.past.add(mention)
            match self.alert.decide(mention, self.configuration, self.now):
                case Notification() as notification:
                    self._send(notification)
                case Suppression() as kept:
                    held.append((mention, kept))
        self.alert.keep_suppressed(held, self.now)

    def live(self, until: datetime) -> None:
        """Run the sweep once a minute until that time."""
        while self.swept + timedelta(minutes=1) <= until:
            self.now = self.swept = self.swept + timedelta(minutes=1)
            self.counts = Counter(self.sweep.go(self.configuration, self.now))
            for notification in self.outbox.since(self.now):
                if notification.state == "claimed":
                    self._send(notification)
        self.now = max(self.now, until)

    def waits(self) -> int:
        """How many P1 wait for their own notification."""
        before = len(self.sent)
        self.live(self.now + timedelta(minutes=1))
        return len(self.sent) - before

    def _send(self, notification: Notification) -> None:
        self.outbox.settle(notification, "sent")
        self.sent.append((self.now, notification))

    def reached(self, mention: ScoredMention) -> datetime | None:
        """When everybody had been notified about it, by its own notification or by a bundle that names it."""
        reached_at = dict[str, datetime]()
        for at, notification in self.sent:
            if notification.external_id == mention.external_id or _short(mention) in notification.named:
                for recipient in notification.to:
                    reached_at.setdefault(recipient, at)
        return max(reached_at.values()) if reached_at.keys() >= EVERYBODY else None

    def alone(self, mention: ScoredMention) -> set[str]:
        """The recipients who got its own notification."""
        return {to for _, alert in self.sent if alert.external_id == mention.external_id for to in alert.to}


def _short(mention: ScoredMention) -> str:
    return member(f"{mention.platform}#{mention.external_id}")


def danger(name: str, at: datetime, **fields: Any) -> ScoredMention:
    """A P1 in its own thread."""
    brand = fields.pop("brand", "acme")
    of = {"external_id": name, "root_id": name, "event_at": at, "received_at": at} | fields
    return scored(**of, brands=(BrandMatch(brand, brand),), priority="P1", intents=("safety_or_legal",))


KINDS = {
    "one author": lambda number: {"author_id": "flooder"},
    "three authors": lambda number: {"author_id": f"flooder-{number % 3}"},
    "copies": lambda number: {"author_id": f"fake-{number}", "copies": "0000cafe"},
    "one author, no two alike": lambda number: {"author_id": "flooder", "copies": f"{number:08x}"},
    "different words": lambda number: {"author_id": f"fake-{number}", "copies": f"{number:08x}"},
    "nobody named": lambda number: {"author_id": None},
    "another brand": lambda number: {"author_id": f"fake-{number}", "brand": "bolt"},
}
floods = st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=3, unique=True)


def flood(kinds: Sequence[str], rate: int, minutes: float, start: datetime = START) -> list[ScoredMention]:
    """So many fake mentions a minute, alternating between these kinds."""
    times = (start + timedelta(minutes=1) * number / rate for number in range(math.ceil(rate * minutes)))
    return [
        danger(f"fake-{number}", at, **KINDS[kinds[number % len(kinds)]](number)) for number, at in enumerate(times)
    ]


def play(fakes: list[ScoredMention], real: ScoredMention, batch: int) -> Scene:
    """Play both in order of time, with so many records a batch."""
    scene, mentions = Scene(), sorted([*fakes, real], key=lambda mention: mention.received_at)
    for start in range(0, len(mentions), batch):
        scene.hear(mentions[start : start + batch])
    return scene


@given(
    kinds=floods,
    rate=st.integers(1, PROMISED_RATE),
    minutes=st.sampled_from([0.1, 0.2, 0.4, 0.6, 1.0]),
    place=st.floats(0, 1),
    batch=st.sampled_from([1, 7, 50]),
    copies=st.sampled_from([None, "beefbeef"]),
)
@settings(
    max_examples=500,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
def test_a_p1_by_somebody_new_reaches_its_people_within_five_minutes(
    kinds: list[str], rate: int, minutes: float, place: float, batch: int, copies: str | None
) -> None:
    at = START + timedelta(minutes=minutes) * place
    real = danger("real", at, author_id="mia", copies=copies)
    scene = play(flood(kinds, rate, minutes), real, batch)
    scene.live(at + PROMISED + timedelta(minutes=1))
    reached = scene.reached(real)
    assert reached is not None
    assert reached - at <= PROMISED
    assert scene.counts["waits"] == 0, "no alarm is needed"


@pytest.mark.parametrize("kinds", [["one author"], ["copies"], ["one author, no two alike", "copies"]])
@pytest.mark.parametrize("rate", [6, 60, 600])
def test_one_author_or_copies_at_whatever_rate_cost_a_stranger_no_minute(kinds: list[str], rate: int) -> None:
    real = danger("real", START + timedelta(minutes=4), author_id="mia")
    scene = play(flood(kinds, rate, 8), real, 20)
    scene.live(START + timedelta(minutes=10))
    assert scene.alone(real) == EVERYBODY
    first = min(at for at, alert in scene.sent if alert.external_id == "real")
    assert first - real.received_at <= timedelta(seconds=1)


def test_six_fakes_a_minute_by_one_author_are_two_cases_and_a_flood() -> None:
    real = danger("real", START + timedelta(minutes=4), author_id="mia")
    scene = play(flood(["one author"], 6, 8), real, 1)
    scene.live(START + timedelta(hours=2))
    new = [alert for _, alert in scene.sent if alert.kind == "new" and alert.external_id != "real"]
    assert [notification.flood for notification in new] == ["", "", "author"]
    assert scene.alone(real) == EVERYBODY
    flooded = scene.alert.cases.get(new[2].incident_key)
    assert flooded is not None
    assert flooded.counted == 48 - 2, "the number of mentions that joined is reported"


@pytest.mark.parametrize("kinds", [["different words"], ["different words", "another brand"], ["nobody named"]])
def test_every_p1_that_was_held_is_sent_by_itself_until_none_is_held(kinds: list[str]) -> None:
    fakes, real = flood(kinds, 20, 4), danger("real", START + timedelta(minutes=2), author_id="mia")
    scene = play(fakes, real, 10)
    scene.live(START + timedelta(hours=2))
    assert all(scene.alone(fake) == EVERYBODY for fake in (*fakes, real))
    assert scene.waits() == 0
    again = Counter(
        (alert.external_id, to) for _, alert in scene.sent if alert.kind in ("new", "late") for to in alert.to
    )
    assert set(again.values()) == {1}, "nobody is notified twice about one mention"


def test_what_its_author_took_back_waits_no_longer() -> None:
    fakes, real = flood(["different words"], 20, 1), danger("real", START + timedelta(seconds=30), author_id="mia")
    scene = play(fakes, real, 10)
    for fake in fakes:
        scene.past.forget("x", str(fake.external_id))
    scene.live(START + timedelta(minutes=10))
    assert scene.alone(real) == EVERYBODY
    assert scene.waits() == 0
    kept = [incident_key for row in scene.store.since("held", "") for incident_key in row.get("muted", {})]
    assert kept
    assert all(kept), "DynamoDB refuses an empty key"


def test_a_source_that_is_flooded_by_many_new_authors_delays_no_other_source() -> None:
    real = danger("real", START + timedelta(minutes=2), author_id="mia", source="acme-page")
    scene = play(flood(["different words"], 200, 4), real, 20)
    scene.live(START + timedelta(minutes=6))
    assert scene.alone(real) == EVERYBODY


def test_who_has_room_does_not_wait_behind_those_who_have_none() -> None:
    sam, rule = {"sms": "+491511234568"}, {"name": "injury", "when": {"intents": ["safety_or_legal"]}, "ring": ["sam"]}
    teams = CONFIGURATION.model_dump(exclude_unset=True)["teams"] | {"safety": {"people": {"sam": sam}}}
    asked = CONFIGURATION.model_dump(exclude_unset=True) | {"teams": teams, "rules": [rule]}
    scene = Scene(configuration=Configuration.model_validate(asked))
    injuries = [danger(f"i{n}", START + timedelta(minutes=1), author_id=f"mia-{n}", rule="injury") for n in range(6)]
    scene.hear([*flood(["different words"], 60, 1), *injuries])
    scene.live(START + timedelta(minutes=5))
    assert [scene.alone(injury) for injury in injuries] == [{"sam:sms"}] * 6


def test_above_the_promised_rate_the_time_is_said_and_an_alarm_fires() -> None:
    rate, minutes = 200, 4
    real = danger("real", START + timedelta(minutes=minutes), author_id="mia")
    scene = play(flood(["different words"], rate, minutes), real, 50)
    alarmed = False
    while scene.reached(real) is None:
        scene.live(scene.now + timedelta(minutes=1))
        alarmed = alarmed or scene.counts["waits"] > 0
        assert scene.now < real.received_at + timedelta(hours=1)
    assert alarmed
    bundle = next(alert for at, alert in scene.sent if at > real.received_at and alert.kind == "bundle")
    waited = scene.reached(real) - real.received_at  # type: ignore[operator] # it has been reached
    computed = timedelta(minutes=math.ceil(bundle.left / NAMED) + 2)
    print(f"at {rate} a minute for {minutes} minutes: named after {waited}, computed {computed}, {bundle.behind} alone")
    assert waited <= computed
