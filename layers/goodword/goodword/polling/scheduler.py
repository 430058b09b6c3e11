"""Once a minute: lease what is due, for the room `fetch` to do."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from goodword.config.configuration import Configuration
from goodword.health.silent_source import SilentSource
from goodword.jobs import Job
from goodword.polling.cursor_store import CursorStore, PollState
from goodword.polling.plan import Planned, plan
from goodword.polling.silence import silences

LEASE = timedelta(minutes=5)  # a job that is lost comes again after that
MOST = 300  # jobs a round


class Scheduler:
    """Leases what is due. `silent` is what the last round saw in trouble."""

    def __init__(self, memory: CursorStore) -> None:
        self._memory = memory
        self.silent: list[SilentSource] = []

    def go(self, configuration: Configuration, now: datetime) -> list[Job]:
        """The jobs that are due, each leased before it is returned, what waits longest first.

        The table is read once, and not at all when there is nothing to ask.
        """
        wanted = plan(configuration)
        known = self._memory.all() if wanted else {}
        self.silent = silences([known[one.name] for one in wanted if one.name in known], now)
        due = sorted(
            (one for one in wanted if is_due(one, known.get(one.name), now)), key=lambda one: _since(one, known)
        )
        return [one.job for one in due[:MOST] if self._lease(one, known.get(one.name), now)]

    def _lease(self, one: Planned, state: PollState | None, now: datetime) -> bool:
        state = state or PollState(name=one.name, due=now)
        longer = 1
        if state.leased_until:  # whoever had it did not come back: were it this job's fault, it would be so for ever
            state = state.failed("lost", now)
            longer = 2 ** min(state.fails - 1, 6)
        leased = replace(state, leased_until=now + LEASE * longer, terms=one.terms)
        return self._memory.put(leased, now) is not None


def is_due(one: Planned, state: PollState | None, now: datetime) -> bool:
    """Whether it is time: its hour has come, its lease was lost, or it is to be asked on other terms than before."""
    if state is None:
        return True
    if state.leased_until:
        return now >= state.leased_until
    return now >= state.due or (state.terms != one.terms and state.trouble_kind != "busy")


def _since(one: Planned, known: Mapping[str, PollState]) -> float:
    return known[one.name].due.timestamp() if one.name in known else 0.0
