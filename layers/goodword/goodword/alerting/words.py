"""Short names that mail and SMS share: which brand, what, where, who, when."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from goodword.alerting.alert import Alert, Bundle
from goodword.alerting.gsm7 import ASCII, spell
from goodword.alerting.quote import private
from goodword.mention import Mention, ScoredMention

INTENTS = {  # the gravest first: an alert names one
    "safety_or_legal": "safety",
    "complaint": "complaint",
    "needs_help": "help",
    "question": "question",
    "praise": "praise",
}
PLATFORMS = {"x": "X", "tiktok": "TikTok", "youtube": "YouTube", "linkedin": "LinkedIn", "line": "LINE"}
NOBODY = "someone"
_BRAND, _SOURCE, _WHO = 14, 16, 32  # characters


def brand_tag(*names: str) -> str:
    """The first name that can be written in capitals, digits and `&.-`: the one word a person looks for."""
    spelled = (re.sub(r"[^A-Z0-9&.-]+", " ", (spell(name[:80], ASCII) or "").upper()).strip() for name in names)
    return next((name[:_BRAND].strip() for name in spelled if name), "BRAND")


def brand_of(alert: Alert) -> str:
    """The tag of the alert's brand; its key where the name has no Latin letters."""
    return brand_tag(alert.brand, *(match.brand for match in alert.mention.brands[:1]))


def intent(mention: ScoredMention) -> str:
    """The gravest thing it wants, in one word."""
    return next((word for name, word in INTENTS.items() if name in mention.intents), "mention")


def place(mention: Mention) -> str:
    """The platform as people write it; for our own format (`standard`) the configured source."""
    if mention.platform == "standard":
        return mention.source[:_SOURCE]
    return PLATFORMS.get(mention.platform, mention.platform.capitalize())


def who(mention: Mention, alphabet: frozenset[str]) -> str:
    """`@handle`, else the name, else "someone": never one with letters lost, for that could be somebody else."""
    handle, name = (_spelled(part, alphabet) for part in (mention.author_handle, mention.author_name))
    if re.fullmatch(r"@?[\w.-]+(@[\w.-]+)?", handle):
        return f"@{handle.removeprefix('@')[:_WHO]}"
    return re.sub(r"[^\w .'-]", "", private(name))[:_WHO].strip() or NOBODY


def local(moment: datetime, zone: str) -> datetime:
    """The moment on the team's clock; on UTC where this machine does not know the zone (its name is printed beside)."""
    try:
        return moment.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, OverflowError):  # a post may claim to be from the year 9999
        return moment


def clock(moment: datetime, alert_at: datetime, zone: str) -> str:
    """`09:22`, and the day before it when it is not the day of the alert."""
    there = local(moment, zone)
    same_day = there.date() == local(alert_at, zone).date()
    return there.strftime("%H:%M" if same_day else "%a %H:%M")


def span(length: timedelta) -> str:
    """`62 min`, `5 h`, `3 d`: rounded down, but never less than a minute."""
    minutes = max(1, length // timedelta(minutes=1))
    if minutes < 180:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 72 * 60 else f"{minutes // 1440} d"


def lateness(alert: Alert) -> str | None:
    """How long it was held up on our side; None when it came in time."""
    return span(alert.sent_at - alert.delayed_since) if alert.delayed_since else None


def counted(bundle: Bundle) -> str:
    """` (4 P1, 90 P2)`; empty where only the sum is known."""
    counts = ", ".join(f"{count} {priority}" for priority, count in sorted(bundle.counts.items()) if count)
    return f" ({counts})" if counts else ""


def no_text(mention: Mention) -> str:
    """Why there is nothing to quote."""
    if mention.media:
        return "no text: an image or video"
    return "no text: a rating" if mention.rating is not None else "text not known yet"


def _spelled(text: str | None, alphabet: frozenset[str]) -> str:
    spelled = spell((text or "")[:80], alphabet) or ""
    return "" if "?" in spelled else spelled
