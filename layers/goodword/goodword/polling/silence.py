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
    told = [one for one in standings if _is_told(one, now)]
    for one in sorted(told, key=lambda one: (one.since or now, one.name)):
        said = _SAID.get(one.trouble_kind or "", _SILENT).replace("{detail}", one.detail)
        found.setdefault(one.source, SilentSource(one.source, said, one.since or now))
    return list(found.values())


def _is_told(one: PollState, now: datetime) -> bool:
    if one.since is None or (one.trouble_kind == "no token" and "#recheck#" in one.name):
        return False
    return one.trouble_kind == "cap" or now - one.since > OVERDUE
