"""Promises that a configuration cannot keep: hours that nobody owns, people whom a rule cannot notify."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from goodword.config.configuration import Configuration
from goodword.config.faults import Fault, Path
from goodword.config.on_call import AHEAD, Gap, clock, gaps
from goodword.config.rota import NOTIFIABLE
from goodword.config.rules import OWNERS, Rule
from goodword.config.teams import Person, Team

MAX_SUBSCRIPTIONS = 200  # with their own filter, on one topic: the SNS quota


def duty_faults(configuration: Configuration, since: datetime) -> Iterator[Fault]:
    """What would prevent notifications in the 400 days from that moment."""
    yield from _too_many(configuration)
    for number, rule in enumerate(configuration.rules):
        yield from _out_of_reach(rule, ("rules", number, "by"), configuration)
    for key, team in configuration.teams.items():
        yield from _unowned(team, ("teams", key, "rota"), configuration, since)


def expired_mutes(configuration: Configuration, now: datetime) -> Iterator[Fault]:
    """Mutes that have ended: they do nothing any more, and would mislead readers."""
    for number, mute in enumerate(configuration.mutes):
        if mute.until <= now:
            yield Fault(("mutes", number, "until"), f"is in the past: the mute {mute.name} has ended; remove it")


def _too_many(configuration: Configuration) -> Iterator[Fault]:
    people = {name: person for team in configuration.teams.values() for name, person in team.people.items()}
    if (count := sum(len(person.channels) for person in people.values())) > MAX_SUBSCRIPTIONS:
        yield Fault(
            ("teams",),
            f"have {count} mail addresses and phone numbers in total, but SNS allows {MAX_SUBSCRIPTIONS}; "
            f"remove {count - MAX_SUBSCRIPTIONS}",
        )


def _out_of_reach(rule: Rule, path: Path, configuration: Configuration) -> Iterator[Fault]:
    """Each person in `ring:` needs one of the ways in `by`; for owners, at least one possible owner does."""
    if not rule.by or rule.notify == ():
        return
    ways = " or ".join(rule.by)
    if rule.notify and rule.notify != (OWNERS,):
        people = {name: person for name in rule.notify if (person := configuration.person(name))}
        if missing := [name for name, person in people.items() if not _reached(person, rule)]:
            yield Fault(path, f"{' and '.join(missing)} cannot be notified by {ways}; extend `by`, or add an address")
    elif not any(_reached(person, rule) for team in _teams(rule, configuration) for person in team.people.values()):
        yield Fault(path, f"no possible owner can be notified by {ways}; extend `by`, or add an address")


def _reached(person: Person, rule: Rule) -> bool:
    return any(way in person.channels for way in rule.by or ())


def _teams(rule: Rule, configuration: Configuration) -> Iterable[Team]:
    return map(configuration.team_of, rule.when.brands or configuration.brands)


def _unowned(team: Team, path: Path, configuration: Configuration, since: datetime) -> Iterator[Fault]:
    """The first gap of a team. Every source can report a brand, so every platform needs an owner."""
    platforms = sorted({source.platform for source in configuration.sources.values()})
    found = gaps(team, platforms, since)
    if first := min(found, key=lambda gap: (gap.start, -len(gap.topics)), default=None):
        alike = [gap.platform for gap in found if (gap.start, gap.topics) == (first.start, first.topics)]
        where = "" if alike == platforms else f", on {' and '.join(alike)}"
        yield Fault(path, f"nobody owns {_when(first, team.timezone)}{_about(first)}{where}; {_ADVICE}")


_ADVICE = "add an entry for it, or a last entry with only `who` for everything else"


def _when(gap: Gap, zone: str) -> str:
    if gap.end - gap.start == AHEAD:
        return "any hour"
    start, end = gap.start.astimezone(clock(zone)), gap.end.astimezone(clock(zone))
    until = f"{end:%H:%M}" if start.date() == end.date() else f"{end:%A %Y-%m-%d %H:%M}"
    return f"{start:%A %Y-%m-%d %H:%M} to {until} ({zone})"


def _about(gap: Gap) -> str:
    """Which mentions nobody owns then; empty when nobody owns any."""
    if gap.topics == NOTIFIABLE:
        return ""
    return f", for mentions about {', '.join(gap.topics)} or no topic" if gap.topics else ", for mentions of no topic"
