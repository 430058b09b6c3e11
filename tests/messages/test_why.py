"""Why a person was notified, word for word."""

from typing import Any

import pytest

from goodword.messages.mail import body
from goodword.messages.why import otherwise, why
from tests.messages.scenarios import alert


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"reasons": ('safety: "caught fire"',)},
            'Without "caught fire", and with no other sign of danger or legal threat,'
            " it would have notified on-call by mail at most.",
        ),
        (
            {"reasons": ('legal: "my lawyer"',), "intents": ("safety_or_legal", "complaint", "needs_help")},
            'Without "my lawyer", and with no other sign of danger or legal threat, it would have notified on-call'
            " by mail at most: it is a complaint and a request for help too.",
        ),
        (
            {"reasons": ("danger word: fire",)},
            "With no sign of danger or legal threat, it would have notified on-call by mail at most.",
        ),
        (
            {"reasons": ('safety: "caught fire"',), "to": ("ana:sms",)},
            'Without "caught fire", and with no other sign of danger or legal threat, it would have been P2 at most.',
        ),
        (
            {
                "priority": "P2",
                "intents": ("complaint", "needs_help"),
                "reasons": ("complaint: sounds negative", 'help: "asap"', 'question: "why?"', "negative 0.91"),
            },
            'Without its negative tone and "asap", and with no other complaint, request for help, sign of danger or'
            " legal threat, it would have notified nobody.",
        ),
        (
            {"priority": "P2", "intents": ("complaint",), "reasons": ("complaint: rated 1.5 of 5",), "trace": ("a",)},
            "Without its rating of 1.5, and with no other complaint, request for help, sign of danger or legal threat,"
            " it would have notified nobody, unless a rule says otherwise.",
        ),
        ({"priority": "P2"}, None),  # neither the findings nor a rule says why
        ({"priority": "P1", "intents": ()}, None),
    ],
)
def test_the_sentence(fields: dict[str, Any], sentence: str | None) -> None:
    assert otherwise(alert(**fields)) == ([sentence] if sentence else [])


def test_the_reasons_are_listed_and_the_feeling_is_said_once() -> None:
    lines = why(alert())
    assert lines[:3] == [
        "Rule: P1 notifies on-call at once, by mail and SMS.",
        '- safety: "caught fire"',
        "Words that decided: fire",
    ]
    assert sum("negative" in line for line in lines) == 1


def test_whoever_is_next_or_was_handed_it_hears_why() -> None:
    assert "You were notified because nobody has taken the case yet." in body(alert(kind="step"))
    assert "You were notified because the case was handed over to you." in body(alert(kind="handed", by="ben"))
    assert "You were notified because" not in body(alert()) + body(alert(kind="more", more=2))
