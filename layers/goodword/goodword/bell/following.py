"""What follows from a ring: who has it, who is next, how many more say so, that it is over."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from goodword.alerting.pace import Kind
from goodword.aws.cases import OPEN_FOR, Case
from goodword.aws.held import HeldBatch, by_trouble
from goodword.aws.items import minute_of
from goodword.aws.outbox import LEASE, Ring
from goodword.bell.recipients import cool_down, means, reach
from goodword.bell.ringing import Ringing, people_in
from goodword.config.configuration import Configuration
from goodword.mention import ScoredMention, instant

QUIET_FOR = timedelta(minutes=30)  # after somebody took it and nobody else spoke, it is over


class Following:
    """One round over the open cases: each gets at most one further ring, promised together with its change.

    `one_of` finds a mention by the short names in held items.
    """

    def __init__(
        self,
        ringing: Ringing,
        current: Configuration,
        now: datetime,
        one_of: Callable[[Mapping[str, str]], ScoredMention | None],
    ) -> None:
        self._ringing, self._current, self._now, self._one_of = ringing, current, now, one_of

    def all(self, rings: Sequence[Ring], held: Iterable[HeldBatch]) -> int:
        """Follow every case that rang in the last days and is not over; returns how many further rings there are."""
        opened = {ring.trouble: ring for ring in rings if ring.kind == "new" and ring.state == "sent"}
        cases = {case.trouble: case for case in self._ringing.cases.of(opened)} if opened else {}
        joined = by_trouble(held, "joined")
        count = 0
        for ring in rings:
            if ring.kind != "new" or ring.state != "sent":
                continue
            case = cases.get(ring.trouble)
            if case is None or case.slot != ring.origin or case.brand not in self._current.brands:
                self._ringing.outbox.settle(ring, "over")  # its case was replaced by a later one, or nobody's
            elif self._follow(case, ring, _since(case, joined.get(case.trouble, {}))):
                count += 1
            elif self._ended(case, joined.get(case.trouble, {})):
                self._ringing.outbox.settle(ring, "over")
        return count

    def _follow(self, case: Case, ring: Ring, joined: Mapping[str, str]) -> bool:
        case = replace(case, rung_at=max(case.last_rung_at, ring.promised_at))  # it may have gone out late
        voices = case.gathered + len(joined)
        return (
            self._handed(case, ring, voices)
            or self._over(case, ring, voices, max(joined.values(), default=""))
            or self._taken(case, ring, voices)
            or self._step(case, ring, voices)
            or self._more(case, ring, voices, joined)
        )

    def _handed(self, case: Case, ring: Ring, voices: int) -> bool:
        """Ring whom it was handed to."""
        if not case.handed_to or not case.handed_at or case.over_at:
            return False
        if case.passed_on_at and case.passed_on_at >= case.handed_at:
            return False
        now = self._now
        return self._ring("handed", case, ring, [case.handed_to], voices, passed_on_at=now, rung_at=now)

    def _over(self, case: Case, ring: Ring, voices: int, last: str) -> bool:
        """Tell everybody who was rung for a P1 that it is over: answered, closed, or taken and quiet."""
        if case.cleared_at or not (case.over_at or self._taken_and_quiet(case, last)):
            return False
        if case.priority != "P1":
            self._ringing.cases.apply(case, cleared_at=self._now)
            return False
        return self._ring("over", case, ring, case.rung, voices, whole=True, cleared_at=self._now)

    def _taken_and_quiet(self, case: Case, last: str) -> bool:
        if not case.owner or not case.owned_at:
            return False
        spoke = instant(f"{last}:00Z") if last else case.opened_at
        return self._now >= max(case.owned_at, spoke) + QUIET_FOR

    def _taken(self, case: Case, ring: Ring, voices: int) -> bool:
        """Tell the others who has it."""
        others = [person for person in case.rung if person != case.owner]
        if not case.owner or case.noticed == case.owner or case.over_at or not others:
            return False
        return self._ring("taken", case, ring, others, voices, whole=True, noticed=case.owner)

    def _step(self, case: Case, ring: Ring, voices: int) -> bool:
        """Ring the next step of the ladder for a P1 that nobody took in time."""
        team = self._current.team_of(case.brand)
        if case.priority != "P1" or case.owner or case.over_at or case.muted(self._now):
            return False
        if case.step >= len(team.ladder) or self._now < case.last_rung_at + timedelta(minutes=team.escalation.after):
            return False
        return self._ring("step", case, ring, team.ladder[case.step], voices, step=case.step + 1, rung_at=self._now)

    def _more(self, case: Case, ring: Ring, voices: int, joined: Mapping[str, str]) -> bool:
        """When its cool-down has passed, say how many more have joined; if it was over, it is open again."""
        cool = cool_down(self._current, case.rule, case.priority)
        if voices <= case.told or case.muted(self._now) or self._now < case.last_rung_at + cool:
            return False
        last = minute_of(case.last_rung_at)
        shown = self._one_of({name: minute for name, minute in joined.items() if minute >= last})
        if shown is None:  # all of them were deleted
            return False
        about = replace(ring, platform=shown.platform, external_id=str(shown.external_id))
        to = [case.owner] if case.owner else case.rung
        again = ("answered_at", "cleared_at") if case.over_at else ()
        return self._ring("more", case, about, to, voices, whole=True, remove=again, rung_at=self._now)

    def _ended(self, case: Case, joined: Mapping[str, str]) -> bool:
        """Whether no clock runs for it any more."""
        cool = cool_down(self._current, case.rule, case.priority)
        waits = case.gathered + len(_since(case, joined)) > case.told and not case.muted(self._now)
        over = case.cleared_at and self._now >= case.last_rung_at + cool and not waits
        return bool(over) or self._now >= case.opened_at + OPEN_FOR

    def _ring(
        self,
        kind: Kind,
        case: Case,
        about: Ring,
        people: Iterable[str],
        voices: int,
        *,
        whole: bool = False,
        remove: tuple[str, ...] = (),
        **change: object,
    ) -> bool:
        """Promise it, with the change of the case that keeps it from being promised twice."""
        rule = self._current.rule(case.rule) if case.rule else None
        by = ("mail",) if kind == "more" else means(rule, case.priority)
        to = reach(self._current, people, by)
        rung = tuple(dict.fromkeys([*case.rung, *people_in(to)]))
        wish = Ring(
            kind=kind,
            priority=case.priority,
            to=to,
            brand=case.brand,
            trouble=case.trouble,
            tag=case.tag,
            platform=about.platform,
            external_id=about.external_id,
            count=case.told,
            since=minute_of(case.last_rung_at),
            made_at=self._now,
            promised_at=self._now,
            lease_until=self._now + LEASE,
        )
        told = case.told if kind == "taken" else voices
        changed = self._ringing.cases.change(case, remove=remove, told=told, rung=rung, **change)
        return self._ringing.follow_up(wish, self._current, self._now, changed, whole=whole) is not None


def _since(case: Case, joined: Mapping[str, str]) -> dict[str, str]:
    """Those who joined this opening of the case."""
    return {name: minute for name, minute in joined.items() if minute >= minute_of(case.opened_at)}
