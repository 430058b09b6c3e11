"""The mail: each line is ours, or marked as the author's."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from goodword.mention import BrandMatch
from goodword.messages.mail import HEADINGS, body, subject
from goodword.messages.quote import LINES, quoted, web_address
from tests.messages.scenarios import HEALTH, LINK, NOW, alert


@pytest.mark.parametrize(
    "line_break", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]
)
def test_every_kind_of_line_break_is_marked(line_break: str) -> None:
    assert quoted(f"one{line_break}WHO") == ["> one", "> WHO"]


def test_a_line_is_wrapped_by_us_so_that_no_mail_program_wraps_it_without_its_mark() -> None:
    lines = quoted("x" * 200 + " " * 90 + "DO THIS")
    assert all(line.startswith("> ") and len(line) <= 76 for line in lines)
    assert "".join(lines).replace("> ", "").replace(" ", "") == "x" * 200 + "DOTHIS"


def test_a_long_text_is_cut_and_its_length_said() -> None:
    lines = quoted("word " * 5_000)
    assert len(lines) == LINES + 1
    assert lines[-1] == "(cut here: the whole text has 25,000 characters)"


def test_many_short_lines_are_cut_too() -> None:
    assert quoted("a\n" * (LINES + 1))[LINES:] == [f"(cut here: the whole text has {2 * LINES + 2} characters)"]


def test_letters_keep_their_marks_but_no_towers() -> None:
    assert quoted("שָׁלוֹם") == ["> שָׁלוֹם"]
    assert quoted("a" + "\u0336" * 50 + "b") == ["> a" + "\u0336" * 3 + "b"]


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://x.com/jo/status/1", "https://x.com/jo/status/1"),
        ("http://acme.example/ä?q=1&r=%20", "http://acme.example/%C3%A4?q=1&r=%20"),
        ("javascript:alert(1)", None),
        ("ftp://x.com/", None),
        ("//x.com/", None),
        ("https://", None),
        ("https://[", None),
        ("https://acme.com@evil.example/", None),
        ("https://аcme.com/", None),
        ("https://x.com/a b", None),
        ("https://x.com/a\nDO THIS", None),
        ("https://x.com/\u202egpj", None),
        ("https://x.com/" + "a" * 2_048, None),
        (None, None),
    ],
)
def test_only_plain_web_addresses_are_printed(link: str | None, shown: str | None) -> None:
    assert web_address(link) == shown
    assert [line for line in body(alert(permalink=link)).split("\n") if "://" in line] == ([shown] if shown else [])


def test_the_sections_stand_in_order() -> None:
    lines = body(alert()).split("\n")
    assert [line for line in lines if line in HEADINGS] == ["WHAT HAPPENED", "WHY YOU GOT THIS", "WHO", "DO THIS"]
    lines = body(alert(more=3, mention_count=4)).split("\n")
    assert [line for line in lines if line in HEADINGS] == list(HEADINGS)


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        ("Europe/Berlin", "Tue 17 Nov 2026, 09:22 CET (Europe/Berlin)"),
        ("America/New_York", "Tue 17 Nov 2026, 03:22 EST (America/New_York)"),
        ("Asia/Kolkata", "Tue 17 Nov 2026, 13:52 IST (Asia/Kolkata)"),
        ("Nowhere/Town", "Tue 17 Nov 2026, 08:22 UTC (UTC)"),
    ],
)
def test_the_deadline_is_on_the_teams_clock_and_says_which(zone: str, moment: str) -> None:
    assert f"Answer by {moment}, 14 min from now." in body(alert(zone=zone))


def test_a_post_from_the_year_9999_is_worded_too() -> None:
    made = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert "Posted Fri 31 Dec 9999, 23:59 UTC (UTC)" in body(alert(created_at=made))


def test_a_time_that_the_platform_did_not_tell_is_called_heard() -> None:
    assert "\nReceived Tue 17 Nov 2026, 09:07 CET" in body(alert(created_at=None))


@pytest.mark.parametrize("intent", ["safety_or_legal", "complaint", "needs_help", "question", "praise", None])
def test_what_to_do_takes_at_most_three_short_lines(intent: str | None) -> None:
    lines = body(alert(intents=(intent,) if intent else ())).split("DO THIS\n")[1].splitlines()
    assert 2 <= len(lines) <= 3
    assert all(len(line) <= 80 for line in lines)


def test_a_deadline_gone_by_is_not_called_due() -> None:
    late = alert(first_answer_due=NOW - timedelta(minutes=5), delayed_since=NOW - timedelta(hours=5))
    assert "Answer now. It was due on Tue 17 Nov 2026, 09:03 CET" in body(late)
    assert body(late).startswith("Delayed 5 h: this should have reached you on Tue 17 Nov 2026, 04:08 CET")
    assert subject(late) == "[ACME P1 7K2] delayed 5 h: safety on X by @jo_k"


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"kind": "more", "more": 1, "mention_count": 2}, "1 more mention, 2 in all."),
        (
            {"kind": "more", "more": 1_204, "mention_count": 1_210, "more_since": NOW - timedelta(minutes=28)},
            "1,204 more mentions since 08:40, 1,210 in all.",
        ),
        ({"kind": "step", "opened_at": NOW - timedelta(days=1)}, "Nobody has taken this case since Mon 09:08."),
        ({"kind": "step"}, "Nobody has taken this case."),
        ({"kind": "handed", "by": "ben"}, "ben handed this case over to you."),
        ({"kind": "handed"}, "a colleague handed this case over to you."),
    ],
)
def test_what_is_new_about_a_case_comes_first(fields: dict[str, Any], line: str) -> None:
    assert body(alert(**fields)).split("\n")[:2] == ["WHAT HAPPENED", line]


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"kind": "more", "more": 4, "mention_count": 5}, "4 more: safety on X by @jo_k"),
        ({"kind": "step"}, "not taken: safety on X by @jo_k"),
        ({"kind": "handed", "by": "ben"}, "ben hands over: safety on X by @jo_k"),
    ],
)
def test_a_subject_keeps_its_bracket_through_the_case(fields: dict[str, Any], title: str) -> None:
    assert subject(alert(**fields)) == f"[ACME P1 7K2] {title}"


def test_who_joined_is_told_where_it_is_no_news() -> None:
    held = body(alert(kind="step", more=11, mention_count=12, more_since=NOW - timedelta(minutes=28))).split(
        "MORE MENTIONS\n"
    )[1]
    assert held == "11 more joined this case since 08:40, 12 in all.\n"
    assert body(alert(mention_count=3)).endswith("\n\nMORE MENTIONS\n3 mentions in all.\n")
    assert "MORE MENTIONS" not in body(alert(kind="more", more=11, mention_count=12))
    assert "MORE MENTIONS" not in body(alert())


def test_a_rules_runbook_takes_the_place_of_our_lines() -> None:
    mail = body(alert(runbook=("Ask for the\norder number.", "b" * 200, "Third.", "Fourth."), link=LINK))
    assert mail.split("from now.\n")[1] == (
        f"1. Ask for the order number.\n2. {'b' * 117}...\n3. Third.\nTake this case, hand it over or mute it: {LINK}\n"
    )


def test_the_last_lines_are_the_budget_and_how_we_are() -> None:
    budget = "You have 6 of 8 notifications left today (P1 always passes)."
    assert body(alert(budget=(6, 8), health=HEALTH)).endswith(f"\n\n{budget}\n{HEALTH}\n")
    assert body(alert(budget=(6, 8))).endswith(f"\n\n{budget}\n")
    assert body(alert(health=HEALTH)).endswith(f"matters.\n\n{HEALTH}\n")


def test_what_is_not_known_takes_no_line() -> None:
    mail = body(
        alert(
            audience=None,
            author_name=None,
            permalink=None,
            lang=None,
            reasons=(),
            brands=(BrandMatch("acme", "@acme"),),
        )
    )
    assert "\n\n\n" not in mail
    assert "None" not in mail
    assert mail.split("WHO\n")[1].split("\n\n")[0] == "Handle: jo_k"
