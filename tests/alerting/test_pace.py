"""Whom a priority reaches, and how often in sixty seconds."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.alerting.pace import MAILS, TEXTS, Kind, allowed, recipients


@dataclass(frozen=True)
class Person:
    mail: str | None = None
    sms: str | None = None


BOTH, MAIL, SMS = Person("a@example.com", "+4915112345678"), Person(mail="b@example.com"), Person(sms="+4915112345679")


@pytest.mark.parametrize(
    ("people", "priority", "to"),
    [
        ({"ana": BOTH, "ben": MAIL, "cem": SMS}, "P1", ("ana:mail", "ben:mail", "ana:sms", "cem:sms")),
        ({"ana": BOTH, "ben": MAIL, "cem": SMS}, "P2", ("ana:mail", "ben:mail")),
        ({"cem": SMS}, "P2", ("cem:sms",)),
        ({"ana": BOTH}, "P3", ()),
        ({"ana": BOTH}, "P4", ()),
        ({}, "P1", ()),
    ],
)
def test_a_priority_reaches(people: dict[str, Person], priority: str, to: tuple[str, ...]) -> None:
    assert recipients(people, priority) == to


@pytest.mark.parametrize(
    ("sent", "kind", "free"),
    [
        ([], "P1", ("ana:mail", "ana:sms")),
        (["P1"], "P1", ("ana:mail", "ana:sms")),
        (["P1"] * 2, "P1", ("ana:mail",)),
        (["P1"] * 4, "P1", ("ana:mail",)),
        (["P1"] * 5, "P1", ()),
        (["P1"] * 5, "bundle", ("ana:mail", "ana:sms")),
        (["P1", "bundle"], "P1", ("ana:mail", "ana:sms")),
        (["bundle"], "bundle", ()),
        ([], "P2", ("ana:mail", "ana:sms")),
        (["P2"], "P2", ("ana:mail",)),
        (["P2"] * 3, "P2", ()),
        (["P2"] * 3, "P1", ("ana:mail",)),
        (["P1"] * 3, "P2", ()),
    ],
)
def test_the_shares_of_a_minute(sent: list[Kind], kind: Kind, free: tuple[str, ...]) -> None:
    to = ("ana:mail", "ana:sms")
    past = [(each, ("ana:mail",) if place > 1 else to) for place, each in enumerate(sent)]
    assert allowed(to, past, kind) == free


def test_each_person_has_their_own_minute_and_is_named_once() -> None:
    past = [("P2", ("ana:mail",))] * 3
    assert allowed(("ana:mail", "ben:mail", "ben:mail"), past, "P2") == ("ben:mail",)


@given(st.lists(st.sampled_from(["P1", "P2", "bundle"]), max_size=60))
def test_no_order_of_wishes_breaks_the_caps_or_takes_the_bundles_place(wishes: list[Kind]) -> None:
    sent: list[tuple[str, tuple[str, ...]]] = []
    for kind in wishes:
        if free := allowed(("ana:mail", "ana:sms"), sent, kind):
            sent.append((kind, free))
    for recipient, cap in (("ana:mail", MAILS), ("ana:sms", TEXTS)):
        kinds = [kind for kind, to in sent if recipient in to]
        assert len(kinds) <= cap
        assert kinds.count("bundle") == ("bundle" in wishes)
        assert kinds.count("P1") == min(wishes.count("P1"), cap - 1 - kinds.count("P2"))
    assert sum("ana:mail" in to for kind, to in sent if kind == "P2") <= 3
