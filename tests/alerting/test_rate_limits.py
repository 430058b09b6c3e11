"""How many notifications a person gets in sixty seconds and in a day, and what passes these limits."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.alerting.rate_limits import Kind, allowed, passes, spent, within
from goodword.mention import Priority
from goodword.messages.alert import MAILS_A_MINUTE, TEXTS_A_MINUTE

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
BOTH = ("ana:mail", "ana:sms")
WISHES: dict[str, tuple[Kind, Priority]] = {
    "unseen": ("new", "P1"),  # by an author about whom nobody was notified today
    "late": ("late", "P1"),
    "P1": ("new", "P1"),
    "P2": ("new", "P2"),
    "step": ("step", "P1"),
    "over": ("over", "P1"),
    "more": ("more", "P1"),
    "bundle": ("bundle", "P1"),
}


@dataclass(frozen=True)
class Sent:
    kind: Kind
    priority: Priority
    reached: tuple[str, ...]
    promised_at: datetime = NOW


def sent(wish: str, reached: tuple[str, ...] = BOTH, ago: float = 0) -> Sent:
    kind, priority = WISHES[wish]
    return Sent(kind, priority, reached, NOW - timedelta(seconds=ago))


def free_for(wish: str, notifications: list[Sent]) -> tuple[str, ...]:
    return allowed(BOTH, notifications, *WISHES[wish], NOW, unseen=wish == "unseen")


@pytest.mark.parametrize(
    ("past", "wish", "free"),
    [
        ([], "P1", BOTH),
        (["P1"], "P1", ("ana:mail",)),
        (["P1"], "unseen", BOTH),
        (["P1"] * 2, "unseen", ("ana:mail",)),
        (["P1"] * 3, "P1", ()),
        (["P1"] * 3, "late", ()),
        (["P1"] * 4, "unseen", ("ana:mail",)),
        (["unseen"] * 5, "unseen", ()),
        (["unseen"] * 5, "bundle", BOTH),
        (["unseen", "bundle"], "unseen", BOTH),
        (["P1", "bundle"], "P1", ("ana:mail",)),
        (["bundle"], "bundle", ()),
        ([], "P2", BOTH),
        (["P2"], "P2", ("ana:mail",)),
        (["P2"] * 2, "P2", ()),
        (["P2"] * 2, "unseen", ("ana:mail",)),
        (["P2"] * 2, "step", ("ana:mail",)),
        (["P1"] * 2, "P2", ()),
        (["over"] * 2, "more", ()),
        (["more"] * 2, "over", ()),
    ],
)
def test_the_shares_of_a_minute(past: list[str], wish: str, free: tuple[str, ...]) -> None:
    notifications = [sent(each, ("ana:mail",) if place > 1 else BOTH) for place, each in enumerate(past)]
    assert free_for(wish, notifications) == free


def test_each_person_has_their_own_minute_and_is_named_once() -> None:
    past = [sent("P2", ("ana:mail",))] * 2
    assert allowed(("ana:mail", "ben:mail", "ben:mail"), past, "new", "P2", NOW) == ("ben:mail",)


def test_a_minute_is_the_last_sixty_seconds() -> None:
    past = [sent("P2", ago=60), sent("P2", ago=59.9)]
    assert allowed(("ana:mail",), past, "new", "P2", NOW) == ("ana:mail",)
    assert allowed(("ana:mail",), [*past, sent("P2")], "new", "P2", NOW) == ()


@given(st.lists(st.sampled_from(list(WISHES)), max_size=60))
def test_no_order_of_wishes_breaks_the_caps_or_takes_the_bundles_place(wishes: list[str]) -> None:
    notifications: list[Sent] = []
    for wish in wishes:
        if free := free_for(wish, notifications):
            notifications.append(sent(wish, free))
    for recipient, cap in (("ana:mail", MAILS_A_MINUTE), ("ana:sms", TEXTS_A_MINUTE)):
        kinds = [notification.kind for notification in notifications if recipient in notification.reached]
        assert len(kinds) <= cap
        assert kinds.count("bundle") == ("bundle" in wishes)
        if "unseen" in wishes:
            assert "new" in kinds, "capacity is reserved for a P1 by an author who is new today"


@pytest.mark.parametrize("kind", ["new", "late", "more", "step", "handed", "taken", "over", "bundle"])
def test_what_passes_quiet_hours_and_budget(kind: Kind) -> None:
    assert passes(kind, "P1") is (kind != "more")
    assert passes(kind, "P2") is (kind in ("taken", "over"))


def test_a_day_counts_notifications_and_not_their_channels_nor_the_word_that_it_is_over() -> None:
    midnight = NOW - timedelta(hours=9)
    past = [sent("P2", ("ana:mail",)), sent("P1"), sent("over"), sent("bundle"), sent("P1", ("ben:mail",))]
    assert spent("ana", past, midnight) == 3
    assert spent("ana", [sent("P2", ago=10 * 3600), sent("P2", ago=8 * 3600)], midnight) == 1


@pytest.mark.parametrize(
    ("budget", "today", "kind", "room"),
    [
        (4, 2, "new", True),
        (4, 3, "new", False),
        (4, 3, "bundle", True),
        (4, 4, "bundle", False),
        (1, 0, "new", True),
        (1, 1, "bundle", False),
    ],
)
def test_the_last_notification_of_a_day_is_kept_for_the_count_of_the_rest(
    budget: int, today: int, kind: Kind, room: bool
) -> None:
    assert within(budget, today, kind) is room
