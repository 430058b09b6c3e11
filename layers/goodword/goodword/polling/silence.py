"""Sources that deliver nothing because of failures, for the hourly report."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from goodword.health.silent_source import SilentSource
from goodword.polling.cursor_store import PollState

OVERDUE = timedelta(hours=1)
_SAID = {
    "cap": "has not been polled since {since}: {detail} is reached",
    "no token": "is not polled: its token is not stored",
    "token refused": "has refused our token since {since}",
    "forbidden": "has refused access since {since}",
    "refused": "has refused our requests since {since}",
    "too big": "has sent answers that are too large since {since}",
}
_SILENT = "has not answered since {since}"


def silences(standings: Iterable[PollState], now: datetime) -> list[SilentSource]:
    """For each source that reached its cap or has failed for more than an hour, the oldest failure; the oldest first.

    A platform that is rechecked without a token is left out: you never set it up for polling.
    """
    found: dict[str, SilentSource] = {}
    reported = [standing for standing in standings if _is_told(standing, now)]
    for item in sorted(reported, key=lambda item: (item.since or now, item.name)):
        text = _SAID.get(item.failure_kind or "", _SILENT).replace("{detail}", item.detail)
        found.setdefault(item.source, SilentSource(item.source, text, item.since or now))
    return list(found.values())


def _is_told(poll_state: PollState, now: datetime) -> bool:
    if poll_state.since is None or (poll_state.failure_kind == "no token" and "#recheck#" in poll_state.name):
        return False
    return poll_state.failure_kind == "cap" or now - poll_state.since > OVERDUE
