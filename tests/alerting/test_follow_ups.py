"""Follow-ups of a notification, minute by minute, in memory: conversations, outages, deletions, days later."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from goodword.alerting.action_links import ActionLink
from goodword.alerting.actions import Actions
from goodword.alerting.incident_key import incident_key_of
from goodword.alerting.replies import note_earlier_answer
from goodword.alerting.rules import judge
from goodword.config.configuration import Configuration
from goodword.dry_run.play import Replay, SentNotification
from goodword.mention import ScoredMention
from goodword.storage.document_store import DocumentStore
from goodword.storage.in_memory_store import InMemoryStore
from tests.sayings import scored

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PEOPLE = {
    "ana": {"mail": "ana@example.com", "sms": "+4915112345678"},
    "ben": {"mail": "ben@example.com", "sms": "+4915112345679"},
}


def configuration(people: dict[str, Any] | None = None, *, rules: Any = (), **team: Any) -> Configuration:
    return Configuration.model_validate(
        {
            "brands": {"acme": {"terms": ["acme"], "team": "care"}},
            "sources": {"acme-x": {"platform": "x", "brand": "acme"}},
            "teams": {
                "care": {
                    "people": people or PEOPLE,
                    "rota": [{"who": ["ana"]}],
                    "escalation": {"after": "10", "steps": [["ben"]]},
                    **team,
                }
            },
            "rules": list(rules),
        }
    )


class Scene:
    """A replay that runs minute by minute; `at` is in minutes after noon."""

    def __init__(self, current: Configuration | None = None) -> None:
        self.configuration = current or configuration()
        self.store: DocumentStore = InMemoryStore()
        self.play, self.notifications, self.now = (
            Replay(self.configuration, MINUTE, self.store),
            list[SentNotification](),
            NOON,
        )

    def says(self, name: str, at: float, priority: str = "P1", **value: Any) -> ScoredMention:
        """Somebody writes this mention at that minute; the sweep runs until then."""
        moment = NOON + at * MINUTE
        intent = {"P1": "safety_or_legal", "P2": "complaint"}[priority]
        fields = {"external_id": name, "root_id": "thread", "priority": priority, "intents": (intent,)} | value
        return self.hear(scored(**fields, received_at=moment, event_at=moment), at)

    def answers(self, to: str, at: float, **fields: Any) -> ScoredMention:
        """We answer that mention."""
        moment = NOON + at * MINUTE
        own = {"external_id": f"to-{to}-{at}", "parent_id": to, "from_self": True} | fields
        return self.hear(scored(**own, received_at=moment, event_at=moment), at)

    def hear(self, mention: ScoredMention, at: float) -> ScoredMention:
        """`alert` gets it at that minute."""
        self.until(at)
        judged = judge(mention, self.configuration, mention.received_at)
        self.notifications += self.play.receive(judged, self.now)
        return judged

    def until(self, at: float, every: float = 1) -> None:
        while self.now < NOON + at * MINUTE:
            self.now = min(self.now + every * MINUTE, NOON + at * MINUTE)
            self.notifications += self.play.run_sweep(self.now)

    def sent_so_far(self) -> list[tuple[str, int]]:
        """The kind and minute of each notification."""
        return [(sent.notification.kind, (sent.at - NOON) // MINUTE) for sent in self.notifications]

    def link(self, mention: ScoredMention, person: str) -> ActionLink:
        case = self.play.triage.cases.get(incident_key_of(mention))
        assert case
        far = self.now + timedelta(days=7)
        return ActionLink(
            incident_key=case.incident_key,
            person=person,
            brand="acme",
            reference="",
            opened=case.opened_at,
            expires=far,
        )


def test_a_conversation_that_we_answer_each_time_climbs_no_ladder() -> None:
    scene = Scene()
    scene.says("c1", 0)
    scene.answers("c1", 2)
    scene.says("c2", 5)
    scene.answers("c2", 8)
    scene.until(180)
    assert scene.sent_so_far() == [("new", 0), ("over", 3), ("new", 5), ("over", 9)]


def test_complaints_that_we_answered_before_the_cool_down_ended_are_told_to_nobody() -> None:
    scene = Scene()
    scene.says("c1", 0, "P2")
    scene.answers("c1", 2)
    scene.says("c2", 5, "P2")
    scene.answers("c2", 8)
    scene.until(180)
    assert scene.sent_so_far() == [("new", 0)]


def test_whoever_was_not_told_that_it_is_over_hears_it_of_the_next_opening() -> None:
    scene = Scene()
    scene.says("c1", 0)
    scene.until(12)
    scene.answers("c1", 12.1)
    soon = {"received_at": scene.now + timedelta(seconds=1), "priority": "P1", "intents": ("safety_or_legal",)}
    scene.hear(scored(external_id="c2", root_id="thread", **soon), 12.1)
    scene.answers("c2", 13.5)
    scene.until(60)
    kinds = [kind for kind, _ in scene.sent_so_far()]
    assert kinds == ["new", "step", "new", "over"]
    assert set(scene.notifications[-1].notification.to) == {"ana:mail", "ana:sms", "ben:mail", "ben:sms"}


def test_what_was_answered_before_the_alert_room_heard_of_it_is_known_to_be() -> None:
    scene = Scene()
    mention = scored(external_id="c1", root_id="thread", priority="P1", intents=("safety_or_legal",), received_at=NOON)
    scene.hear(mention, 60)
    scene.play.receive(
        answer := scored(external_id="a", parent_id="c1", from_self=True, received_at=NOON + 10 * MINUTE), scene.now
    )
    scene.until(120)
    assert [kind for kind, _ in scene.sent_so_far()] == ["new", "over"], (
        "it was received an hour late, and answered long before"
    )

    late = Scene()
    late.play.receive(answer, NOON)
    late.hear(mention, 60)
    case = late.play.triage.cases.get(incident_key_of(mention))
    assert case
    find = {"c1": mention, "a": answer}.get
    found = note_earlier_answer(
        mention, case, late.play.triage.cases, [("x", "a")], lambda _, name: find(name), {"acme-x"}
    )
    assert found.answered_at == NOON + 10 * MINUTE


def test_on_the_second_day_it_can_still_be_handed_over_and_answered() -> None:
    scene = Scene()
    mention = scene.says("c1", 0)
    scene.until(26 * 60, every=30)
    assert Actions(scene.store, 30).hand(scene.link(mention, "ana"), "ben", scene.now)
    scene.until(26 * 60 + 2)
    assert [kind for kind, _ in scene.sent_so_far()] == ["new", "step", "handed"]
    scene.answers("c1", 30 * 60)
    scene.until(30 * 60 + 2)
    assert [kind for kind, _ in scene.sent_so_far()] == ["new", "step", "handed", "over"]


def test_on_the_fourth_day_nobody_can_act_on_what_nobody_follows() -> None:
    scene = Scene()
    mention = scene.says("c1", 0)
    scene.until(71 * 60, every=60)
    actions = Actions(scene.store, 30)
    assert not actions.hand(scene.link(mention, "ana"), "ben", scene.now)
    assert not actions.take(scene.link(mention, "ana"), scene.now)


@pytest.mark.parametrize("act", ["mute", "close"])
def test_what_somebody_muted_as_a_complaint_notifies_as_a_p1(act: str) -> None:
    rule = {"name": "famous", "when": {"audience": "100000"}, "priority": "P1"}
    scene = Scene(configuration(rules=[rule]))
    mention = scene.says("c1", 0, "P2")
    assert getattr(Actions(scene.store, 30), act)(scene.link(mention, "ana"), scene.now)
    scene.says("c2", 5, "P2")
    scene.says("c3", 6, "P2", audience=500_000)
    assert [(sent.notification.kind, sent.notification.priority) for sent in scene.notifications] == [
        ("new", "P2"),
        ("new", "P1"),
    ]


def test_so_many_in_quiet_hours_are_counted_when_they_end() -> None:
    ana = PEOPLE["ana"] | {"quiet": ["11:00-20:00"]}
    rule = {"name": "many", "when": {"intents": ["complaint"]}, "at_least": {"mentions": "5", "minutes": "30"}}
    scene = Scene(configuration({"ana": ana}, rules=[rule], escalation={}))
    for place in range(7):
        scene.says(f"c{place}", place, "P2")
    scene.until(9 * 60, every=5)
    assert [(sent.notification.kind, sent.notification.count, sent.at.hour) for sent in scene.notifications] == [
        ("bundle", 7, 20)
    ]


def test_what_waits_for_more_notifies_when_its_rule_is_gone() -> None:
    rule = {"name": "many", "when": {"intents": ["complaint"]}, "at_least": {"mentions": "5", "minutes": "30"}}
    scene = Scene(configuration(rules=[rule]))
    scene.says("c1", 0, "P2")
    scene.until(5)
    assert scene.sent_so_far() == []
    scene.play.configuration = configuration()
    scene.until(10)
    assert [kind for kind, _ in scene.sent_so_far()] == ["new"]


def test_so_many_are_counted_once() -> None:
    rule = {"name": "many", "when": {"intents": ["complaint"]}, "at_least": {"mentions": "5", "minutes": "180"}}
    scene = Scene(configuration(rules=[rule]))
    for place in range(5):
        scene.says(f"c{place}", 0, "P2")
    scene.answers("c0", 2)
    scene.until(180)
    assert scene.sent_so_far() == [("new", 1)]
    assert scene.notifications[0].notification.gathered == 5


def test_further_mentions_do_not_hold_up_the_next_step() -> None:
    rule = {"name": "quick", "when": {"intents": ["safety_or_legal"]}, "cool_down": "5"}
    scene = Scene(configuration(rules=[rule]))
    for place in range(5):
        scene.says(f"c{place}", 4 * place)
    assert ("step", 10) in scene.sent_so_far()


def test_when_the_first_post_is_deleted_the_others_keep_the_case_alive() -> None:
    scene = Scene()
    scene.says("c1", 0)
    scene.says("c2", 1)
    scene.play.past.forget("x", "c1")
    scene.until(12)
    assert scene.sent_so_far() == [("new", 0), ("step", 10)]
    assert scene.notifications[-1].notification.external_id == "c2"


def test_when_nothing_of_it_stands_any_more_it_is_over() -> None:
    scene = Scene()
    scene.says("c1", 0)
    scene.play.past.forget("x", "c1")
    scene.until(60)
    assert scene.sent_so_far() == [("new", 0), ("over", 11)]


def test_an_owner_who_left_leaves_the_rest_to_those_who_were_notified() -> None:
    scene = Scene(configuration(rota=[{"who": ["ana", "ben"]}]))
    mention = scene.says("c1", 0)
    assert Actions(scene.store, 30).take(scene.link(mention, "ben"), scene.now)
    scene.play.configuration = configuration({"ana": PEOPLE["ana"]}, escalation={})
    scene.says("c2", 5)
    scene.until(25)
    assert [(sent.notification.kind, sent.notification.to) for sent in scene.notifications][-1] == (
        "more",
        ("ana:mail",),
    )


def test_a_notification_that_is_never_taken_is_given_up_after_three_days() -> None:
    scene = Scene()
    scene.says("c1", 0)
    [notification] = scene.play.triage.outbox.since(NOON)
    scene.play.triage.outbox.settle(notification, "unsent")
    for hour in range(1, 80):  # and nothing promised is sent
        scene.play.sweep.go(scene.configuration, NOON + timedelta(hours=hour))
    states = [entry.state for entry in scene.play.triage.outbox.since(NOON)]
    assert states.count("moved") > 10
    assert states[-1] == "dropped"


def test_a_complaint_becomes_a_danger_and_both_who_were_notified_hear_the_end() -> None:
    scene = Scene()
    scene.says("c1", 0, "P2", intents=("complaint",))
    scene.says("c2", 5, "P1", intents=("complaint",))
    scene.answers("c2", 8)
    scene.until(30)
    assert scene.sent_so_far() == [("new", 0), ("new", 5), ("over", 9)]
