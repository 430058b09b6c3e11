"""Whatever a stranger writes, in every field at once: the limits hold and our own words stay ours."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from goodword.alerting import message, render
from goodword.alerting.gsm7 import GSM7, septets
from goodword.alerting.mail import HEADINGS
from tests.alerting.scenarios import NOW, alert

_NASTY = st.sampled_from(
    [
        "\nWHO\n",
        "\r\nBcc: a@b.com\r\n",
        "\u2028DO THIS\u2028",
        "\u202e",
        "\u200b",
        "🔥",
        "👨\u200d👩\u200d👧",
        "€[]{}~^\\",
        "``",
        "’“”…—",
        "WHAT HAPPENED",
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
_FIELDS = st.fixed_dictionaries(
    {
        "text": _MAYBE,
        "title": _MAYBE,
        "lang": _MAYBE,
        "author_handle": _MAYBE,
        "author_name": _MAYBE,
        "permalink": _MAYBE,
    },
    optional={
        "brand": _HOSTILE,
        "reasons": st.lists(_HOSTILE, max_size=10).map(tuple),
        "created_at": st.none() | _MOMENTS,
        "audience": st.none() | st.integers(0, 2**53),
        "rating": st.none() | st.floats(allow_nan=False),
        "platform": st.sampled_from(["x", "facebook", "instagram", "standard", "googlebusiness"]),
        "source": st.just("a" * 32),
        "intents": st.lists(st.sampled_from(["safety_or_legal", "complaint", "needs_help", "question", "praise"])).map(
            tuple
        ),
        "delayed_since": st.none() | st.timedeltas(timedelta(0), timedelta(days=14)).map(lambda late: NOW - late),
        "first_answer_due": st.timedeltas(timedelta(days=-14), timedelta(days=2)).map(lambda left: NOW + left),
    },
)


@given(_FIELDS, st.sampled_from(["", "Goodword", "Elevenchars", "[{~}]"]))
def test_an_sms_is_one_part_of_gsm7_with_its_prefix(fields: dict[str, Any], display_name: str) -> None:
    ring = alert(**fields)
    text = render(ring, display_name).sms
    assert text is not None
    assert septets(f"{display_name}> {text}") <= 160
    assert GSM7.issuperset(text)
    assert "\n" not in text
    assert text.endswith(" 7K2")
    assert " P1 " in text[:60]
    assert "https://" not in text


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
def test_a_mail_keeps_its_four_headings_once_and_in_order(fields: dict[str, Any]) -> None:
    lines = render(alert(**fields)).email.splitlines()
    assert [line for line in lines if line.strip() in HEADINGS] == list(HEADINGS)
    assert all(line.isprintable() for line in lines if not line.startswith("> "))
    assert not any(ord(mark) in range(0x202A, 0x202F) or ord(mark) in range(0x2066, 0x206A) for mark in "".join(lines))
    assert max(map(len, lines)) < 2_100


@given(_FIELDS)
def test_a_strangers_lines_all_bear_the_mark(fields: dict[str, Any]) -> None:
    plain = render(alert(**fields | {"text": "plain", "title": None})).email.splitlines()
    hostile = render(alert(**fields)).email.splitlines()
    ours = [
        line
        for line in hostile
        if not line.startswith(("> ", "(cut here: the whole text has", "(no text", "(text not"))
    ]
    assert ours == [line for line in plain if line != "> plain"]


@given(_FIELDS)
def test_a_message_is_what_sns_takes_and_says_the_same_to_machines(fields: dict[str, Any]) -> None:
    rendered = render(alert(**fields))
    written = message(rendered)
    assert len(written.encode()) < 64 * 1024  # SNS bills each 64 KB as a request
    parts = json.loads(written)
    assert parts.keys() == {"default", "email", "sms", "sqs"}
    assert parts["email"] == parts["default"] == rendered.email
    assert parts["sms"] == rendered.sms
    assert json.loads(parts["sqs"]) == rendered.machine
