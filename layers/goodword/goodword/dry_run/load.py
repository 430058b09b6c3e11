"""How many notifications a person would have got: by day, by local hour, in their quiet hours."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from goodword.alerting.outbox import person_of
from goodword.config.configuration import Configuration
from goodword.config.on_call import in_quiet
from goodword.dry_run.play import SentNotification
from goodword.dry_run.trial import Side


@dataclass(frozen=True, slots=True)
class Load:
    """One person's notifications: mails and texts by local day, all by local hour, and the times in quiet hours."""

    mails: Counter[date] = field(default_factory=Counter)
    texts: Counter[date] = field(default_factory=Counter)
    hours: Counter[int] = field(default_factory=Counter)
    quiet: list[datetime] = field(default_factory=list)


def loads(side: Side) -> dict[str, Load]:
    """The load of everybody in the configuration, by the person's key."""
    found = {person: Load() for person in people(side.configuration)}
    for sent in side.notifications:
        for person in dict.fromkeys(map(person_of, sent.notification.to)):
            _add(found.setdefault(person, Load()), person, sent, side.configuration)
    return found


def people(configuration: Configuration) -> Iterator[str]:
    """The keys of all people, team by team; a person in two teams comes twice."""
    return (person for team in configuration.teams.values() for person in team.people)


def worst(days: Counter[date]) -> tuple[int, date | None]:
    """The most notifications on one day, and the first such day; 0 and None when there are none."""
    day = max(sorted(days), key=days.__getitem__, default=None)
    return (days[day], day) if day else (0, None)


def _add(load: Load, person: str, sent: SentNotification, configuration: Configuration) -> None:
    zone = configuration.zone_of(sent.notification.brand, person)
    there = sent.at.astimezone(ZoneInfo(zone))
    for days, recipient in ((load.mails, f"{person}:mail"), (load.texts, f"{person}:sms")):
        if recipient in sent.notification.to:
            days[there.date()] += 1
    load.hours[there.hour] += 1
    known = configuration.person(person)
    if known and in_quiet(known, zone, sent.at):
        load.quiet.append(sent.at)
