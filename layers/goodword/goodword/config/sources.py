"""Sources: the channels to listen to, each with its own webhook address, and what to poll there."""

from collections.abc import Mapping
from operator import not_
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from goodword.config._section import Key, PlatformName, Section, listed, one_text, text, whole

MAX_ACCOUNTS = 100
MAX_ASKED = 50  # entries of one feed
MAX_ENTRY = 1024
MOST_READS, MOST_USD = 100_000_000, 100_000
SHORTEST, LONGEST = 1, 1440  # minutes


def _account(value: str) -> str:
    account = text(value, 1, 128)
    if len(account.split()) > 1:
        raise ValueError("is not an account id: it contains spaces")
    return account


def _entry(value: str) -> str:
    return text(value, 1, MAX_ENTRY)


def _server(value: str) -> str:
    parts = urlsplit(text(value, 9, 253).rstrip("/"))
    if parts.scheme != "https" or not parts.hostname or "." not in parts.hostname or parts.netloc != parts.hostname:
        raise ValueError("must be https:// and a host name, such as https://mastodon.social")
    if parts.path or parts.query or parts.fragment:
        raise ValueError("must be only a host, without a path after it")
    return f"https://{parts.hostname}"


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    words = {"yes": True, "true": True, "no": False, "false": False}
    if (flag := words.get(one_text(value).lower())) is None:
        raise ValueError("must be yes or no")
    return flag


Flag = Annotated[bool, BeforeValidator(_flag)]
Entries = Annotated[
    tuple[Annotated[str, AfterValidator(_entry)], ...],
    BeforeValidator(listed),
    Field(min_length=1, max_length=MAX_ASKED),
]


class Cap(Section):
    """The most that polling may cost in a calendar month (UTC): a number of reads, an amount in USD, or both."""

    reads: Annotated[int | None, whole(1, MOST_READS)] = None
    usd: Annotated[int | None, whole(1, MOST_USD)] = None

    @model_validator(mode="after")
    def _has_a_limit(self) -> Self:
        if self.reads is None and self.usd is None:
            raise ValueError("needs reads, usd, or both")
        return self


class Source(Section):
    """One channel: a platform, our own account ids there, and the brand that all of it is about, if any.

    `ask` says what to poll, by feed; `every` how often in minutes (None: the feed's default). An `urgent` source is
    polled as long as anything is left of the cap over all sources.
    """

    platform: PlatformName
    brand: Key | None = None
    accounts: Annotated[
        tuple[Annotated[str, AfterValidator(_account)], ...],
        Field(max_length=MAX_ACCOUNTS),
    ] = ()
    ask: Mapping[Key, Entries] = Field(default_factory=dict, exclude_if=not_)
    every: Annotated[int | None, whole(SHORTEST, LONGEST)] = None
    server: Annotated[str, AfterValidator(_server)] | None = None
    cap: Cap | None = None
    urgent: Flag = Field(default=False, exclude_if=not_)
