"""A team's mutes and rules, applied to a mention: a mute, else the first rule that fits, with a trace of each try."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import cast

from goodword.config.configuration import Configuration
from goodword.config.rules import Mute, Rule, When
from goodword.mention import MUTE, Priority, ScoredMention

MAX_TRACE = 8  # entries, to keep the table's items small

_QUIET = ("hidden", "deleted")
_RAISED = re.compile(r"rule .*: P[1-4] instead of (P[1-4])")


def judge(mention: ScoredMention, configuration: Configuration, now: datetime) -> ScoredMention:
    """The mention after the rules in force at `now`. Earlier results of rules are undone first.

    Mutes are tried first, so a mute wins over a rule that raises the priority. A P1 is muted or lowered only by a mute
    or a rule that names P1. Rules do not apply to our own posts, or to hidden and deleted mentions.
    """
    mention = as_read(mention)
    if mention.from_self or mention.action in _QUIET:
        return mention
    trace: list[str] = []
    for mute in _in_force(configuration.mutes, now):
        if not (missing := _spared(mute.when, mention) or misfit(mute.when, mention)):
            trace.append(f"{mute.name}: muted until {_day(mute.until)}")
            return replace(mention, rule=MUTE + mute.name, trace=_bounded(trace))
        trace.append(f"{mute.name}: no, {missing}")
    for rule in configuration.rules:
        if not (missing := (_softens(rule) and _spared(rule.when, mention)) or misfit(rule.when, mention)):
            return _won(rule, mention, trace)
        trace.append(f"{rule.name}: no, {missing}")
    return replace(mention, trace=_bounded(trace))


def as_read(mention: ScoredMention) -> ScoredMention:
    """The mention without the effect of any rule."""
    priority, reasons = mention.priority, mention.reasons
    if mention.rule and reasons and (raised := _RAISED.fullmatch(reasons[0])):
        priority, reasons = cast(Priority, raised[1]), reasons[1:]
    return replace(mention, priority=priority, reasons=reasons, rule=None, trace=(), asked=False)


def misfit(when: When, mention: ScoredMention) -> str | None:
    """The first condition that the mention does not meet, in a word or two; None when it meets them all.

    The brand is the mention's first brand. An unknown audience or touchpoint meets no condition.
    """
    return next(_misfits(when, mention), None)


def _misfits(when: When, mention: ScoredMention) -> Iterator[str]:
    if when.brands is not None and mention.brand not in when.brands:
        yield "brand"
    if when.platforms is not None and mention.platform not in when.platforms:
        yield "platform"
    if when.priority is not None and mention.priority not in when.priority:
        yield "priority"
    if when.intents is not None and not set(mention.intents) & set(when.intents):
        yield "intent"
    if when.touchpoints is not None and mention.touchpoint not in when.touchpoints:
        yield "touchpoint" if mention.touchpoint else "touchpoint not read"
    if when.audience is not None and (mention.audience is None or mention.audience < when.audience):
        yield "audience" if mention.audience is not None else "audience not known"


def _in_force(mutes: tuple[Mute, ...], now: datetime) -> Iterator[Mute]:
    return (mute for mute in mutes if (mute.since is None or mute.since <= now) and now < mute.until)


def _spared(when: When, mention: ScoredMention) -> str | None:
    """Return "P1" when the mention is a P1 that the conditions do not name; else None."""
    named = when.priority is not None and "P1" in when.priority
    return "P1" if mention.priority == "P1" and not named else None


def _softens(rule: Rule) -> bool:
    return rule.notify == () or (rule.priority or "P1") != "P1"


def _won(rule: Rule, mention: ScoredMention, trace: list[str]) -> ScoredMention:
    priority, reasons, how = rule.priority or mention.priority, mention.reasons, "won"
    if priority != mention.priority:
        reasons = (f"rule {rule.name}: {priority} instead of {mention.priority}", *reasons)
        how += f", {mention.priority} to {priority}"
    asked = priority in ("P3", "P4") and bool(rule.notify)
    how += ", asks to notify" if asked else ", notifies nobody" if rule.notify == () else ""
    trace = [*trace, f"{rule.name}: {how}"]
    return replace(mention, priority=priority, reasons=reasons, rule=rule.name, trace=_bounded(trace), asked=asked)


def _bounded(trace: list[str]) -> tuple[str, ...]:
    """All entries; if too many, the first ones, how many more did not fit, and the last one, which decided."""
    if len(trace) <= MAX_TRACE:
        return tuple(trace)
    left_out = len(trace) - MAX_TRACE + 1
    return (*trace[: MAX_TRACE - 2], f"{left_out} more: no", trace[-1])


def _day(until: datetime) -> str:
    return f"{until:%Y-%m-%d}" if (until.hour, until.minute) == (0, 0) else f"{until:%Y-%m-%d %H:%M} UTC"
