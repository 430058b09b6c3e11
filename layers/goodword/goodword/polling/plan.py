"""What a configuration has us ask: every entry of every feed, whether mentions still stand, and public keys."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from goodword import connectors
from goodword.config.configuration import Configuration
from goodword.config.sources import Cap, Source
from goodword.connectors.contract import digest
from goodword.jobs import Job

RECHECK_EVERY, KEYS_EVERY = timedelta(days=1), timedelta(hours=6)
RETRY = timedelta(minutes=10)  # of these two: a day or six hours would be long to wait for the next try


@dataclass(frozen=True, slots=True)
class Planned:
    """One thing to ask again and again. `terms` stand for how it is asked: when they change, it is tried at once."""

    job: Job
    every: timedelta
    terms: str

    @property
    def name(self) -> str:
        """What it is called in the table."""
        return name_of(self.job)

    @property
    def retry(self) -> timedelta:
        """From what interval on it is asked less and less when it fails."""
        return self.every if self.job.kind == "poll" else RETRY


def name_of(job: Job) -> str:
    """The sort key of what a job asks again and again; a value may be of any length."""
    return f"{job.source}#{job.what or job.kind}#{digest(job.value)}"


def plan(configuration: Configuration) -> list[Planned]:
    """Everything to ask. A feed that this version does not have is left out: a newer one may have written it."""
    askable = {name: item for name, item in configuration.sources.items() if item.platform in connectors.names()}
    return [*_polls(configuration, askable), *_once_for_a_platform(configuration, askable)]


def planned(configuration: Configuration, job: Job) -> Planned | None:
    """What a job is about, as the configuration has it now; None when it is not asked any more."""
    return next((item for item in plan(configuration) if item.job == job), None)


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
    """By the first source by name, one that asks for something before one that does not: it has a token."""
    firsts: dict[str, str] = {}
    for name in sorted(askable, key=lambda item: (not askable[item].ask, item)):
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
