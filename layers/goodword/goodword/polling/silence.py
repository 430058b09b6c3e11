"""Sources from which nothing comes because of trouble: what the hourly report says of them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from goodword.health.silent_source import SilentSource
from goodword.polling.cursor_store import PollState

OVERDUE = timedelta(hours=1)
_SAID = {
    "cap": "is not asked since {since}: {detail} is reached",
    "no token": "is not asked: its token is not stored",
    "token refused": "refuses our token since {since}",
    "forbidden": "refuses us since {since}",
    "refused": "refuses what we ask since {since}",
    "too big": "answers with too much since {since}",
}
_SILENT = "has not answered since {since}"


def silences(standings: Iterable[PollState], now: datetime) -> list[SilentSource]:
    """Of each source that reached its cap, or is in trouble for more than an hour, the oldest; the oldest first.

    A platform that is looked at again without a token is left out: nobody asked for it.
    """
    found: dict[str, SilentSource] = {}
    reported = [standing for standing in standings if _is_told(standing, now)]
    for item in sorted(reported, key=lambda item: (item.since or now, item.name)):
        text = _SAID.get(item.trouble_kind or "", _SILENT).replace("{detail}", item.detail)
        found.setdefault(item.source, SilentSource(item.source, text, item.since or now))
    return list(found.values())


def _is_told(poll_state: PollState, now: datetime) -> bool:
    if poll_state.since is None or (poll_state.trouble_kind == "no token" and "#recheck#" in poll_state.name):
        return False
    return poll_state.trouble_kind == "cap" or now - poll_state.since > OVERDUE
