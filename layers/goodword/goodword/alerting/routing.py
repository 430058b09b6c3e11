"""Who is notified about a mention, by mail or SMS, and how often: by its rule, else by its priority. Pure."""

from collections.abc import Collection, Iterable
from datetime import datetime, time, timedelta

from goodword.config.configuration import Configuration
from goodword.config.on_call import clock, in_quiet, owners
from goodword.config.rules import OWNERS, Rule, Way
from goodword.mention import Priority, ScoredMention

COOL_DOWN = {"P1": timedelta(minutes=15)}  # between two notifications of one incident, unless its rule says otherwise
_COOL_DOWN = timedelta(minutes=60)


def recipients(mention: ScoredMention, configuration: Configuration, now: datetime) -> tuple[str, ...]:
    """Whom to notify, as `name:channel`; empty when its rule says nobody. P1 by mail and SMS, the rest by mail."""
    rule = rule_of(configuration, mention)
    on_duty = owners_of(configuration, mention.brand, now, mention.platform, mention.intents)
    named = on_duty if rule is None or rule.notify is None else tuple(_named(rule.notify, on_duty))
    return reach(configuration, named, means(rule, mention.priority))


def owners_of(
    configuration: Configuration, brand: str, now: datetime, platform: str = "", topics: Collection[str] = ()
) -> tuple[str, ...]:
    """Who is on call for the brand at that time; the whole team when its rota names nobody."""
    team = configuration.team_of(brand)
    return owners(team, platform, topics, now) or tuple(team.people)


def reach(configuration: Configuration, people: Iterable[str], by: Collection[Way]) -> tuple[str, ...]:
    """The recipients for these people and channels, mails first; any channel they have when this reaches nobody."""
    known = {name: found for name in dict.fromkeys(people) if (found := configuration.person(name))}
    mails = tuple(f"{name}:mail" for name, person in known.items() if person.mail)
    texts = tuple(f"{name}:sms" for name, person in known.items() if person.sms)
    return (mails if "mail" in by else ()) + (texts if "sms" in by else ()) or mails or texts


def means(rule: Rule | None, priority: Priority) -> tuple[Way, ...]:
    """The channels of a notification of that priority."""
    if rule and rule.by:
        return rule.by
    return ("mail", "sms") if priority == "P1" else ("mail",)


def rule_of(configuration: Configuration, mention: ScoredMention) -> Rule | None:
    """The rule that applied to the mention, if the configuration still has it."""
    return configuration.rule(mention.rule) if mention.rule else None


def cool_down(configuration: Configuration, rule: str | None, priority: Priority) -> timedelta:
    """How long an incident of that rule and priority is quiet after a notification."""
    found = configuration.rule(rule) if rule else None
    if found and found.cool_down is not None:
        return timedelta(minutes=found.cool_down)
    return COOL_DOWN.get(priority, _COOL_DOWN)


def quiet(configuration: Configuration, brand: str, recipient: str, now: datetime) -> bool:
    """Whether it is this recipient's quiet hours."""
    name = recipient.rpartition(":")[0]
    person = configuration.person(name)
    return person is not None and in_quiet(person, configuration.zone_of(brand, name), now)


def midnight(configuration: Configuration, brand: str, person: str, now: datetime) -> datetime:
    """When the person's local day began."""
    zone = clock(configuration.zone_of(brand, person))
    return datetime.combine(now.astimezone(zone).date(), time(), zone)


def _named(names: Iterable[str], on_duty: tuple[str, ...]) -> Iterable[str]:
    for name in names:
        yield from on_duty if name == OWNERS else (name,)
