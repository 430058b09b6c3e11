"""The results of `goodword rules try`: side by side for a person, or as one JSON object."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from goodword.alerting.outbox import person_of
from goodword.dry_run.load import Load, loads, worst
from goodword.dry_run.play import SentNotification
from goodword.dry_run.trial import Change, Side, Trial, changes
from goodword.id_scope import platform_id
from goodword.mention import ScoredMention, iso
from goodword.messages.quote import one_line
from goodword.platform_names import displayed

_EXAMPLES = 3
_HOURS = range(24)
_BARS, _PLAIN_BARS = " ▁▂▃▄▅▆▇█", " .:-=+*#@"
_NAME, _ROW, _CELL = 16, 16, 34  # characters of a column
_QUOTE = 90
_TITLES = ("Newly notified", "No longer notified", "Notified differently")
_KEYS = ("newly", "no_longer", "otherwise")


def readable(trial: Trial, file: str, encoding: str) -> Iterator[str]:
    """The lines for a person; `file` is the file with the changed rules, `encoding` is that of the terminal."""
    now, new = loads(trial.now), loads(trial.new)
    file = one_line(file, _CELL - 6)
    answers = sum(mention.from_self for mention in trial.mentions)
    span = " to ".join(f"{trial.mentions[end].received_at:%d %b %Y}" for end in (0, -1))
    yield f"{len(trial.mentions) - answers:,} mentions and {answers:,} of our answers, {span}."
    yield ""
    yield _row("Alerts a day", "", "now", f"with {file}")
    for person in dict.fromkeys([*now, *new]):
        yield from _person(person, now.get(person, Load()), new.get(person, Load()), trial.days)
    yield ""
    yield _row("Hours, local", "", "0     6     12    18", "alerts in total")
    for person in dict.fromkeys([*now, *new]):
        yield from _clock(person, now.get(person, Load()), new.get(person, Load()), file, encoding)
    for title, found in zip(_TITLES, changes(trial.now, trial.new), strict=True):
        yield ""
        yield f"{title}: {len(found):,} incident{'s' * (len(found) != 1)}"
        for change in found[:_EXAMPLES]:
            yield from _example(change, trial)


def as_json(trial: Trial) -> dict[str, Any]:
    """The same as JSON values; the examples identify mentions, but do not quote them."""
    now, new = loads(trial.now), loads(trial.new)
    return {
        "mentions": len(trial.mentions),
        "since": iso(trial.mentions[0].received_at),
        "until": iso(trial.mentions[-1].received_at),
        "people": {
            person: {
                "now": _load(now.get(person, Load()), trial.days),
                "new": _load(new.get(person, Load()), trial.days),
            }
            for person in dict.fromkeys([*now, *new])
        },
        **{
            key: {"troubles": len(found), "examples": [_facts(change, trial) for change in found[:_EXAMPLES]]}
            for key, found in zip(_KEYS, changes(trial.now, trial.new), strict=True)
        },
    }


# ---- people ----------------------------------------------------------------------------------------------------------


def _person(person: str, now: Load, new: Load, days: float) -> Iterator[str]:
    yield _row(person, "mail", _often(now.mails, days), _often(new.mails, days))
    yield _row("", "SMS", _often(now.texts, days), _often(new.texts, days))
    yield _row("", "in quiet hours", f"{len(now.quiet)} in total", f"{len(new.quiet)} in total")


def _often(notifications: Counter[date], days: float) -> str:
    most, day = worst(notifications)
    return f"{notifications.total() / days:.1f}, most {most} on {day:%d %b}" if day else "none"


def _clock(person: str, now: Load, new: Load, file: str, encoding: str) -> Iterator[str]:
    top = max([*now.hours.values(), *new.hours.values()], default=0)
    if top:
        yield _row(person, "now", _bars(now.hours, top, encoding), f"| {now.hours.total()}")
        yield _row("", one_line(f"with {file}", _ROW - 1), _bars(new.hours, top, encoding), f"| {new.hours.total()}")


def _bars(hours: Counter[int], top: int, encoding: str) -> str:
    """A bar for each hour in the person's time zone; the tallest of both rows is full."""
    shades = _BARS if encoding.lower().startswith("utf") else _PLAIN_BARS
    return "".join(shades[-(-hours[hour] * (len(shades) - 1) // top)] for hour in _HOURS)


def _row(*cells: str) -> str:
    widths = (_NAME, _ROW, _CELL, _CELL)
    return "".join(f"{cell:{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip()


def _load(load: Load, days: float) -> dict[str, Any]:
    counted = {"mail": load.mails, "sms": load.texts}
    return {
        **{name: _counts(notifications, days) for name, notifications in counted.items()},
        "in_quiet_hours": len(load.quiet),
        "by_hour": [load.hours[hour] for hour in _HOURS],
    }


def _counts(notifications: Counter[date], days: float) -> dict[str, Any]:
    most, day = worst(notifications)
    return {
        "total": notifications.total(),
        "a_day": round(notifications.total() / days, 2),
        "worst": most,
        "worst_day": day.isoformat() if day else None,
    }


# ---- examples --------------------------------------------------------------------------------------------------------


def _example(change: Change, trial: Trial) -> Iterator[str]:
    sent, mention = change.sent, _mention(change, trial.new if change.new else trial.now)
    zone = (trial.new if change.new else trial.now).configuration.team_of(sent.notification.brand).timezone
    who = f" by {one_line(mention.author_handle or mention.author_name or '', 40)}" if _named(mention) else ""
    at, where = sent.at.astimezone(ZoneInfo(zone)), displayed(mention.platform)
    yield f"  {at:%a %d %b %H:%M %Z}, {mention.kind} on {where}{who}"
    if words := one_line(" ".join(filter(None, (mention.title, mention.text))), _QUOTE):
        yield f'    "{words}"'
    yield f"    now: {_described(change.now)}; new: {_described(change.new)} ({_why(change, trial.new)})"


def _facts(change: Change, trial: Trial) -> dict[str, Any]:
    mention = _mention(change, trial.new if change.new else trial.now)
    return {
        "at": iso(change.sent.at),
        "platform": mention.platform,
        "external_id": mention.external_id and platform_id(mention.external_id),
        "permalink": mention.permalink,
        "now": _notification(change.now),
        "new": _notification(change.new),
        "why": _why(change, trial.new),
    }


def _notification(sent: SentNotification | None) -> dict[str, Any] | None:
    return {"priority": sent.notification.priority, "to": list(sent.notification.to)} if sent else None


def _described(sent: SentNotification | None) -> str:
    if sent is None:
        return "nobody"
    ways: dict[str, list[str]] = {}
    for recipient in sent.notification.to:
        ways.setdefault(person_of(recipient), []).append({"mail": "mail", "sms": "SMS"}[recipient.rpartition(":")[2]])
    return f"{sent.notification.priority} to {', '.join(f'{who} by {" and ".join(by)}' for who, by in ways.items())}"


def _why(change: Change, new: Side) -> str:
    """How the changed rules treat that mention: the decisive entry of the trace."""
    mention = new.judged[change.sent.notification.reference]
    return mention.trace[-1] if mention.rule else "no rule matches"


def _mention(change: Change, side: Side) -> ScoredMention:
    return side.judged[change.sent.notification.reference]


def _named(mention: ScoredMention) -> bool:
    return bool(mention.author_handle or mention.author_name)
