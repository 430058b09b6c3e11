"""Nothing lost, nothing twice: 800 mentions, each delivered one to five times in any order, compared with a model."""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import timedelta
from itertools import batched
from types import SimpleNamespace
from typing import Any

import pytest

from goodword.alerting.missed import dealt_with, undone
from goodword.aws.dynamodb_items import read_memory
from goodword.mention import iso
from tests.house.house import CONFIGURATION, OPENING, House, open_house

MENTIONS = 800  # enough for rate limits to be reached now and then
COPIES = (1, 1, 1, 1, 2, 2, 3, 5)  # how often an event is delivered
A_DELIVERY = 100  # events
IN_A_MINUTE = 20  # deliveries

QUEUES = ("DeliveriesQueue", "UrgentQueue", "ScoredQueue")
SAID = {
    "P1": "the acme charger caught fire, my hand is burnt",
    "P2": "my acme order is late again, really disappointed, nobody answers",
    "P3": "Thank you acme, the new kettle is wonderful!",
    "P4": "an acme lorry went by",
}
ELSEWHERE = "a word about nobody in particular"

type Event = dict[str, Any]


class Expected:
    """The expected result, computed from the events alone, one at a time."""

    def __init__(self, events: list[Event]) -> None:
        self.gone = {event["external_id"] for event in events if event["action"] == "deleted"}
        self.broken = {event["external_id"] for event in events if event["kind"] == "rumour"}
        about_acme = [event for event in events if "acme" in str(event.get("text")) and event["kind"] != "rumour"]
        self.texts = {
            event["external_id"]: event["text"] for event in sorted(about_acme, key=lambda event: event["event_at"])
        }
        self.texts = {name: text for name, text in self.texts.items() if name not in self.gone}
        self.authors = {event["external_id"]: event["author_id"] for event in about_acme if "author_id" in event}
        self.ignored = {event["external_id"] for event in events} - self.gone - self.broken - self.texts.keys()


def life(chance: random.Random, number: int) -> Iterator[Event]:
    """Everything that happens to one item, in its own order."""
    name, at = f"m{number}", OPENING - timedelta(hours=1) + timedelta(seconds=number / 10)
    text = chance.choices([*SAID.values(), ELSEWHERE], [1, 3, 36, 50, 10])[0]
    created = {
        "external_id": name,
        "kind": chance.choices(["post", "comment", "rumour"], [60, 39, 1])[0],
        "action": "created",
        "text": f"{text} ({number})",
        "author_id": f"by-{number % 97}",
        "root_id": f"thread-{number % 500}",
        "event_at": iso(at),
    }
    yield created
    if created["kind"] == "rumour" or text == ELSEWHERE:
        return
    if chance.random() < 0.15:  # an edit as platforms send it: without the fields that it does not change
        text = chance.choice(list(SAID.values()))
        yield {
            "external_id": name,
            "kind": created["kind"],
            "action": "edited",
            "text": f"{text} ({number}, edited)",
            "event_at": iso(at + timedelta(minutes=2)),
        }
    if chance.random() < 0.07:
        at += timedelta(minutes=chance.choice([-1, 1, 3]))  # a platform's clock may be wrong
        yield {"external_id": name, "kind": created["kind"], "action": "deleted", "event_at": iso(at)}


def open_ears() -> dict[str, Any]:
    """The test configuration, but the shop's mentions are ours only when they say so."""
    configuration = deepcopy(CONFIGURATION)
    del configuration["sources"]["acme-shop"]["brand"]
    return configuration


def name_of(item: dict[str, Any]) -> str:
    return str(item["pk"]["S"].split("#", 2)[2])


def tallied(log: str, name: str) -> int:
    """The sum of one count over every tally line in the log."""
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    return int(sum(sum(value) if isinstance(value, list) else value for line in lines if (value := line.get(name))))


class Corridors:
    """Send what intake accepted through the queues."""

    def __init__(self, house: House) -> None:
        self.walk = house.settle


