"""Sources: the channels that are heard, each with a webhook address of its own."""

from typing import Annotated

from pydantic import AfterValidator, Field

from goodword.config._section import Key, Section, text

MAX_ACCOUNTS = 100


def _account(value: str) -> str:
    account = text(value, 1, 128)
    if len(account.split()) > 1:
        raise ValueError("is not an account id: it has blanks in it")
    return account


class Source(Section):
    """One channel: a platform, our own account ids there, and the brand that all of it is about, if there is one."""

    platform: Key
    brand: Key | None = None
    accounts: Annotated[
        tuple[Annotated[str, AfterValidator(_account)], ...],
        Field(max_length=MAX_ACCOUNTS),
    ] = ()
