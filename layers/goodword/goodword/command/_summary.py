"""The summary of a configuration, as JSON and in words."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from goodword import connectors, platforms
from goodword.config import Configuration, Rule, Shift, Team
from goodword.config.on_call import owners
from goodword.config.rota import ALL_DAY, DAYS, INTENTS

type Summary = dict[str, Any]


def summary(configuration: Configuration, now: datetime) -> Summary:
    """Brands, sources, teams, rules and mutes, without addresses; and who owns the current hour."""
    written = configuration.model_dump(mode="json", by_alias=True, exclude_none=True)
    names = sorted({source.platform for source in configuration.sources.values()})
    return {
        "brands": {
            key: {"name": configuration.name_of(key), "terms": list(brand.terms), "team": brand.team}
            for key, brand in configuration.brands.items()
        },
        "sources": {
            key: {
                "webhook": f"/webhooks/{source.platform}/{key}" if source.platform in platforms.names() else None,
                "asked": {feed: list(entries) for feed, entries in source.ask.items()},
                "brand": source.brand,
                "secrets": list(connectors.secret_names(source.platform)),
            }
            for key, source in configuration.sources.items()
        },
        "teams": {key: _team(team, written["teams"][key], names, now) for key, team in configuration.teams.items()},
        "rules": written["rules"],
        "mutes": written["mutes"],
    }


def _team(team: Team, written: Summary, platforms: list[str], now: datetime) -> Summary:
    return {
        "timezone": team.timezone,
        "people": {name: list(person.channels) for name, person in team.people.items()},
        "timezones": {name: person.timezone for name, person in team.people.items() if person.timezone},
        "quiet": {name: [*map(str, person.quiet)] for name, person in team.people.items() if person.quiet},
        "budget": {name: person.budget for name, person in team.people.items()},
        "holidays": written["holidays"],
        "rota": written["rota"],
        "escalation": {"after": team.escalation.after, "steps": [list(step) for step in team.ladder]},
        "owners_now": _owners_now(team, platforms, now),
    }


def _owners_now(team: Team, platforms: list[str], now: datetime) -> dict[str, list[str]]:
    """By platform; a topic is named where its owners differ."""
    found = {}
    for platform in platforms:
        usual = found[platform] = owners(team, platform, (), now)
        for topic in INTENTS:
            if (others := owners(team, platform, (topic,), now)) != usual:
                found[f"{platform} about {topic}"] = others
    return {what: list(who) for what, who in found.items()}


def readable(found: Summary) -> list[str]:
    """The summary in lines for a terminal."""
    lines = ["", "Brands"]
    for key, brand in found["brands"].items():
        lines.append(f"  {key}: {brand['name']}, known as {', '.join(brand['terms'])}; {brand['team']} answers")
    lines += ["", "Sources, with the path of each webhook, what is polled, and the secrets to store"]
    for key, source in found["sources"].items():
        asked = ", ".join(f"{len(entries)} of {feed}" for feed, entries in source["asked"].items())
        how = " and ".join(filter(None, (source["webhook"], f"polls {asked}" if asked else None))) or "polls nothing"
        lines.append(f"  {key}: {how} ({', '.join(source['secrets']) or 'no secrets'})")
    lines += ["", "Teams, and how each person is notified"]
    for key, team in found["teams"].items():
        people = ", ".join(f"{name} by {_CHANNELS[tuple(channels)]}" for name, channels in team["people"].items())
        lines += [f"  {key} ({team['timezone']}): {people}", *(f"    {line}" for line in _duties(team))]
    for what, entries, words in (("Rules", found["rules"], _rule), ("Mutes", found["mutes"], _mute)):
        lines += ["", what, *(f"  {entry['name']}: {words(entry)}" for entry in entries)] if entries else []
    return lines


_CHANNELS = {("mail",): "mail", ("sms",): "SMS", ("mail", "sms"): "mail and SMS"}


def _duties(team: Summary) -> Iterator[str]:
    now = team["owners_now"]
    same = len({tuple(who) for who in now.values()}) == 1
    parts = [_names(next(iter(now.values())))] if same else [f"{what} {_names(who)}" for what, who in now.items()]
    yield f"on call now: {'; '.join(parts)}"
    for entry in team["rota"]:
        yield f"rota: {_names(entry['who'])} {_hours(entry)}"
    if team["holidays"]:
        yield f"holidays: {', '.join(team['holidays'])}"
    for name, budget in team["budget"].items():
        clock = f" ({team['timezones'][name]})" if name in team["timezones"] else ""
        quiet = f", quiet {', '.join(team['quiet'][name])}{clock}" if name in team["quiet"] else ""
        yield f"{name}: at most {budget} alerts a day{quiet}, except P1"
    after, steps = team["escalation"]["after"], team["escalation"]["steps"]
    ladder = (f"{after * number} min {_names(step)}" for number, step in enumerate(steps, 1))
    yield f"a P1 that nobody takes escalates after {', after '.join(ladder)}"


def _hours(entry: Summary) -> str:
    shift = Shift.model_validate(entry)
    always = shift.days == DAYS and shift.hours == (ALL_DAY,)
    parts = ["always" if always else f"{_days(shift)} {', '.join(map(str, shift.hours))}"]
    parts += [f"time zone {shift.timezone}"] if shift.timezone else []
    parts += {"no": ["not on holidays"], "only": ["on holidays only"], "yes": []}[shift.holidays]
    return ", ".join([*parts, *_what(entry)])


def _days(shift: Shift) -> str:
    """`mon-fri` for consecutive days, otherwise each day."""
    first, last = DAYS.index(shift.days[0]), DAYS.index(shift.days[-1])
    one_span = len(shift.days) > 2 and shift.days == DAYS[first : last + 1]
    return f"{shift.days[0]}-{shift.days[-1]}" if one_span else ", ".join(shift.days)


def _what(entry: Mapping[str, Any]) -> list[str]:
    """The keys and values of an entry or a condition, in the words of the file."""
    keys = ("priority", "topics", "intents", "brands", "platforms", "touchpoints")
    named = [f"{key} {' or '.join(entry[key])}" for key in keys if key in entry]
    return named + ([f"audience at least {entry['audience']}"] if "audience" in entry else [])


def _rule(entry: Summary) -> str:
    rule = Rule.model_validate(entry)
    does = [f"counts as {rule.priority}"] if rule.priority else []
    does += [f"notifies {_names(rule.notify) if rule.notify else 'nobody'}"] if rule.notify is not None else []
    does += [f"by {_CHANNELS[tuple(sorted(rule.by))]}"] if rule.by else []
    does += [f"again after {rule.cool_down} min"] if rule.cool_down is not None else []
    does += [f"from {rule.at_least.mentions} mentions in {rule.at_least.minutes} min"] if rule.at_least else []
    return f"{', '.join(_what(entry['when'])) or 'everything'}: {', '.join(does) or 'as for its priority'}"


def _mute(entry: Summary) -> str:
    begins = f"from {entry['from']} " if "from" in entry else ""
    return f"{', '.join(_what(entry['when']))}: notifies nobody {begins}until {entry['until']} ({entry['why']})"


def _names(who: Any) -> str:
    return ", ".join(who) or "nobody"