class ByHand:
    """From function to function, ten at a time, without queues: moto's queues take longer than our functions."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._caught: dict[str, list[str]] = {house.deployed.names[name]: [] for name in QUEUES}
        outputs = house.rooms["score"].module.outputs
        for queue in (house.rooms["intake"].module.queue, outputs.urgent, outputs.scored):
            queue._sqs.meta.events.register("before-call.sqs.SendMessage", self._catch, unique_id="by hand")
            queue._sqs.meta.events.register("before-call.sqs.SendMessageBatch", self._catch, unique_id="by hands")

    def walk(self) -> None:
        for room, queue, most in (("score", QUEUES[0], 1), ("store", QUEUES[1], 10), ("store", QUEUES[2], 10)):
            for batch in batched(self._taken(self._house.deployed.names[queue]), most, strict=False):
                assert self._house.rooms[room].invoke({"Records": list(batch)}) == {"batchItemFailures": []}
        while self._house.stream.step():
            pass

    def _catch(self, context: dict[str, Any], **_: Any) -> tuple[Any, dict[str, Any]]:
        params = context["house.params"]
        entries = params.get("Entries", [params])
        self._caught[params["QueueUrl"]] += [entry["MessageBody"] for entry in entries]
        return SimpleNamespace(status_code=200), {"MessageId": "1", "Successful": entries, "Failed": []}

    def _taken(self, url: str) -> list[dict[str, Any]]:
        bodies, self._caught[url] = self._caught[url], []
        return [
            {"messageId": str(at), "body": body, "attributes": {"ApproximateReceiveCount": "1"}}
            for at, body in enumerate(bodies)
        ]


def deliver(house: House, copies: list[Event], walk: Callable[[], None]) -> None:
    for place, delivery in enumerate(batched(copies, A_DELIVERY, strict=False)):
        assert house.door.send("standard", "acme-shop", json.dumps(delivery).encode()).status == 200
        walk()
        if place % IN_A_MINUTE == 0:
            house.wait(60)
            assert house.sweep()
    house.live(4, every=30)


@pytest.mark.parametrize(("mentions", "carry"), [(80, Corridors), (MENTIONS, ByHand)])
def test_the_table_equals_the_model_and_nobody_is_notified_twice(
    mentions: int, carry: type[Corridors | ByHand], capfd: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(mentions)
    events = [event for number in range(mentions) for event in life(chance, number)]
    copies = [event for event in events for _ in range(chance.choice(COPIES))]
    chance.shuffle(copies)
    expected = Expected(events)
    with open_house(open_ears()) as house:
        deliver(house, copies, carry(house).walk)
        log, items = capfd.readouterr().out, house.items()

        memories = {name_of(item): read_memory(item).mention for item in items if item["type"]["S"] == "mention"}
        assert {name: mention.text for name, mention in memories.items()} == expected.texts
        assert {name: mention.author_id for name, mention in memories.items()} == {
            name: expected.authors[name] for name in expected.texts
        }
        gone = {name_of(item) for item in items if item["type"]["S"] == "gone"}
        assert gone == expected.gone
        assert {kept["item"]["external_id"] for kept in house.quarantine()} == expected.broken

        # accepted = stored + tombstoned + ignored with a reason + quarantined + in flight
        assert house.depths() == {}
        names = {event["external_id"] for event in events}
        assert names == memories.keys() | gone | expected.broken | expected.ignored
        assert len(names) == len(memories) + len(gone) + len(expected.broken) + len(expected.ignored)
        assert tallied(log, "scored") + tallied(log, "quarantined") + tallied(log, "ignored") == len(copies)
        outcomes = ("stored", "changed", "same", "deleted", "gone")
        assert sum(tallied(log, outcome) for outcome in outcomes) == tallied(log, "scored")

        # Only an edit that makes it more urgent sends a new notification.
        notifications = [alert for alert in house.people.notifications if alert.machine["kind"] == "new"]
        alerts = Counter((alert.about, alert.machine["priority"], to) for alert in notifications for to in alert.to)
        assert alerts
        assert set(alerts.values()) == {1}
        opened = [item for item in house.items("outbox") if item["kind"]["S"] == "new"]
        incident_keys = Counter((entry["trouble"]["S"], entry["priority"]["S"]) for entry in opened)
        assert set(incident_keys.values()) == {1}
        urgent = [("standard", name) for name, mention in memories.items() if mention.priority in ("P1", "P2")]
        _nothing_urgent_is_forgotten(house, urgent)
        print(f"{len(names)} mentions, {len(copies)} deliveries of them: {len(memories)} stored, {len(gone)} deleted")


def _nothing_urgent_is_forgotten(house: House, urgent: list[tuple[str, str]]) -> None:
    """Each urgent mention was notified, joined a case, or was suppressed; rate-limited ones were counted, or are P1."""
    triage = house.rooms["sweep"].module.triage
    notifications, held = triage.outbox.since(OPENING), triage.suppressed.since(OPENING)
    assert list(undone(urgent, dealt_with(notifications, (batch.members for batch in held)))) == []
    capped = frozenset().union(*(batch.counted for batch in held))
    waited = frozenset().union(*(batch.who for batch in held))
    counted = sum(alert.count for alert in notifications if alert.kind == "bundle" and alert.state == "sent")
    assert counted >= len(capped)
    assert capped | waited
