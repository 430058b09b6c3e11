"""Whether a promised ring still has somebody to reach: asked at the moment of sending."""

from datetime import datetime, timedelta
from typing import Literal

from goodword.alerting.case import Case
from goodword.alerting.outbox import Notification
from goodword.mention import ScoredMention

LATE = timedelta(minutes=1)  # a ring that is older may be about what was answered before its case was there


def cancellation_reason(
    notification: Notification, case: Case | None, mention: ScoredMention | None
) -> Literal["withdrawn", "dropped"] | None:
    """Why nobody need be told any more; None when somebody does. `mention` is what the ring is about, as it stands."""
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
    """Whether an answer may have come before the ring."""
    return notification.kind == "new" and now - notification.made_at > LATE
