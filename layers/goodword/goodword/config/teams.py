"""Teams: whom to notify, by mail, by SMS or both; who owns which hours, and who is next."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from goodword.config._section import Key, Section, Zone, listed, whole
from goodword.config.rota import MAX_HOLIDAYS, MAX_SHIFTS, MAX_SPANS, Escalation, Holiday, Shift, Span

MAX_PEOPLE = 50
BUDGET = 8  # notifications on one day
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAIL = re.compile(rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@({_LABEL}\.)+(?![0-9]){_LABEL}")
_PHONE = re.compile(r"\+[1-9][0-9]{7,14}")  # E.164, which SNS requires: https://www.itu.int/rec/T-REC-E.164/


def _mail(value: str) -> str:
    if len(value) > 254 or not _MAIL.fullmatch(value):
        raise ValueError("is not a mail address such as ana@example.com")
    return value


def _phone(value: str) -> str:
    if not _PHONE.fullmatch(value):
        raise ValueError("is not a phone number such as +4915112345678: a plus, the country code, digits, no spaces")
    return value


def _in_order(days: tuple[date, ...]) -> tuple[date, ...]:
    return tuple(sorted(set(days)))


class Person(Section):
    """Somebody whom Goodword can notify, in at least one way.

    `timezone`: None means the team's. In that zone's `quiet` hours, and after `budget` notifications on one day,
    only P1 reaches them.
    """

    mail: Annotated[str, AfterValidator(_mail)] | None = None
    sms: Annotated[str, AfterValidator(_phone)] | None = None
    timezone: Zone | None = None
    quiet: Annotated[tuple[Span, ...], Field(max_length=MAX_SPANS), BeforeValidator(listed)] = ()
    budget: Annotated[int, whole(0, 200)] = BUDGET

    @property
    def channels(self) -> tuple[str, ...]:
        """The ways to notify this person: `mail`, `sms` or both."""
        return tuple(name for name in ("mail", "sms") if getattr(self, name))

    @model_validator(mode="after")
    def _can_be_notified(self) -> Self:
        if not self.channels:
            raise ValueError("cannot be notified: give mail, sms or both")
        return self


class Team(Section):
    """People who answer for a brand, and their time zone (an IANA name such as Europe/Berlin).

    The first entry of the rota that fits owns an hour; without a rota everybody owns every hour. `holidays` are the
    team's days off, each in the time zone of the rota entry.
    """

    timezone: Zone = "UTC"
    holidays: Annotated[tuple[Holiday, ...], Field(max_length=MAX_HOLIDAYS), AfterValidator(_in_order)] = ()
    people: Annotated[Mapping[Key, Person], Field(min_length=1, max_length=MAX_PEOPLE)]
    rota: Annotated[tuple[Shift, ...], Field(max_length=MAX_SHIFTS)] = ()
    escalation: Escalation = Escalation()

    @property
    def ladder(self) -> tuple[tuple[str, ...], ...]:
        """Whom to notify, step by step, while nobody has taken a P1."""
        return self.escalation.steps or (tuple(self.people),)
