"""Whom a priority reaches, and how often a minute: nobody is rung into silence."""

from collections.abc import Iterable, Mapping
from typing import Literal, Protocol

from goodword.mention import Priority

type Kind = Literal["P1", "P2", "bundle"]

# SNS takes a mail subscription back to "pending confirmation" when it is sent more than 10 a second, and a person must
# confirm it again: https://repost.aws/knowledge-center/sns-email-subscription-disabled. Two full minutes that meet in
# one second would pass that by two, so a "minute" here is the last sixty seconds, not the one on the clock.
MAILS = 6
TEXTS = 3
_BUNDLES = 1  # of them, kept free for the count of the rest
_RINGS: Mapping[str, Mapping[str, int]] = {  # what stays above P2's share is the reserve for the first P1 of a trouble
    "mail": {"P2": 3, "P1": MAILS - _BUNDLES},
    "sms": {"P2": 1, "P1": TEXTS - _BUNDLES},
}


class Reachable(Protocol):
    """A person of a team, as the configuration names them."""

    @property
    def mail(self) -> str | None:
        """Their address."""

    @property
    def sms(self) -> str | None:
        """Their number."""


def recipients(people: Mapping[str, Reachable], priority: Priority) -> tuple[str, ...]:
    """Whom to ring, as `name:channel`: P1 everybody by all they have, P2 by mail (by SMS where nobody has mail)."""
    mails = tuple(f"{name}:mail" for name, person in people.items() if person.mail)
    texts = tuple(f"{name}:sms" for name, person in people.items() if person.sms)
    match priority:
        case "P1":
            return mails + texts
        case "P2":
            return mails or texts
        case _:
            return ()


def allowed(to: Iterable[str], sent_this_minute: Iterable[tuple[str, tuple[str, ...]]], kind: Kind) -> tuple[str, ...]:
    """The recipients, in order and once each, whom this kind may still ring.

    `sent_this_minute` is what went out in the last sixty seconds: (kind, recipients) each.
    """
    sent = list(sent_this_minute)
    return tuple(recipient for recipient in dict.fromkeys(to) if _free(recipient, sent, kind))


def _free(recipient: str, sent: list[tuple[str, tuple[str, ...]]], kind: Kind) -> bool:
    kinds = [past for past, reached in sent if recipient in reached]
    rings = _RINGS[recipient.rpartition(":")[2]]
    bundles = kinds.count("bundle")
    if kind == "bundle":
        return bundles < _BUNDLES and len(kinds) < rings["P1"] + _BUNDLES
    return len(kinds) - bundles < rings[kind]
