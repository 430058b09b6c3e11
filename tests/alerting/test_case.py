"""The states of a case, as its fields say them; `test_follow_ups.py` holds what follows in each."""

from datetime import UTC, datetime, timedelta

import pytest

from goodword.alerting.case import Case

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "open"),
        ({"step": 2, "muted_until": NOON + timedelta(hours=4)}, "open"),
        ({"handed_to": "ben", "handed_by": "ana", "handed_at": NOON}, "handed over"),
        ({"owner": "ana", "owned_at": NOON}, "taken"),
        ({"owner": "ana", "owned_at": NOON, "answered_at": NOON}, "resolved"),
        ({"closed_at": NOON, "closed_why": "not about us"}, "resolved"),
        ({"answered_at": NOON, "cleared_at": NOON}, "cleared"),
        ({"owner": "ana", "owned_at": NOON, "cleared_at": NOON}, "cleared"),
    ],
)
def test_where_a_case_stands(fields, state):
    case = Case(
        incident_key="i", tag="7K2", brand="acme", priority="P1", first="x#1", slot="s", opened_at=NOON, **fields
    )
    assert case.state == state
