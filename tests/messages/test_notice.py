"""Follow-ups: who took the case, how it was resolved, how many mentions were suppressed."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest

from goodword.messages import Bundle, Notice, render
from goodword.messages.bundle import bundle_body, bundle_subject
from goodword.messages.notice import notice_body, notice_subject
from tests.messages.scenarios import LINK, NOW, SCENARIOS, alert, notice, over


@pytest.mark.parametrize(
    ("fields", "subject", "line"),
    [
        ({}, "ben took it", "ben took it on Tue 17 Nov 2026, 09:12 CET (Europe/Berlin), 4 min after it opened."),
        (
            {"by": "ana", "since": None},
            "you took it",
            "you took it on Tue 17 Nov 2026, 09:13 CET (Europe/Berlin), 5 min after it opened.",
        ),
        (
            {"by": None, "zone": "Asia/Tokyo", "opened_at": NOW - timedelta(hours=5)},
            "a colleague took it",
            "a colleague took it on Tue 17 Nov 2026, 17:12 JST (Asia/Tokyo), 5 h after it opened.",
        ),
    ],
)
def test_taken_says_who_and_since_when(fields: dict[str, Any], subject: str, line: str) -> None:
    taken = notice(**fields)
    assert notice_subject(taken) == f"[ACME P1 7K2] {subject}"
    assert notice_body(taken).split("\n")[1] == f"Case 7K2 (P1): {line}"
    assert notice_body(taken).endswith("\n\nDO THIS\nNo action needed.\n")


@pytest.mark.parametrize(
    ("fields", "ending"),
    [
        ({}, ": your team replied"),
        ({"how": "taken and quiet", "by": "ben"}, ": ben took it, no new mentions since"),
        ({"how": "taken and quiet", "by": "ana"}, ": you took it, no new mentions since"),
        ({"how": "not about us", "by": "ben"}, ": ben said not about us"),
        ({"how": "not about us", "by": None}, ": a colleague said not about us"),
        ({"how": None}, ""),
    ],
)
def test_over_says_how_it_ended(fields: dict[str, Any], ending: str) -> None:
    assert notice_subject(over(**fields)) == "[ACME P1 7K2] resolved after 12 min"
    assert notice_body(over(**fields)).split("\n")[1] == f"Case 7K2 (P1) was resolved after 12 min{ending}."


@pytest.mark.parametrize(
    ("mention_count", "line"), [(1, "1 mention in all"), (2, "2 mentions in all"), (1_204, "1,204 mentions in all")]
)
def test_over_says_how_many_spoke(mention_count: int, line: str) -> None:
    mail = notice_body(over(mention_count=mention_count))
    assert f"\n{line} since Tue 17 Nov 2026, 09:08 CET (Europe/Berlin).\n" in mail


@pytest.mark.parametrize(
    ("open_cases", "lines"),
    [
        ((), "STILL OPEN\nNo other P1 case.\n\n"),
        (("8QF", "9ZZ"), "STILL OPEN\nOther P1 cases: 8QF, 9ZZ.\n\n"),
        (("8QF",) * 22, f"STILL OPEN\nOther P1 cases: {', '.join(['8QF'] * 20)} and 2 more.\n\n"),
        (None, ""),
    ],
)
def test_over_says_what_is_open_still_where_somebody_looked(open_cases: tuple[str, ...] | None, lines: str) -> None:
    mail = notice_body(over(open_cases=open_cases))
    assert mail.split("Brand: Acme\n\n")[1] == f"{lines}DO THIS\nNo action needed.\n"


def test_everything_about_a_case_stands_in_one_bracket() -> None:
    foreign = {"brand": "小米"}
    mails = [notice(brand_key="acme", **foreign), over(brand_key="acme", **foreign), alert(kind="step", **foreign)]
    assert {render(mail).subject.split("]")[0] for mail in mails} == {"[ACME P1 7K2"}


def test_a_notice_has_no_place_for_who_spoke_and_what_was_said() -> None:
    assert {field.name for field in fields(Notice)} == {
        *("kind", "case", "brand", "brand_key", "priority", "person", "to", "zone", "opened_at", "sent_at"),
        *("since", "by", "how", "mention_count", "open_cases", "link"),
    }


def test_the_link_stands_behind_what_it_is_for() -> None:
    assert notice_body(notice(link=LINK)).endswith(f"\nNo action needed.\nOpen the case: {LINK}\n")
    assert notice_body(over(link=LINK)).endswith(f"\nNo action needed.\nOpen the case: {LINK}\n")


def test_a_bundle_counts_and_ends_like_an_alert() -> None:
    bundle = SCENARIOS["bundle"]
    assert isinstance(bundle, Bundle)
    assert bundle_subject(bundle) == "[ACME BUNDLE] 94 suppressed since 13:40"
    assert bundle_body(bundle).split("\n")[1] == "Mentions suppressed since 13:40: 94 (4 P1, 90 P2)."
    assert bundle_body(bundle).endswith(
        f"\n\nYou have 5 of 8 notifications left today (P1 always passes).\n{bundle.health}\n"
    )
    assert bundle_body(replace(bundle, budget=None, health=None)).endswith("say the same thing.\n")


@pytest.mark.parametrize(("counts", "p1"), [({"P1": 1, "P2": 2}, True), ({"P1": 0, "P2": 3}, False), ({}, True)])
def test_a_bundle_speaks_of_p1_where_there_may_be_one(counts: dict[Any, int], p1: bool) -> None:
    bundle = SCENARIOS["bundle"]
    assert isinstance(bundle, Bundle)
    assert ("Read the P1 first." in bundle_body(replace(bundle, counts=counts))) == p1
