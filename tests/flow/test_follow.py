"""What follows a notification: escalation, who took it, how many more, that it is over, and who gets no alert."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests.flow.posts import FIRE, LATE, PAGE, THANKS, by, comment, message, page, post, shop
from tests.house.house import CONFIGURATION, House, open_house

FACEBOOK = ("facebook", "acme-facebook")
ANA = {"mail": "ana@example.com", "sms": "+4915112345678"}
BEN = {"mail": "ben@example.com", "sms": "+4915112345679"}


def configured(
    people: dict[str, Any], *, rules: list[Any] | None = None, mutes: list[Any] | None = None, **team: Any
) -> Any:
    """The test configuration with this team."""
    configuration = json.loads(json.dumps(CONFIGURATION))
    configuration["teams"] = {"care": {"timezone": "Europe/Berlin", "people": people, **team}}
    return configuration | {"rules": rules or [], "mutes": mutes or []}


LADDER = configured({"ana": ANA, "ben": BEN}, rota=[{"who": ["ana"]}], escalation={"after": 10, "steps": [["ben"]]})


@pytest.fixture
def ladder() -> Iterator[House]:
    """Ana is on call at every hour; ben is the next step after ten minutes."""
    with open_house(LADDER) as opened:
        yield opened


def kinds_and_recipients(house: House) -> list[tuple[str, tuple[str, ...]]]:
    """Every notification as (kind, to)."""
    return [(alert.machine["kind"], alert.to) for alert in house.people.notifications]


def answer(house: House, to: str, external_id: str = "reply") -> None:
    """The page answers a comment, and Facebook reports it."""
    own = comment(external_id, "We are on it.", parent_id=to, **{"from": {"id": PAGE, "name": "Acme"}})
    house.door.send(*FACEBOOK, own)
    house.settle()


def case(house: House) -> dict[str, Any]:
    [case_item] = house.items("case")
    return case_item


ANA_BOTH, BEN_BOTH = ("ana:mail", "ana:sms"), ("ben:mail", "ben:sms")


def test_a_p1_notifies_its_owner_and_nobody_else(ladder: House) -> None:
    ladder.door.send(*FACEBOOK, comment("c1", FIRE))
    ladder.live(5)
    assert kinds_and_recipients(ladder) == [("new", ANA_BOTH)]


def test_nobody_took_it_so_the_next_step_notifies_once(ladder: House) -> None:
    ladder.door.send(*FACEBOOK, comment("c1", FIRE))
    ladder.live(60)
    assert kinds_and_recipients(ladder) == [("new", ANA_BOTH), ("step", BEN_BOTH)]
    first, step = ladder.people.notifications
    assert timedelta(minutes=10) <= step.at - first.at <= timedelta(minutes=11, seconds=15)
    assert step.machine["case"] == first.machine["case"]


def test_a_complaint_climbs_no_ladder(ladder: House) -> None:
    ladder.door.send(*FACEBOOK, comment("c1", LATE))
    ladder.live(60)
    assert kinds_and_recipients(ladder) == [("new", ("ana:mail",))]


def test_our_answer_on_the_platform_ends_it_and_those_who_were_notified_hear_of_it(ladder: House) -> None:
    ladder.door.send(*FACEBOOK, comment("c1", FIRE))
    ladder.live(12)
    answer(ladder, "c1")
    ladder.live(60)
    assert kinds_and_recipients(ladder) == [
        ("new", ANA_BOTH),
        ("step", BEN_BOTH),
        ("over", ("ana:mail", "ben:mail", "ana:sms", "ben:sms")),
    ]
    over = ladder.people.notifications[-1].machine
    assert over["subject"].startswith(f"[ACME P1 {over['case']}] resolved after 11 min")
    assert over["mention"] is None
    assert FIRE not in over["email"]


def test_an_answer_before_the_step_stops_the_ladder(ladder: House) -> None:
    ladder.door.send(*FACEBOOK, comment("c1", FIRE))
    ladder.live(4)
    answer(ladder, "c1")
    ladder.live(60)
    assert kinds_and_recipients(ladder) == [("new", ANA_BOTH), ("over", ANA_BOTH)]


def test_an_answer_to_somebody_else_in_the_thread_ends_nothing(ladder: House) -> None:
    ladder.door.send(*FACEBOOK, comment("c1", FIRE))
    ladder.door.send(*FACEBOOK, comment("c2", THANKS))
    ladder.live(4)
    answer(ladder, "c2")
    ladder.live(10)
    assert [kind for kind, _ in kinds_and_recipients(ladder)] == ["new", "step"]


def test_the_answer_may_be_told_many_times_and_late(ladder: House) -> None:
    ladder.door.send(*FACEBOOK, comment("c1", FIRE))
    ladder.live(4)
    for _ in range(5):
        answer(ladder, "c1")
        ladder.live(2)
    for record in ladder.stream.everything():
        ladder.stream.replay([record])
        ladder.settle()
    ladder.live(30)
    assert kinds_and_recipients(ladder) == [("new", ANA_BOTH), ("over", ANA_BOTH)]


def test_an_answer_in_a_conversation_ends_its_case(ladder: House) -> None:
    ladder.door.send(*FACEBOOK, message("m1", FIRE, "777", PAGE))
    ladder.live(3)
    ladder.door.send(*FACEBOOK, message("m2", "Are you hurt?", PAGE, "778", is_echo=True))
    ladder.live(3)
    assert kinds_and_recipients(ladder) == [("new", ANA_BOTH)], "this is another conversation"
    ladder.door.send(*FACEBOOK, message("m3", "Are you hurt?", PAGE, "777", is_echo=True))
    ladder.live(3)
    assert kinds_and_recipients(ladder) == [("new", ANA_BOTH), ("over", ANA_BOTH)]


def test_a_new_post_after_it_was_over_opens_it_again_under_the_same_name(ladder: House) -> None:
    ladder.door.send(*FACEBOOK, comment("c1", FIRE))
    ladder.live(4)
    answer(ladder, "c1")
    ladder.live(20)
    ladder.door.send(*FACEBOOK, comment("c2", FIRE))
    ladder.live(1)
    assert [kind for kind, _ in kinds_and_recipients(ladder)] == ["new", "over", "new"]
    assert len({alert.machine["case"] for alert in ladder.people.notifications}) == 1


def test_a_complaint_soon_after_our_answer_is_told_when_the_cool_down_ends(ladder: House) -> None:
    ladder.door.send(*FACEBOOK, comment("c1", LATE))
    ladder.live(4)
    answer(ladder, "c1")
    ladder.live(2)
    ladder.door.send(*FACEBOOK, comment("c2", LATE))
    ladder.live(20)
    assert [kind for kind, _ in kinds_and_recipients(ladder)] == ["new"]
    ladder.live(40)
    assert [kind for kind, _ in kinds_and_recipients(ladder)] == ["new", "more"]
    assert ladder.people.notifications[-1].about == "c2"


def test_further_mentions_are_counted_once_and_exactly(ladder: House) -> None:
    ladder.door.send(*FACEBOOK, comment("c0", FIRE))
    ladder.live(2)
    for place in range(1, 12):
        ladder.door.send(*FACEBOOK, comment(f"c{place}", FIRE))
        ladder.settle()
        ladder.door.send(*FACEBOOK, comment(f"c{place}", FIRE))  # each twice
    ladder.live(30)
    step, more = (
        next(alert for alert in ladder.people.notifications if alert.machine["kind"] == kind)
        for kind in ("step", "new")
    )
    assert more.about == "c0"
    assert "11" in step.machine["email"]
    assert "12" in step.machine["email"]
    assert [kind for kind, _ in kinds_and_recipients(ladder)] == ["new", "step"], "the escalation named all of them"


def test_a_complaint_in_quiet_hours_waits_for_the_morning_and_a_p1_does_not() -> None:
    people = {"ana": ANA | {"quiet": ["22:00-07:00"]}}
    with open_house(configured(people)) as house:
        house.wait(14 * 3600)  # ten minutes past midnight in Berlin
        for place in range(11):
            house.door.send(*FACEBOOK, comment(f"c{place}", post=f"p{place}"))
        house.live(3)
        assert kinds_and_recipients(house) == []
        house.door.send(*FACEBOOK, comment("fire", FIRE, post="p99"))
        house.live(1)
        assert kinds_and_recipients(house) == [("new", ANA_BOTH)]
        house.live(7 * 60, every=600)
        bundle = next(alert for alert in house.people.notifications if alert.machine["kind"] == "bundle")
        assert (bundle.at + timedelta(hours=1)).hour == 7, "in Berlin"
        assert bundle.machine["subject"].startswith("[ACME BUNDLE] 11 suppressed")


def test_the_budget_of_the_day_keeps_its_last_notification_for_the_count_of_the_rest() -> None:
    with open_house(configured({"ana": ANA | {"budget": "4"}})) as house:
        for place in range(6):
            house.door.send(
                *FACEBOOK, comment(f"c{place}", f"acme is late {place}", post=f"p{place}", **by(f"c{place}"))
            )
            house.live(3)
        kinds = [kind for kind, _ in kinds_and_recipients(house)]
        assert kinds == ["new", "new", "new", "bundle"]
        assert [alert.machine["email"].count("4 notifications left") for alert in house.people.notifications] == [
            1,
            1,
            1,
            1,
        ]
        house.door.send(*FACEBOOK, comment("fire", FIRE, post="p99"))
        house.live(1)
        assert kinds_and_recipients(house)[-1] == ("new", ANA_BOTH)
        house.live(16 * 60, every=600)
        tomorrow = [alert for alert in house.people.notifications if alert.machine["kind"] == "bundle"][1:]
        assert len(tomorrow) == 1, "mentions after the bundle are counted on the next day"


def test_a_rule_may_wait_for_so_many_in_so_many_minutes() -> None:
    rule = {"name": "late-orders", "when": {"intents": ["complaint"]}, "at_least": {"mentions": "3", "minutes": "10"}}
    with open_house(configured({"ana": ANA}, rules=[rule])) as house:
        for place in range(2):
            house.door.send(*FACEBOOK, comment(f"c{place}"))
        house.live(12)
        assert kinds_and_recipients(house) == []
        house.door.send(*FACEBOOK, comment("c2"))
        house.live(2)
        assert kinds_and_recipients(house) == [], "the first two are too old"
        for place in range(3, 5):
            house.door.send(*FACEBOOK, comment(f"c{place}"))
        house.live(3)
        assert kinds_and_recipients(house) == [("new", ("ana:mail",))]
        house.live(30)
        assert len(kinds_and_recipients(house)) == 1


def test_a_mute_notifies_nobody_and_what_it_kept_is_there() -> None:
    mute = {"name": "sale", "when": {"intents": ["complaint"]}, "until": "2026-11-19", "why": "the sale"}
    with open_house(configured({"ana": ANA}, mutes=[mute])) as house:
        house.door.send(*FACEBOOK, comment("c1"))
        house.live(4)
        assert kinds_and_recipients(house) == []
        found = house.mention("facebook", "c1")
        assert found
        assert found.muted
        house.wait(24 * 3600)
        house.door.send(*FACEBOOK, comment("c2", post="p2"))
        house.live(1)
        assert kinds_and_recipients(house) == [("new", ("ana:mail",))]


def test_a_text_that_many_copy_is_one_incident(ladder: House) -> None:
    for place in range(5):
        shop(ladder, post(f"s{place}", f"@acme {FIRE} https://t.example/{place} #{place}"))
    ladder.live(4)
    assert kinds_and_recipients(ladder) == [("new", ANA_BOTH)]


def test_a_notification_that_failed_half_way_reaches_the_rest_and_nobody_twice() -> None:
    people = {"ana": ANA, "ben": BEN}
    with open_house(configured(people)) as house:
        house.door.send(*FACEBOOK, comment("c1", FIRE))
        with house.faults.on("sns.Publish", skip=1, times=1):
            house.settle()
        house.live(3)
        for recipient in (*ANA_BOTH, *BEN_BOTH):
            assert [alert.about for alert in house.people.got(recipient)] == ["c1"], recipient


def test_in_every_step_of_its_life_a_case_is_one_item(ladder: House) -> None:
    ladder.door.send(*FACEBOOK, comment("c1", FIRE))
    ladder.live(12)
    answer(ladder, "c1")
    ladder.live(20)
    found = case(ladder)
    assert {"answered_at", "cleared_at", "rung_at"} <= found.keys()
    assert {name["S"] for name in found["rung"]["L"]} == {"ana", "ben"}
    assert {entry["state"]["S"] for entry in ladder.items("outbox")} == {"over", "sent"}


def test_pages_of_our_own_without_a_thread_answer_nobody(ladder: House) -> None:
    ladder.door.send(*FACEBOOK, comment("c1", FIRE))
    ladder.live(2)
    own = {"item": "status", "verb": "add", "post_id": f"{PAGE}_news", "message": "We are open.", "from": {"id": PAGE}}
    ladder.door.send(*FACEBOOK, page({"field": "feed", "value": own}))
    ladder.live(3)
    assert kinds_and_recipients(ladder) == [("new", ANA_BOTH)]
