"""What mails share: sections under headings, moments in full, and lines of limited length."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from goodword.messages.alert import Alert, Bundle, Notice
from goodword.messages.quote import one_line
from goodword.messages.words import local

_LINK, _HEALTH, _BRAND = 300, 300, 60  # characters


def sections(parts: Mapping[str, Sequence[str]], last: Sequence[str] = ()) -> str:
    """Each heading with its lines, then the last lines, with blank lines between. Empty sections are left out."""
    blocks = ["\n".join((heading, *lines)) for heading, lines in parts.items() if lines]
    return "\n\n".join([*blocks, *(["\n".join(last)] if last else [])]) + "\n"


def moment(at: datetime | None, notification: Alert | Notice | Bundle) -> str:
    """`Tue 18 Nov 2025, 09:07 CET (Europe/Berlin)`; the zone is the one that the time is shown in."""
    there = local(at or notification.sent_at, notification.zone)
    return f"{there:%a} {there.day} {there:%b %Y, %H:%M %Z} ({there.tzinfo})"


def brand_line(notification: Alert | Notice | Bundle) -> str:
    """`Brand: Acme`."""
    return f"Brand: {one_line(notification.brand, _BRAND)}"


def link_line(asks: str, link: str | None) -> list[str]:
    """What the link is for, and the link, on one line; no line without a link."""
    return [f"{asks}: {one_line(link, _LINK)}"] if link else []


def last_lines(notification: Alert | Bundle) -> list[str]:
    """How many notifications are left today, and the health line, if known."""
    left = (
        [f"You have {notification.budget[0]} of {notification.budget[1]} notifications left today (P1 always passes)."]
        if notification.budget
        else []
    )
    return [*left, *([one_line(notification.health, _HEALTH)] if notification.health else [])]
