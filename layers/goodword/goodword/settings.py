"""What template.yaml tells each room, one frozen class a room; nothing else reads the environment."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self

from goodword.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class _Settings:
    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        """Read each field from the variable of its name in capitals; ConfigurationError names the missing ones."""
        names = [field.name for field in fields(cls)]
        if missing := [name.upper() for name in names if not env.get(name.upper())]:
            raise ConfigurationError(f"{cls.__name__}: set {', '.join(missing)} in template.yaml")
        return cls(**{name: env[name.upper()] for name in names})


@dataclass(frozen=True, slots=True)
class IntakeSettings(_Settings):
    """The front door."""

    deliveries_queue_url: str
    bucket_name: str
    secrets_path: str


@dataclass(frozen=True, slots=True)
class ScoreSettings(_Settings):
    """Where deliveries become scored mentions. `paid_reading` is the table in which it is booked, or "false"."""

    deliveries_queue_url: str
    pages_queue_url: str
    scored_queue_url: str
    urgent_queue_url: str
    jobs_queue_url: str
    visits_queue_url: str
    bucket_name: str
    paid_reading: str


@dataclass(frozen=True, slots=True)
class StoreSettings(_Settings):
    """Where scored mentions become items. `retention_days` is how long a mention is kept."""

    scored_queue_url: str
    urgent_queue_url: str
    table_name: str
    retention_days: str


@dataclass(frozen=True, slots=True)
class AlertSettings(_Settings):
    """Where people are rung. `topic_display_name` stands before every SMS, `link_base` before every link's token."""

    table_name: str
    topic_arn: str
    topic_display_name: str
    bucket_name: str
    link_base: str


@dataclass(frozen=True, slots=True)
class SweepSettings(_Settings):
    """What runs on the clock. `dead_letter_queues` are URLs with commas between; tallies are kept `retention_days`."""

    table_name: str
    bucket_name: str
    jobs_queue_url: str
    retention_days: str
    dead_letter_queues: str


@dataclass(frozen=True, slots=True)
class TallySettings(_Settings):
    """Where the minutes to be counted are marked."""

    table_name: str


@dataclass(frozen=True, slots=True)
class DeskSettings(_Settings):
    """Where people act on a case. `retention_days` is how long an act is kept, as a mention is."""

    table_name: str
    bucket_name: str
    retention_days: str


@dataclass(frozen=True, slots=True)
class FetchSettings(_Settings):
    """Where platforms are asked. Below `webhook_base` lie the addresses that a platform may be told to call."""

    jobs_queue_url: str
    deliveries_queue_url: str
    pages_queue_url: str
    table_name: str
    bucket_name: str
    secrets_path: str
    webhook_base: str
    retention_days: str


@dataclass(frozen=True, slots=True)
class VisitSettings(_Settings):
    """Where pages that a stranger named are fetched: no secret, and of the table only whose turn it is."""

    visits_queue_url: str
    pages_queue_url: str
    table_name: str
