"""What a configuration promises and could not keep: hours that nobody owns, people whom a rule cannot ring."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from goodword.config.configuration import Configuration
from goodword.config.faults import Fault, Path
from goodword.config.on_call import AHEAD, Gap, clock, gaps
from goodword.config.rota import NOTIFIABLE
from goodword.config.rules import OWNERS, Rule
from goodword.config.teams import Person, Team

MAX_SUBSCRIPTIONS = 200  # with a filter of their own, on one topic: the quota of SNS


def duty_faults(configuration: Configuration, since: datetime) -> Iterator[Fault]:
    """What stands in the way of ringing somebody in the 400 days from that moment."""
    yield from _too_many(configuration)
    for number, rule in enumerate(configuration.rules):
        yield from _out_of_reach(rule, ("rules", number, "by"), configuration)
    for key, team in configuration.teams.items():
        yield from _unowned(team, ("teams", key, "rota"), configuration, since)


def expired_mutes(configuration: Configuration, now: datetime) -> Iterator[Fault]:
    """Mutes that are over: they do nothing any more, and would mislead whoever reads them."""
    for number, mute in enumerate(configuration.mutes):
        if mute.until <= now:
            yield Fault(("mutes", number, "until"), f"is past: the mute {mute.name} is over; take it out")


def _too_many(configuration: Configuration) -> Iterator[Fault]:
    people = {name: person for team in configuration.teams.values() for name, person in team.people.items()}
    if (count := sum(len(person.channels) for person in people.values())) > MAX_SUBSCRIPTIONS:
        yield Fault(
            ("teams",),
            f"hold {count} mail addresses and phone numbers in all, and SNS takes {MAX_SUBSCRIPTIONS}; "
            f"take {count - MAX_SUBSCRIPTIONS} out",
        )


def _out_of_reach(rule: Rule, path: Path, configuration: Configuration) -> Iterator[Fault]:
    """A person named in `ring` has one of the ways of `by`; of the owners, one of all who may own it has."""
    if not rule.by or rule.notify == ():
        return
    ways = " or ".join(rule.by)
    if rule.notify and rule.notify != (OWNERS,):
        people = {name: person for name in rule.notify if (person := configuration.person(name))}
        if missing := [name for name, person in people.items() if not _reached(person, rule)]:
            yield Fault(path, f"{' and '.join(missing)} cannot be rung by {ways}; add it to `by`, or to the person")
    elif not any(_reached(person, rule) for team in _teams(rule, configuration) for person in team.people.values()):
        yield Fault(path, f"nobody who may own it can be rung by {ways}; add a way, or an address to a person")


def _reached(person: Person, rule: Rule) -> bool:
    return any(way in person.channels for way in rule.by or ())


def _teams(rule: Rule, configuration: Configuration) -> Iterable[Team]:
    return map(configuration.team_of, rule.when.brands or configuration.brands)


def _unowned(team: Team, path: Path, configuration: Configuration, since: datetime) -> Iterator[Fault]:
    """The first gap of a team. A brand's terms are heard at every source, so each has to be owned."""
    received = sorted({source.platform for source in configuration.sources.values()})
    found = gaps(team, received, since)
    if first := min(found, key=lambda gap: (gap.start, -len(gap.topics)), default=None):
        alike = [gap.platform for gap in found if (gap.start, gap.topics) == (first.start, first.topics)]
        where = "" if alike == received else f", on {' and '.join(alike)}"
        yield Fault(path, f"nobody owns {_when(first, team.timezone)}{_about(first)}{where}; {_ADVICE}")


_ADVICE = "add an entry for it, or a last one that has only `who`, for whatever is left"


def _when(gap: Gap, zone: str) -> str:
    if gap.end - gap.start == AHEAD:
        return "any hour"
    start, end = gap.start.astimezone(clock(zone)), gap.end.astimezone(clock(zone))
    until = f"{end:%H:%M}" if start.date() == end.date() else f"{end:%A %Y-%m-%d %H:%M}"
    return f"{start:%A %Y-%m-%d %H:%M} to {until} ({zone})"


def _about(gap: Gap) -> str:
    """What it is that nobody owns then; empty where that is everything."""
    if gap.topics == NOTIFIABLE:
        return ""
    return f", for mentions about {', '.join(gap.topics)} or no topic" if gap.topics else ", for mentions of no topic"
