"""Teams: who is rung, by mail, by SMS or both."""

import re
from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from goodword.config._section import Key, Section, text

MAX_PEOPLE = 50
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAIL = re.compile(rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@({_LABEL}\.)+(?![0-9]){_LABEL}")
_PHONE = re.compile(r"\+[1-9][0-9]{7,14}")  # E.164, which is what SNS takes: https://www.itu.int/rec/T-REC-E.164/


def _mail(value: str) -> str:
    if len(value) > 254 or not _MAIL.fullmatch(value):
        raise ValueError("is not a mail address such as ana@example.com")
    return value


def _phone(value: str) -> str:
    if not _PHONE.fullmatch(value):
        raise ValueError("is not a phone number such as +4915112345678: a plus, the country, digits, no blanks")
    return value


def _timezone(value: str) -> str:
    return text(value, 1, 64)


class Person(Section):
    """Somebody who can be rung, in at least one way."""

    mail: Annotated[str, AfterValidator(_mail)] | None = None
    sms: Annotated[str, AfterValidator(_phone)] | None = None

    @property
    def channels(self) -> tuple[str, ...]:
        """The ways this person can be rung: `mail`, `sms` or both."""
        return tuple(name for name in ("mail", "sms") if getattr(self, name))

    @model_validator(mode="after")
    def _can_be_rung(self) -> Self:
        if not self.channels:
            raise ValueError("cannot be rung: give mail, sms or both")
        return self


class Team(Section):
    """People who answer for a brand, and the clock they live by (an IANA name such as Europe/Berlin)."""

    timezone: Annotated[str, AfterValidator(_timezone)] = "UTC"
    people: Annotated[Mapping[Key, Person], Field(min_length=1, max_length=MAX_PEOPLE)]
