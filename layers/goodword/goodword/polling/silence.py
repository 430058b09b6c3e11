"""Sources that deliver nothing because of failures, for the hourly report."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from goodword.health.silent_source import SilentSource
from goodword.polling.cursor_store import PollState

OVERDUE = timedelta(hours=1)
_TEXTS = {
    "cap": "has not been polled since {since}: {detail} is reached",
    "no token": "is not polled: its token is not stored",
    "token refused": "has refused our token since {since}",
    "forbidden": "has refused access since {since}",
    "refused": "has refused our requests since {since}",
    "too big": "has sent answers that are too large since {since}",
}
_SILENT = "has not answered since {since}"


def silences(states: Iterable[PollState], now: datetime) -> list[SilentSource]:
    """For each source that reached its cap or has failed for more than an hour, the oldest failure; the oldest first.

    A platform that is rechecked without a token is left out: you never set it up for polling.
    """
    found: dict[str, SilentSource] = {}
    reported = [state for state in states if _is_reported(state, now)]
    for state in sorted(reported, key=lambda state: (state.since or now, state.name)):
        text = _TEXTS.get(state.failure_kind or "", _SILENT).replace("{detail}", state.detail)
        found.setdefault(state.source, SilentSource(state.source, text, state.since or now))
    return list(found.values())


def _is_reported(state: PollState, now: datetime) -> bool:
    if state.since is None or (state.failure_kind == "no token" and "#recheck#" in state.name):
        return False
    return state.failure_kind == "cap" or now - state.since > OVERDUE
