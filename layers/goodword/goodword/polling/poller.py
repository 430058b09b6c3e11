"""Does one job: polls a platform, passes its answers on, and stores the cursor or the failure."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal, Protocol

from goodword import connectors
from goodword.budget.ledger import Ledger
from goodword.config.configuration import Configuration
from goodword.connectors.reporters import asked_for
from goodword.errors import Unreadable
from goodword.id_scope import platform_id
from goodword.jobs import Job, RetryLater
from goodword.polling.backoff import next_poll, next_try
from goodword.polling.cursor_store import CursorStore, Lease, LeaseLost
from goodword.polling.failure import STOPPED, FailureKind, FetchFailure
from goodword.polling.plan import Planned, planned
from goodword.polling.ports import Ports
from goodword.polling.questions import Questions
from goodword.polling.recheck import batches, is_over
from goodword.polling.run import Cursor
from goodword.storage.keys import feed_keys, mention_key
from goodword.storage.mention_documents import sources_in

RUN = timedelta(seconds=35)  # longer than the function's timeout; a job whose lease is shorter is left alone

type Outcome = Literal["asked", "looked up", "late", "overtaken", "not asked any more"] | FailureKind

# A retry would not help, and the mention is complete enough without the lookup.
_GIVEN_UP: frozenset[FailureKind] = frozenset({"no token", "cap", "refused"})


@dataclass(frozen=True, slots=True)
class Done:
    """The outcome of a job. `stopped`: polling has stopped until somebody fixes it; reported once."""

    outcome: Outcome
    stopped: bool = False


class Configurations(Protocol):
    """Where the configuration is."""

    def current(self) -> Configuration:
        """The one in force."""

    def again(self) -> Configuration:
        """The one that is stored now."""


class Poller:
    """Does jobs, one at a time. Logins are kept in memory, by source and server."""

    def __init__(self, world: Ports) -> None:
        self._world, self._memory, self._spending = world, CursorStore(world.store), Ledger(world.store)
        self._sessions: dict[tuple[str, str | None], dict[str, str]] = {}

    def do(self, job: Job, configuration: Configuration, time_left: Callable[[], bool] = lambda: True) -> Done:
        """Do it. Raises what AWS raises, and RetryLater for a lookup that has to be retried.

        Raises KeyError for a lookup that this version does not know: it waits for the newer version that sent it.
        """
        source = configuration.sources.get(job.source)
        if not source or source.platform != job.platform or job.platform not in connectors.names():
            return Done("not asked any more")
        session = self._sessions.setdefault((job.source, source.server), {})
        questions = Questions(self._world, self._spending, job, configuration, session, time_left)
        return self._look_up(questions) if job.kind == "lookup" else self._repeat(questions)

    # ---- lookups, done once -----------------------------------------------------------------------------------------

    def do_in(self, message: str, configurations: Configurations, time_left: Callable[[], bool]) -> Done:
        """Do the job in a queue message. Raises what `do` raises.

        A job that is not configured, or not yet, is tried again under the configuration that is stored now: whoever
        sent it may know a newer one.
        """
        job = Job.from_message(message)
        done = self.do(job, configurations.current(), time_left)
        return self.do(job, configurations.again(), time_left) if done.outcome == "not asked any more" else done

    def _log(self, job: Job, failure: FetchFailure) -> None:
        about = {"platform": job.platform, "source": job.source, "what": job.what or job.kind, "why": failure.word}
        self._world.log(about, failure.__cause__ if isinstance(failure.__cause__, Exception) else failure)

    def _look_up(self, questions: Questions) -> Done:
        """Complete what was pushed. Where the push is trusted without the lookup, a lasting failure ends it."""
        job = questions.job
        try:
            questions.go(questions.adapter.LOOKUPS[job.what], asked=job.asked)
        except FetchFailure as failure:
            self._log(job, failure)
            if job.sure and failure.word in _GIVEN_UP:
                return Done(failure.word, stopped=self._is_news(questions, failure))
            # A message does not wait until the month ends.
            wait = failure.wait if failure.wait and failure.word != "cap" else timedelta()
            raise RetryLater(failure.word, int(wait.total_seconds())) from failure
        return Done("looked up")

    # ---- polls, rechecks and keys, which repeat ---------------------------------------------------------------------

    def _repeat(self, questions: Questions) -> Done:
        """Do what was leased for this job, and release the lease."""
        task, now = planned(questions.configuration, questions.job), self._world.clock()
        if task is None:
            return Done("not asked any more")
        state = self._memory.get(task.name)
        if state is None or state.leased_until is None or state.leased_until < now + RUN:
            return Done("late")
        lease = Lease(self._memory, state, self._world.clock)
        try:
            cursor, again = self._ask(questions, task, lease)
        except LeaseLost:
            return Done("overtaken")
        except FetchFailure as failure:
            return self._fail(questions, task, lease, failure)
        due = now if again else next_poll(self._world.clock(), task.every, task.name)
        return Done("asked" if lease.end(lease.state.went_well(cursor, due)) else "overtaken")

    def _ask(self, questions: Questions, task: Planned, lease: Lease) -> tuple[Cursor, bool]:
        """The cursor to continue from, and whether there is more to fetch at once."""
        match task.job.kind:
            case "recheck":
                return self._recheck(questions, lease)
            case "keys":
                return self._fetch_keys(questions), False
            case _:
                steps = questions.adapter.FEEDS[task.job.what].steps
                return questions.go(steps, lambda: lease.state.cursor, lease.keep, value=task.job.value), False

    def _recheck(self, questions: Questions, lease: Lease) -> tuple[Cursor, bool]:
        rule, now = questions.adapter.RECHECK, self._world.clock()
        assert rule is not None  # noqa: S101 - it was planned
        places = [place for brand in questions.configuration.brands for place in feed_keys(brand)]
        cursor = lease.state.cursor
        found = batches(
            rule, questions.job.platform, places, self._world.filed, cursor, now, self._world.retention_days
        )
        for batch in found:
            if reporters := self._public(questions.job, batch.ids):
                questions.go(rule.steps, ids=tuple(reporters), also=asked_for(reporters, questions.job.source))
                lease.keep(batch.after)
            cursor = batch.after
            if not questions.time_left():
                break
        return cursor, not is_over(cursor, now)

    def _public(self, job: Job, ids: tuple[str, ...]) -> dict[str, list[str]]:
        """The platform's own ids, each with the sources that reported it.

        Leaves out direct messages: a lookup among posts does not find them, and would take them for deleted.
        """
        keys = {mention_key(job.platform, external_id): external_id for external_id in ids}
        items = {item["pk"]: item for item in self._world.store.get_many((key, "m") for key in keys)} if keys else {}
        reporters: dict[str, list[str]] = {}
        for key, external_id in keys.items():
            item = items.get(key, {})
            if item.get("kd") != "message":
                reporters.setdefault(platform_id(external_id), []).extend(sorted(sources_in(item)) or [job.source])
        return reporters

    def _fetch_keys(self, questions: Questions) -> Cursor:
        request = questions.adapter.KEYS
        assert request is not None  # noqa: S101 - it was planned
        response = questions.send(request)
        try:
            self._world.keys.keep(questions.job.platform, response.body)
        except Unreadable:
            raise FetchFailure("unreadable") from None
        return {}

    def _fail(self, questions: Questions, task: Planned, lease: Lease, failure: FetchFailure) -> Done:
        """Store the failure. A run that stored a cursor before its time ran out continues from it at once."""
        now, state = self._world.clock(), lease.state
        if failure.word == "slow" and lease.kept:
            return Done("asked" if lease.end(state.went_well(state.cursor, now)) else "overtaken")
        self._log(questions.job, failure)
        failed = state.failed(failure.word, now, failure.detail)
        if not lease.end(replace(failed, due=next_try(failure, failed.fails, task.retry, now, task.name))):
            return Done("overtaken")
        return Done(failure.word, stopped=self._is_news(questions, failure, state.failure_kind))

    def _is_news(self, questions: Questions, failure: FetchFailure, before: FailureKind | None = None) -> bool:
        """Whether it is not yet reported. A cap, or a lookup that was given up, is reported once a month and source."""
        if failure.word == "cap" or questions.job.kind == "lookup":
            return self._spending.tell(questions.account, failure.detail or failure.word, self._world.clock())
        return questions.job.kind == "poll" and failure.word in STOPPED and failure.word != before
