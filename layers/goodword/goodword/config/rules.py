"""Rules: which mentions notify whom, how and how often, apart from the defaults. Mutes: which notify nobody."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator

from goodword.config._section import Key, Section, one_of, one_text, text, whole
from goodword.config.rota import INTENTS, once
from goodword.mention import Intent, Priority

type Way = Literal["mail", "sms"]

OWNERS, NOBODY = "owners", "nobody"
MAX_RULES = 100
_PRIORITIES: tuple[Priority, ...] = get_args(Priority)
_INSTANT = re.compile(r"2[01][0-9]{2}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?)?")


def _line(value: str) -> str:
    return text(value, 1, 120)


def _touchpoint(value: str) -> str:
    return text(value, 1, 40)


def _instant(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC)
    try:
        if _INSTANT.fullmatch(written := one_text(value).strip()):
            return _instant(datetime.fromisoformat(written))
    except ValueError:
        pass  # 2026-02-30
    raise ValueError("is not a date such as 2026-11-30 or an instant such as 2026-11-30T18:00+01:00")


def _whom(value: Any) -> Any:
    match value:
        case "owners":
            return (OWNERS,)
        case "nobody":
            return ()
        case str():
            raise ValueError("must be owners, nobody, or a list of people such as [ana, ben]")
        case []:
            raise ValueError("is empty: write nobody, or list the people")
    return value


def _written(whom: tuple[str, ...]) -> str | list[str]:
    return OWNERS if whom == (OWNERS,) else list(whom) or NOBODY


type Some[T] = Annotated[tuple[T, ...], Field(min_length=1, max_length=100), AfterValidator(once)]

Instant = Annotated[datetime, BeforeValidator(_instant)]
Urgency = Annotated[Priority, one_of("priority", _PRIORITIES)]
Wish = Annotated[Intent, one_of("intent", INTENTS)]
Whom = Annotated[tuple[Key, ...], AfterValidator(once), BeforeValidator(_whom), PlainSerializer(_written)]


class When(Section):
    """What a mention must match: every key given, and one entry of each list. `audience` is a minimum."""

    priority: Some[Urgency] | None = None
    intents: Some[Wish] | None = None
    brands: Some[Key] | None = None
    platforms: Some[str] | None = None
    touchpoints: Some[Annotated[str, AfterValidator(_touchpoint)]] | None = None
    audience: Annotated[int, whole(0, 2_000_000_000)] | None = None


class AtLeast(Section):
    """The threshold: notify for the first time when that many mentions came within that many minutes."""

    mentions: Annotated[int, whole(2, 1000)]
    minutes: Annotated[int, whole(1, 24 * 60)]


class Rule(Section):
    """Whom to notify about mentions of a kind. None means the default of the mention's priority.

    `notify` (`ring:` in the file): people, `("owners",)`, or nobody: `()`. `cool_down`: minutes between two
    notifications about one incident.
    """

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    name: Key
    when: When = When()
    priority: Urgency | None = None
    notify: Whom | None = Field(default=None, alias="ring")
    by: Some[Annotated[Way, one_of("way", get_args(Way.__value__))]] | None = None
    cool_down: Annotated[int, whole(0, 7 * 24 * 60)] | None = None
    at_least: AtLeast | None = None
    runbook: Annotated[tuple[Annotated[str, AfterValidator(_line)], ...], Field(max_length=3)] = ()

    @model_validator(mode="after")
    def _first_p1_notifies(self) -> Self:
        p1 = self.priority == "P1" or (self.priority is None and self.when.priority == ("P1",))
        if p1 and self.at_least:
            raise ValueError("at_least and P1 do not go together: the first P1 always notifies; remove one of them")
        return self


class Mute(Section):
    """Which mentions notify nobody from `since` (None: always) to `until`. Mutes P1 only where `when` names it."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    name: Key
    when: When
    since: Instant | None = Field(default=None, alias="from")
    until: Instant
    why: Annotated[str, AfterValidator(_line)]

    @model_validator(mode="after")
    def _mutes_something(self) -> Self:
        if self.when == When():
            raise ValueError("would mute everything: write in `when` what to mute")
        if self.since and self.until <= self.since:
            raise ValueError("ends before it begins: `until` must be after `from`")
        return self
