"""What `goodword configure` prints about people: who is subscribed, who must still confirm, who failed."""

import re
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from goodword.aws.client import ClientError
from goodword.command._difference import printable, short
from goodword.errors import ConfigurationError

if TYPE_CHECKING:
    from goodword.operations.subscriptions import Failure, Line, Plan, Subscription, Subscriptions

_TOKEN = re.compile(r"[0-9A-Za-z-]{1,1024}")


def planned(plan: "Plan") -> Iterator[str]:
    """One line for each subscription that would be added, changed or removed."""
    if plan:
        yield "People:"
    for line in plan.subscribe:
        confirm = "gets a mail to confirm" if line.protocol == "email" else "gets alerts at once"
        yield f"  + {address_of(line)} ({line.to}): subscribed, {confirm}"
    for subscription, lacking in plan.change:
        yield f"  ~ {address_of(subscription.line)}: {' and '.join(_WORDS[name] for name in lacking)}"
    for subscription in plan.unsubscribe:
        yield f"  - {address_of(subscription.line)}: unsubscribed, no longer in goodword.yaml"


_WORDS = {
    "FilterPolicy": "gets the alerts that are now for them",
    "FilterPolicyScope": "filtered by recipient",
    "RedrivePolicy": "undeliverable alerts go to the dead letters",
}


def after(plan: "Plan") -> Iterator[str]:
    """What an owner should know at the end: who gets no alerts yet, and who could be unsubscribed."""
    if plan.pending:
        yield "Not confirmed, so they get no alerts yet (SNS does not say since when; a link is valid for two days):"
        yield from (f"  {address_of(subscription.line)}" for subscription in plan.pending)
        yield "  Paste the link from that mail into `goodword configure --confirm`, do not click it: then no mail"
        yield "  scanner can unsubscribe them. If the mail is lost, `goodword configure --remind` sends another."
    if plan.unguarded:
        yield "Confirmed by a click, so anybody can unsubscribe them with the link at the end of an alert:"
        yield from (unguarded(subscription) for subscription in plan.unguarded)
        yield "  To prevent that, run that command, then `goodword configure`, then `goodword configure --confirm`."
    if plan.others:
        yield "Made by somebody else, not changed:"
        yield from (f"  {address_of(other.line)} ({other.arn})" for other in plan.others)


def unguarded(subscription: "Subscription") -> str:
    """The address, and the command that removes the subscription so that it can be added again."""
    return f"  {address_of(subscription.line)}: aws sns unsubscribe --subscription-arn {subscription.arn}"


def failed(failures: Sequence["Failure"]) -> Iterator[str]:
    """Which changes SNS refused, and what to do about them."""
    if failures:
        yield "SNS refused these changes; everything else was done:"
    for failure in failures:
        yield f"  {address_of(failure.line)}: {_STEPS[failure.step]} ({failure.code}). {_ADVICE[failure.step]}"


_STEPS = {"subscribe": "not subscribed", "change": "not changed", "unsubscribe": "still subscribed"}
_ADVICE = {
    "subscribe": "If an earlier mail is unconfirmed there, its filter is outdated: have it confirmed, or wait two days"
    " until it expires. Then run `goodword configure` again. Otherwise check the address.",
    "change": "Run `goodword configure` again; until then they get the same alerts as before.",
    "unsubscribe": "Run `goodword configure` again; they already get no more alerts.",
}


def confirmed(topics: Sequence["Subscriptions"], link: str) -> int:
    """Confirm the address that got this link; asks for the link if it is empty. 0 when confirmed, 1 when SNS refuses.

    A token alone does not name its topic: each topic is tried, the people's first.
    """
    topic, token = token_in(link or _asked(), [topic.topic for topic in topics])
    code = ""
    for subscriptions in topics:
        if topic not in ("", subscriptions.topic):
            continue
        try:
            line = subscriptions.confirm(token).line
        except ClientError as error:
            code = error.response["Error"]["Code"]  # its message may repeat the token
            continue
        print(f"{address_of(line)} is confirmed, and only you can end it. `goodword configure` lists who is missing.")
        return 0
    print(f"SNS refuses that link ({code}): it may be used, or older than two days. See --remind.", file=sys.stderr)
    return 1


def token_in(link: str, topics: Sequence[str]) -> tuple[str, str]:
    """The topic and the token in a confirmation link; for a token alone, "" and the token.

    Raises ConfigurationError, which never repeats the link, also for a link of a topic that is not among `topics`.
    """
    try:
        query = parse_qs(urlsplit(link.strip()).query)
    except ValueError:  # an invalid host
        query = {}
    (topic, *more) = query.get("TopicArn", [""])
    if more or topic not in ("", *topics):
        raise ConfigurationError("that link belongs to another topic: check --stack and --region")
    token = query["Token"][0] if "Token" in query else link.strip()
    if not _TOKEN.fullmatch(token):
        raise ConfigurationError("that is not a confirmation link, nor the token from one")
    return topic, token


def address_of(line: "Line") -> str:
    """The address, shortened unless stdout is a terminal."""
    return printable(line.address if sys.stdout.isatty() else short(line.address))


def _asked() -> str:
    if sys.stdin.isatty():
        return input("The link in the mail from AWS Notifications: ")
    return sys.stdin.readline()
