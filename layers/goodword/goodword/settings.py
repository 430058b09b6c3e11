"""The settings of each function from template.yaml, one frozen class each; nothing else reads the environment."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self

from goodword.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class _Settings:
    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        """Read each field from the variable with its name in capitals; ConfigurationError names the missing ones."""
        names = [field.name for field in fields(cls)]
        if missing := [name.upper() for name in names if not env.get(name.upper())]:
            raise ConfigurationError(f"{cls.__name__}: set {', '.join(missing)} in template.yaml")
        return cls(**{name: env[name.upper()] for name in names})


@dataclass(frozen=True, slots=True)
class IntakeSettings(_Settings):
    """For `intake`, which receives webhook requests."""

    deliveries_queue_url: str
    bucket_name: str
    secrets_path: str


@dataclass(frozen=True, slots=True)
class ScoreSettings(_Settings):
    """For `score`, which turns deliveries into scored mentions. `paid_reading` is the ledger's table, or "false"."""

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
    """For `store`, which stores scored mentions. `retention_days` is how long a mention is kept."""

    scored_queue_url: str
    urgent_queue_url: str
    table_name: str
    retention_days: str


@dataclass(frozen=True, slots=True)
class AlertSettings(_Settings):
    """For `alert`, which notifies. `topic_display_name` starts every SMS, `link_base` every action link."""

    table_name: str
    topic_arn: str
    topic_display_name: str
    bucket_name: str
    link_base: str


@dataclass(frozen=True, slots=True)
class SweepSettings(_Settings):
    """For `sweep`. `dead_letter_queues` are comma-separated URLs; tallies are kept for `retention_days`."""

    table_name: str
    bucket_name: str
    jobs_queue_url: str
    retention_days: str
    dead_letter_queues: str


@dataclass(frozen=True, slots=True)
class TallySettings(_Settings):
    """For `tally`, which marks the minutes to count."""

    table_name: str


@dataclass(frozen=True, slots=True)
class DeskSettings(_Settings):
    """For `desk`, where people act on a case. Actions are kept for `retention_days`, like mentions."""

    table_name: str
    bucket_name: str
    retention_days: str


@dataclass(frozen=True, slots=True)
class FetchSettings(_Settings):
    """For `fetch`, which polls platforms. `webhook_base` starts the URLs that platforms can be told to call."""

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
    """For `visit`, which fetches pages that strangers name: no secrets, and in the table only its own state."""

    visits_queue_url: str
    pages_queue_url: str
    table_name: str
