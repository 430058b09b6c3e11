"""What a configuration has us poll: every entry of every feed, rechecks, and public keys."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from goodword import connectors
from goodword.config.configuration import Configuration
from goodword.config.sources import Cap, Source
from goodword.connectors.contract import digest
from goodword.jobs import Job

RECHECK_EVERY, KEYS_EVERY = timedelta(days=1), timedelta(hours=6)
RETRY = timedelta(minutes=10)  # for these two: after a failure, a day or six hours would be too long a wait


@dataclass(frozen=True, slots=True)
class Planned:
    """One thing to poll again and again. `terms` digests how it is polled: when they change, it is polled at once."""

    job: Job
    every: timedelta
    terms: str

    @property
    def name(self) -> str:
        """Its sort key in the table."""
        return name_of(self.job)

    @property
    def retry(self) -> timedelta:
        """The interval that the back-off starts from."""
        return self.every if self.job.kind == "poll" else RETRY


def name_of(job: Job) -> str:
    """The sort key of a job that repeats; its value may be of any length."""
    return f"{job.source}#{job.what or job.kind}#{digest(job.value)}"


def plan(configuration: Configuration) -> list[Planned]:
    """Everything to poll. A feed that this version does not know is left out: a newer version may have added it."""
    askable = {name: source for name, source in configuration.sources.items() if source.platform in connectors.names()}
    return [*_polls(configuration, askable), *_once_for_a_platform(configuration, askable)]


def planned(configuration: Configuration, job: Job) -> Planned | None:
    """What a job polls, as the configuration has it now; None when it is no longer polled."""
    return next((task for task in plan(configuration) if task.job == job), None)


def _polls(configuration: Configuration, askable: dict[str, Source]) -> Iterator[Planned]:
    for name, source in askable.items():
        feeds = connectors.load(source.platform).FEEDS
        for what, entries in source.ask.items():
            if what in feeds:
                every = timedelta(minutes=source.every) if source.every else feeds[what].every
                for value in dict.fromkeys(entries):
                    job = Job(kind="poll", platform=source.platform, source=name, what=what, value=value)
                    yield Planned(job, every, _terms(configuration, source))


def _once_for_a_platform(configuration: Configuration, askable: dict[str, Source]) -> Iterator[Planned]:
    """Each platform's rechecks and keys, for its first source by name; sources with feeds first: they have a token."""
    firsts: dict[str, str] = {}
    for name in sorted(askable, key=lambda name: (not askable[name].ask, name)):
        firsts.setdefault(askable[name].platform, name)
    for platform, name in firsts.items():
        terms = _terms(configuration, askable[name])
        if connectors.load(platform).RECHECK:
            yield Planned(Job(kind="recheck", platform=platform, source=name), RECHECK_EVERY, terms)
        if connectors.load(platform).KEYS:
            yield Planned(Job(kind="keys", platform=platform, source=name), KEYS_EVERY, terms)


def _terms(configuration: Configuration, source: Source) -> str:
    caps = (_amounts(source.cap), _amounts(configuration.cap), source.urgent)
    return digest(repr((source.every, source.server, caps)))


def _amounts(cap: Cap | None) -> tuple[int | None, int | None]:
    return (cap.reads, cap.usd) if cap else (None, None)
