"""Whether a promised notification is still needed, checked when it is sent."""

from datetime import datetime, timedelta
from typing import Literal

from goodword.alerting.case import Case
from goodword.alerting.outbox import Notification
from goodword.mention import ScoredMention

LATE = timedelta(minutes=1)  # an older notification may be about a mention that was answered before its case opened


def cancellation_reason(
    notification: Notification, case: Case | None, mention: ScoredMention | None
) -> Literal["withdrawn", "dropped"] | None:
    """Why the notification is no longer needed; None when it is. `mention` is its mention as it is now."""
    if notification.kind == "bundle":
        return None
    if case is None:
        return "dropped"
    match notification.kind:
        case "over":
            return None
        case "taken":
            return None if case.owner else "dropped"
        case "step" | "late" if case.owner:
            return "dropped"
    if case.over_at:
        return "dropped"
    if mention is None:
        return "withdrawn" if notification.kind == "new" else "dropped"
    return None


def is_late(notification: Notification, now: datetime) -> bool:
    """Whether an answer may have come before the notification."""
    return notification.kind == "new" and now - notification.made_at > LATE
