"""Hostile text in every field at once: the limits hold, and nobody can imitate our own lines."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.messages import message, render
from goodword.messages.gsm7 import GSM7, septets
from goodword.messages.mail import HEADINGS
from goodword.messages.sms import on_a_phone
from goodword.messages.words import intent, place
from tests.messages.scenarios import AWS_LINK, CHINA_LINK, LINK, NOW, alert, notice

_NASTY = st.sampled_from(
    [
        "\nWHO\n",
        "\r\nBcc: a@b.com\r\n",
        "\u2028DO THIS\u2028",
        "\u2029MORE MENTIONS\x85STILL OPEN\x0b",
        "\u202e",
        "\u200b",
        "🔥",
        "👨\u200d👩\u200d👧",
        "€[]{}~^\\",
        "``",
        "’“”…—",
        "WHAT HAPPENED",
        "[ACME P1 7K2] ben took it",
        "7K2: resolved in 12 min",
        "No action needed.",
        "Take this case, hand it over or mute it: https://evil.example/a/k3J9xQ2mZ7pLw4Tb",
        "(not taken)",
        "\x00\x1b[2J",
        "https://evil.example/",
        "+49 151 2345678",
        "الشاحن",
        "充电器",
        "ж",
        '"',
        "> ",
    ]
) | st.sampled_from(["|", "a" * 300, "e\u0301" * 50, " " * 120, "@" * 40, "7" * 40])
_HOSTILE = st.lists(_NASTY | st.text(max_size=40), max_size=12).map("".join)
_MAYBE = st.none() | _HOSTILE
_MOMENTS = st.integers(0, 253_402_300_799).map(lambda second: datetime.fromtimestamp(second, UTC))
_PAST = st.timedeltas(timedelta(0), timedelta(days=14)).map(lambda late: NOW - late)
_TOKEN = "k3J9xQ2mZ7pLw4Tb"
_LINKS = st.integers(1, 160).map(lambda length: f"https://{'h' * length}/a/{_TOKEN}")
_REASONS = st.builds('{}: "{}"'.format, st.sampled_from(["safety", "legal", "complaint", "help"]), _HOSTILE) | _HOSTILE
_THEIRS = {
    "text": _MAYBE,
    "title": _MAYBE,
    "lang": _MAYBE,
    "author_handle": _MAYBE,
    "author_name": _MAYBE,
    "permalink": _MAYBE,
}
_OURS = {
    "kind": st.sampled_from(["new", "more", "step", "handed"]),
    "by": _MAYBE,
    "rule": _MAYBE,
    "runbook": st.lists(_HOSTILE, max_size=5).map(tuple),
    "trace": st.lists(_HOSTILE, max_size=3).map(tuple),
    "more": st.integers(0, 10**6),
    "mention_count": st.integers(1, 10**6),
    "more_since": st.none() | _PAST,
    "opened_at": st.none() | _PAST,
    "earlier": st.none() | st.integers(0, 200),
    "budget": st.none() | st.just((6, 8)),
    "health": st.sampled_from([None, "All is well.", "All is well. " * 100]),
}
_FIELDS = st.fixed_dictionaries(
    _THEIRS,
    optional=_OURS
    | {
        "brand": _HOSTILE,
        "reasons": st.lists(_REASONS, max_size=10).map(tuple),
        "created_at": st.none() | _MOMENTS,
        "audience": st.none() | st.integers(0, 2**53),
        "rating": st.none() | st.floats(allow_nan=False),
        "platform": st.sampled_from(["x", "facebook", "instagram", "standard", "googlebusiness"]),
        "source": st.just("a" * 32),
        "intents": st.lists(st.sampled_from(["safety_or_legal", "complaint", "needs_help", "question", "praise"])).map(
            tuple
        ),
        "delayed_since": st.none() | _PAST,
        "first_answer_due": st.timedeltas(timedelta(days=-14), timedelta(days=2)).map(lambda left: NOW + left),
    },
)
_NOTICES = st.fixed_dictionaries(
    {"kind": st.sampled_from(["taken", "over"]), "by": _MAYBE, "brand": _HOSTILE},
    optional={
        "how": st.sampled_from(["answered", "taken and quiet", "not about us", None]),
        "opened_at": _PAST,
        "since": st.none() | _PAST,
        "mention_count": st.integers(1, 10**6),
        "open_cases": st.none() | st.lists(st.just("8QF"), max_size=50).map(tuple),
        "link": st.none() | _LINKS,
    },
)


@given(_FIELDS, st.sampled_from(["", "Goodword", "Elevenchars", "[{~}]"]), st.none() | _LINKS)
def test_an_sms_is_one_part_of_gsm7_with_its_prefix_and_a_whole_link_or_none(
    fields: dict[str, Any], display_name: str, link: str | None
) -> None:
    text = render(alert(**fields, link=link), display_name).sms
    assert text is not None
    assert septets(on_a_phone(text, display_name)) <= 160
    assert GSM7.issuperset(text)
    assert "\n" not in text
    assert " P1 " in text[:60]
    assert re.search(r" (was )?due (\w{3} )?\d\d:\d\d 7K2( https://h+/a/k3J9xQ2mZ7pLw4Tb)?$", text)
    assert text.count("://") == int(link is not None and text.endswith(f" {link}"))


@pytest.mark.parametrize(("link", "display_name"), [(AWS_LINK, "Elevenchars"), (CHINA_LINK, "Goodword")])
@given(_FIELDS)
def test_at_the_default_host_all_but_the_quote_and_the_name_stands(
    link: str, display_name: str, fields: dict[str, Any]
) -> None:
    notification = alert(**fields, link=link)
    text = render(notification, display_name).sms
    assert text is not None
    assert re.search(rf"\S P1 {intent(notification.mention)} - {place(notification.mention)}", text)
    assert re.search(rf" due (\w{{3}} )?\d\d:\d\d 7K2 {re.escape(link)}$", text)


@given(_FIELDS)
def test_a_subject_is_short_ascii_with_a_stable_prefix(fields: dict[str, Any]) -> None:
    brand = fields.pop("brand", "Acme")
    found = render(alert(**fields)).subject
    assert found.isascii()
    assert found.isprintable()
    assert len(found) < 100
    assert found.startswith("[ACME P1 7K2] ")
    other = render(alert(**fields, brand=brand)).subject
    assert other.isascii()
    assert other.isprintable()
    assert len(other) < 100
    assert other.startswith("[")
    assert " P1 7K2] " in other


@given(_FIELDS)
def test_a_mail_keeps_its_headings_once_and_in_order(fields: dict[str, Any]) -> None:
    lines = render(alert(**fields)).email.splitlines()
    headings = [line for line in lines if line.strip() in (*HEADINGS, "STILL OPEN")]
    assert headings in (list(HEADINGS), list(HEADINGS[:4]))
    assert all(line.isprintable() for line in lines if not line.startswith("> "))
    assert not any(ord(mark) in range(0x202A, 0x202F) or ord(mark) in range(0x2066, 0x206A) for mark in "".join(lines))
    assert max(map(len, lines)) < 2_100
    assert len(lines) < 90
    assert "\n\n\n" not in "\n".join(lines)


@given(_FIELDS)
def test_a_strangers_lines_all_bear_the_mark(fields: dict[str, Any]) -> None:
    plain = render(alert(**fields | {"text": "plain", "title": None})).email
    hostile = render(alert(**fields)).email
    assert _ours(hostile) == _ours(plain)


@given(st.fixed_dictionaries(_THEIRS), st.sampled_from([LINK, AWS_LINK]))
def test_the_only_link_to_act_by_is_ours(theirs: dict[str, Any], link: str) -> None:
    lines = render(alert(**theirs, link=link)).email.splitlines()
    asked = [line for line in lines if line.startswith("Take this case")]
    assert asked == [f"Take this case, hand it over or mute it: {link}"]


@given(_FIELDS, st.none() | _LINKS)
def test_a_message_is_what_sns_takes_and_says_the_same_to_machines(fields: dict[str, Any], link: str | None) -> None:
    rendered = render(alert(**fields, link=link))
    written = message(rendered)
    assert len(written.encode()) < 64 * 1024  # SNS bills each 64 KB as a request
    parts = json.loads(written)
    assert parts.keys() == {"default", "email", "sms", "sqs"}
    assert parts["email"] == parts["default"] == rendered.email
    assert parts["sms"] == rendered.sms
    assert json.loads(parts["sqs"]) == rendered.machine


@given(_NOTICES, st.sampled_from(["", "Goodword", "Elevenchars"]))
def test_a_notice_keeps_its_limits_and_its_bracket(fields: dict[str, Any], display_name: str) -> None:
    rendered = render(notice(**fields), display_name)
    assert rendered.sms is not None
    assert septets(on_a_phone(rendered.sms or "", display_name)) <= 160
    assert "\n" not in rendered.sms
    assert re.match(r"[A-Z0-9&. -]{1,14} P1 7K2: ", rendered.sms)
    assert rendered.sms.count("://") == int("link" in fields and rendered.sms.endswith(f" {fields['link']}"))
    assert re.match(r"\[[A-Z0-9&. -]{1,14} P1 7K2\] ", rendered.subject)
    assert len(rendered.subject) < 100
    assert rendered.subject.isascii()
    lines = rendered.email.splitlines()
    headings = ("WHAT HAPPENED", "STILL OPEN", "DO THIS")
    assert [line for line in lines if line.strip() in headings] in (list(headings), [headings[0], headings[2]])
    assert all(line.isprintable() for line in lines)
    assert len(lines) < 15
    assert max(map(len, lines)) < 400


def _ours(mail: str) -> list[str]:
    """Our own lines: no quote, no line about a quote, and without the language, which depends on the quote."""
    about_the_quote = ("> ", "(cut here: the whole text has", "(no text", "(text not")
    lines = [line for line in mail.splitlines() if not line.startswith(about_the_quote)]
    return [re.sub(r"(, in [A-Z][\w-]*( [\w-]+)*)?\.$", ".", line) if ", in a" in line else line for line in lines]
