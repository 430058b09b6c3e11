"""Short texts that mail and SMS share: which brand, what, where, who, when, how many."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from goodword.mention import Mention, ScoredMention
from goodword.messages.alert import Alert, Bundle, Notice
from goodword.messages.gsm7 import ASCII, spell
from goodword.messages.quote import private
from goodword.platform_names import displayed

INTENTS = {  # most urgent first: an alert names one
    "safety_or_legal": "safety",
    "complaint": "complaint",
    "needs_help": "help",
    "question": "question",
    "would_not_return": "leaving",
    "pre_purchase": "buying",
    "praise": "praise",
    "wish": "wish",
    "would_return": "staying",
    "spam": "spam",
}
NOBODY = "someone"
MANY = 100  # the most earlier mentions that are counted; above it says "more than"
_BANDS = ("100", "1,000", "10,000", "100,000", "1 million", "10 million")
_STRANGE = re.compile(r"[^\w .'-]")  # in a name
_BRAND, _SOURCE, _WHO, _PERSON = 14, 16, 32, 20  # characters


def brand_tag(*names: str) -> str:
    """The first name that can be written in capitals, digits and `&.-`: the word that people look for."""
    spelled = (re.sub(r"[^A-Z0-9&.-]+", " ", (spell(name[:80], ASCII) or "").upper()).strip() for name in names)
    return next((name[:_BRAND].strip() for name in spelled if name), "BRAND")


def brand_of(notification: Alert | Notice | Bundle) -> str:
    """The brand's tag; made from its key if its name has no Latin letters."""
    if isinstance(notification, Alert):
        return brand_tag(notification.brand, *(match.brand for match in notification.mention.brands[:1]))
    return brand_tag(notification.brand, notification.brand_key)


def bracket(notification: Alert | Notice) -> str:
    """`[ACME P1 7K2]`: the same in every subject about a case, so that a mail program can filter by it."""
    return f"[{brand_of(notification)} {notification.priority} {notification.case}]"


def intent(mention: ScoredMention) -> str:
    """The most urgent intent, in one word."""
    return next((word for name, word in INTENTS.items() if name in mention.intents), "mention")


def news(alert: Alert) -> str:
    """What is new about the case, in a few words: `not taken`, `flood by @jo`; empty for a new one."""
    match alert.kind:
        case "new" if alert.flood:
            return f"flood by {who(alert.mention, ASCII)}" if alert.flood == "author" else "flood of copies"
        case "step":
            return "not taken"
        case "more":
            return f"{alert.more:,} more"
        case "handed":
            return f"{colleague(alert.by)} hands over"
        case _:
            return ""


def place(mention: Mention) -> str:
    """The platform's name as people write it; for our own format (`standard`) the source."""
    if mention.platform == "standard":
        return mention.source[:_SOURCE]
    return displayed(mention.platform)


def who(mention: Mention, alphabet: frozenset[str]) -> str:
    """`@handle`, else the name, else "someone"; never one with letters lost: it could be another person's."""
    handle, name = (_spelled(part, alphabet) for part in (mention.author_handle, mention.author_name))
    if re.fullmatch(r"@?[\w.-]+(@[\w.-]+)?", handle):
        return f"@{handle.removeprefix('@')[:_WHO]}"
    plain = _STRANGE.sub("", private(name))
    return _STRANGE.sub("", private(plain))[:_WHO].strip() or NOBODY  # dropping characters may have made a link


def colleague(key: str | None) -> str:
    """A person of the team, by their key in goodword.yaml."""
    return _STRANGE.sub("", _spelled(key, ASCII))[:_PERSON].strip() or "a colleague"


def audience(followers: int) -> str:
    """A band, because the exact number adds nothing: `10,000 to 100,000 followers`."""
    power = min(max(len(str(max(followers, 0))) - 2, 0), len(_BANDS))
    if power == 0:
        return f"fewer than {_BANDS[0]} followers"
    if power == len(_BANDS):
        return f"{_BANDS[-1]} or more followers"
    return f"{_BANDS[power - 1]} to {_BANDS[power]} followers"


def contacts(earlier: int) -> str:
    """How often the author wrote before."""
    if earlier < 1:
        return "First mention by this author."
    times = f"more than {MANY} times" if earlier > MANY else f"{earlier} times" if earlier > 1 else "once"
    return f"Wrote {times} before."


def local(moment: datetime, zone: str) -> datetime:
    """The moment in that zone; in UTC if this machine does not know the zone (texts print the zone's name)."""
    try:
        return moment.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError, OverflowError):  # a post may claim to be from the year 9999
        return moment


def clock(moment: datetime, alert_at: datetime, zone: str) -> str:
    """`09:22`, or `Mon 09:22` if it is not the day of the alert."""
    there = local(moment, zone)
    same_day = there.date() == local(alert_at, zone).date()
    return there.strftime("%H:%M" if same_day else "%a %H:%M")


def span(length: timedelta) -> str:
    """`62 min`, `5 h`, `3 d`: rounded down, at least a minute."""
    minutes = max(1, length // timedelta(minutes=1))
    if minutes < 180:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 72 * 60 else f"{minutes // 1440} d"


def lateness(alert: Alert) -> str | None:
    """How long Goodword delayed the alert; None if it is in time."""
    return span(alert.sent_at - alert.delayed_since) if alert.delayed_since else None


def counted(bundle: Bundle) -> str:
    """` (4 P1, 90 P2)`; empty if only the sum is known."""
    counts = ", ".join(f"{count} {priority}" for priority, count in sorted(bundle.counts.items()) if count)
    return f" ({counts})" if counts else ""


def mention_count(notice: Notice) -> str:
    """How many mentions the case has."""
    return "1 mention" if notice.mention_count == 1 else f"{notice.mention_count:,} mentions"


def has_it(notice: Notice) -> str:
    """Who took the case."""
    return f"{_by(notice)} took it"


def ended(notice: Notice) -> str:
    """How the case ended, after a colon; empty if unknown."""
    match notice.how:
        case "answered":
            return ": your team replied"
        case "taken and quiet":
            return f": {_by(notice)} took it, no new mentions since"
        case "not about us":
            return f": {_by(notice)} said not about us"
        case "deleted":
            return ": its mentions were deleted"
        case _:
            return ""


def tags(cases: tuple[str, ...], most: int) -> str:
    """`8QF, 9ZZ and 3 more`."""
    rest = len(cases) - most
    return ", ".join(cases[:most]) + (f" and {rest} more" if rest > 0 else "")


def no_text(mention: Mention) -> str:
    """Why there is nothing to quote. "Not known yet" is only for a text that is being looked up."""
    if mention.media:
        return "no text: an image or video"
    if mention.rating is not None:
        return "no text: a rating"
    return "text not known yet" if (mention.platform, mention.kind) in _ASKED_FOR else "no text"


_ASKED_FOR = {("instagram", "mention")}  # only these come as bare ids and are looked up at once


def _by(notice: Notice) -> str:
    return "you" if notice.by and notice.by == notice.person else colleague(notice.by)


def _spelled(text: str | None, alphabet: frozenset[str]) -> str:
    spelled = spell((text or "")[:80], alphabet) or ""
    return "" if "?" in spelled else spelled
