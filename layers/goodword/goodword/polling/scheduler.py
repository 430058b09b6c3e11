"""Leases what is due, once a minute, for the function `fetch`."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from goodword.config.configuration import Configuration
from goodword.health.silent_source import SilentSource
from goodword.jobs import Job
from goodword.polling.cursor_store import CursorStore, PollState
from goodword.polling.plan import Planned, plan
from goodword.polling.silence import silences

LEASE = timedelta(minutes=5)  # after that, a lost job is leased again
MOST = 300  # jobs a run


class Scheduler:
    """Leases what is due. `silent` lists the sources that the last run found failing."""

    def __init__(self, memory: CursorStore) -> None:
        self._memory = memory
        self.silent: list[SilentSource] = []

    def go(self, configuration: Configuration, now: datetime) -> list[Job]:
        """The jobs that are due, each leased before it is returned, the longest overdue first.

        The table is read once, and not at all when there is nothing to poll.
        """
        tasks = plan(configuration)
        known = self._memory.all() if tasks else {}
        self.silent = silences([known[task.name] for task in tasks if task.name in known], now)
        due = sorted(
            (task for task in tasks if is_due(task, known.get(task.name), now)), key=lambda task: _since(task, known)
        )
        return [task.job for task in due[:MOST] if self._lease(task, known.get(task.name), now)]

    def _lease(self, task: Planned, state: PollState | None, now: datetime) -> bool:
        state = state or PollState(name=task.name, due=now)
        longer = 1
        if state.leased_until:  # the run that had it was lost; if this job is the cause, it will be lost each time
            state = state.failed("lost", now)
            longer = 2 ** min(state.fails - 1, 6)
        leased = replace(state, leased_until=now + LEASE * longer, terms=task.terms)
        return self._memory.put(leased, now) is not None


def is_due(task: Planned, state: PollState | None, now: datetime) -> bool:
    """Whether it is due: its time has come, its lease expired, or its terms have changed."""
    if state is None:
        return True
    if state.leased_until:
        return now >= state.leased_until
    return now >= state.due or (state.terms != task.terms and state.failure_kind != "busy")


def _since(task: Planned, known: Mapping[str, PollState]) -> float:
    return known[task.name].due.timestamp() if task.name in known else 0.0
