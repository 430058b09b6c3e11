"""What is due for a case that somebody was notified of: who else hears of it, and how the case changes with that. Pure.

Each function below is one line of the table in `goodword.alerting.case`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from goodword.alerting.case import DELETED, FOLLOWED_FOR, Case
from goodword.alerting.mention_count import Names, count
from goodword.alerting.outbox import Notification
from goodword.alerting.rate_limits import Kind
from goodword.alerting.routing import cool_down
from goodword.config.configuration import Configuration
from goodword.mention import instant
from goodword.storage.keys import minute_of

QUIET_FOR = timedelta(minutes=30)  # a case that somebody took is resolved when nobody else wrote for so long


@dataclass(frozen=True, slots=True)
class FollowedCase:
    """A case, the notification that opened it, and the mentions that joined it since."""

    case: Case
    notification: Notification
    joined: Names

    @property
    def mention_count(self) -> int:
        """All mentions of the case."""
        return count(self.case, self.joined)


@dataclass(frozen=True, slots=True)
class Step:
    """A notification of that kind to those people, with the `change` of the case that keeps it from being sent twice.

    Without a kind nobody is notified, and only the case changes. `whole`: everybody gets it now, or nobody yet.
    `names` are the mentions of which one must still exist to be shown, `first` that the case's own will do; when none
    exists, the case changes as `otherwise` says. `remove` are fields that the change takes out.
    """

    kind: Kind | None
    people: tuple[str, ...] = ()
    change: Mapping[str, Any] = field(default_factory=dict)
    whole: bool = False
    names: Names | None = None
    first: bool = False
    otherwise: Mapping[str, Any] = field(default_factory=dict)
    remove: tuple[str, ...] = ()


def steps(followed: FollowedCase, configuration: Configuration, now: datetime) -> Iterator[Step]:
    """Everything that is due, the most urgent first. The first that can be promised is done, the rest waits."""
    yield from _handed_over(followed, now)
    yield from _resolved(followed, now)
    yield from _taken(followed)
    yield from _escalated(followed, configuration, now)
    yield from _joined(followed, configuration, now)


def is_finished(followed: FollowedCase, configuration: Configuration, now: datetime) -> bool:
    """Whether nothing can become due for it any more."""
    case = followed.case
    if now >= case.opened_at + FOLLOWED_FOR:
        return True
    waits = followed.mention_count > case.counted and not case.muted(now)
    return case.cleared_at is not None and now >= _cooled_down(case, configuration) and not waits


def _handed_over(followed: FollowedCase, now: datetime) -> Iterator[Step]:
    """Notify the person to whom it was handed."""
    case = followed.case
    passed_on = case.passed_on_at and case.handed_at and case.passed_on_at >= case.handed_at
    if case.state == "handed over" and case.handed_to and not passed_on:
        change = {"passed_on_at": now, "notified_at": now, "stepped_at": now}
        yield _about_what_exists("handed", followed, [case.handed_to], now, change)


def _resolved(followed: FollowedCase, now: datetime) -> Iterator[Step]:
    """Tell everybody who was notified of a P1 that it is resolved: answered, closed, or taken and quiet."""
    case = followed.case
    if case.state != "resolved" and not _is_taken_and_quiet(followed, now):
        return
    change = {"cleared_at": now}
    if case.priority == "P1":
        yield Step("over", case.notified, change, whole=True)
    else:
        yield Step(None, change=change)


def _taken(followed: FollowedCase) -> Iterator[Step]:
    """Tell the others who has it."""
    case = followed.case
    others = tuple(person for person in case.notified if person != case.owner)
    if case.state == "taken" and case.noticed != case.owner and others:
        yield Step("taken", others, {"noticed": case.owner}, whole=True)


def _escalated(followed: FollowedCase, configuration: Configuration, now: datetime) -> Iterator[Step]:
    """Notify the next step of the escalation of a P1 that nobody took in time."""
    case, team = followed.case, configuration.team_of(followed.case.brand)
    if case.priority != "P1" or case.state not in ("open", "handed over") or case.muted(now):
        return
    if case.step >= len(team.ladder):
        return
    last = max(case.stepped_at or case.opened_at, followed.notification.promised_at)
    if now >= last + timedelta(minutes=team.escalation.after):
        change = {"notified_at": now, "stepped_at": now, "step": case.step + 1}
        yield _about_what_exists("step", followed, team.ladder[case.step], now, change)


def _joined(followed: FollowedCase, configuration: Configuration, now: datetime) -> Iterator[Step]:
    """After the cool-down, say how many more have joined; a case that was resolved is open again."""
    case = followed.case
    if followed.mention_count <= case.counted or case.muted(now) or now < _cooled_down(case, configuration):
        return
    yield Step(
        "more",
        (case.owner,) if case.owner and configuration.person(case.owner) else case.notified,
        {"notified_at": now},
        whole=True,
        names=_not_answered_yet(case.answered_at, followed.joined),
        otherwise={"counted": followed.mention_count},  # each of them was answered, or deleted
        remove=("answered_at", "cleared_at") if case.state in ("resolved", "cleared") else (),
    )


def _about_what_exists(
    kind: Kind, followed: FollowedCase, people: Iterable[str], now: datetime, change: Mapping[str, Any]
) -> Step:
    """About the first mention, or another when that was deleted; when none exists, the case is closed."""
    closed = {"closed_at": now, "closed_why": DELETED}
    return Step(kind, tuple(people), change, names=followed.joined, first=True, otherwise=closed)


def _cooled_down(case: Case, configuration: Configuration) -> datetime:
    return case.last_notified_at + cool_down(configuration, case.rule, case.priority)


def _is_taken_and_quiet(followed: FollowedCase, now: datetime) -> bool:
    case = followed.case
    if case.state != "taken" or not case.owned_at:
        return False
    last = max(followed.joined.values(), default="")
    last_mention = instant(f"{last}:00Z") if last else case.opened_at
    return now >= max(case.owned_at, last_mention) + QUIET_FOR


def _not_answered_yet(answered_at: datetime | None, names: Names) -> Names:
    """The mentions that were received in the minute of our last answer, or later."""
    answered = minute_of(answered_at) if answered_at else ""
    return {name: minute for name, minute in names.items() if minute >= answered}
