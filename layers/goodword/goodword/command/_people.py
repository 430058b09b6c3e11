"""What `goodword configure` says of the people on a topic: who is subscribed, who has yet to confirm, who failed."""

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
    """One line for each subscription that would be made, changed or ended."""
    if plan:
        yield "People:"
    for line in plan.subscribe:
        confirm = "gets a mail to confirm" if line.protocol == "email" else "is rung at once"
        yield f"  + {named(line)} ({line.to}): subscribed, {confirm}"
    for item, lacking in plan.change:
        yield f"  ~ {named(item.line)}: {' and '.join(_WORDS[name] for name in lacking)}"
    for item in plan.unsubscribe:
        yield f"  - {named(item.line)}: unsubscribed, nobody is named by it any more"


_WORDS = {
    "FilterPolicy": "rung for what is now theirs",
    "FilterPolicyScope": "filtered by whom an alert is for",
    "RedrivePolicy": "what cannot be delivered is kept",
}


def after(plan: "Plan") -> Iterator[str]:
    """What an owner should know when it is done: who is not reached yet, and who could be lost again."""
    if plan.pending:
        yield "Not rung yet, for nobody confirmed (SNS does not tell since when; a link is good for two days):"
        yield from (f"  {named(item.line)}" for item in plan.pending)
        yield "  Paste the link of that mail into `goodword configure --confirm` rather than follow it: then no mail"
        yield "  scanner can unsubscribe them. Was the mail lost? `goodword configure --remind` sends another."
    if plan.unguarded:
        yield "Confirmed by following the link, so that anybody who follows the last line of an alert ends it:"
        yield from (unguarded(item) for item in plan.unguarded)
        yield "  To guard one: that command, then `goodword configure`, then `goodword configure --confirm`."
    if plan.others:
        yield "Made by somebody else and left alone:"
        yield from (f"  {named(other.line)} ({other.arn})" for other in plan.others)


def unguarded(subscription: "Subscription") -> str:
    """The address, and the command that ends the subscription so that it can be made anew."""
    return f"  {named(subscription.line)}: aws sns unsubscribe --subscription-arn {subscription.arn}"


def failed(failures: Sequence["Failure"]) -> Iterator[str]:
    """Whom SNS refused, and what to do about it."""
    if failures:
        yield "SNS refused this, and all else was done:"
    for failure in failures:
        yield f"  {named(failure.line)}: {_STEPS[failure.step]} ({failure.code}). {_ADVICE[failure.step]}"


_STEPS = {"subscribe": "not subscribed", "change": "not changed", "unsubscribe": "still subscribed"}
_ADVICE = {
    "subscribe": "If a mail waits to be confirmed there, it is for what was theirs when it was sent: have it confirmed,"
    " or wait two days until it lapses, then `goodword configure` once more. Else see that the address is right.",
    "change": "`goodword configure` once more; until then they are rung for what was theirs before.",
    "unsubscribe": "`goodword configure` once more; nothing is published to them from now on.",
}


def confirmed(topics: Sequence["Subscriptions"], link: str) -> int:
    """Confirm the address that got this link, or the link that is asked for; 0 when it is, 1 when SNS refuses it.

    A token alone does not say of which topic it is: each is tried, the people's first.
    """
    topic, token = token_in(link or _asked(), [topic.topic for topic in topics])
    code = ""
    for subscriptions in topics:
        if topic not in ("", subscriptions.topic):
            continue
        try:
            item = subscriptions.confirm(token)
        except ClientError as error:
            code = error.response["Error"]["Code"]  # its message may repeat the token
            continue
        print(f"{named(item.line)} is confirmed, and only you can end it. `goodword configure` says who is missing.")
        return 0
    print(f"SNS does not take that link ({code}): it may be older than two days, or used.", file=sys.stderr)
    return 1


def token_in(link: str, topics: Sequence[str]) -> tuple[str, str]:
    """The topic and the token in a confirmation link; of a token alone, "" and the token.

    Raises ConfigurationError, which never repeats it, also for a link of a topic that is not among these.
    """
    try:
        query = parse_qs(urlsplit(link.strip()).query)
    except ValueError:  # a host that is none
        query = {}
    (topic, *more) = query.get("TopicArn", [""])
    if more or topic not in ("", *topics):
        raise ConfigurationError("that link is of another topic: is --stack the right one?")
    token = query["Token"][0] if "Token" in query else link.strip()
    if not _TOKEN.fullmatch(token):
        raise ConfigurationError("that is neither a confirmation link nor the token in it")
    return topic, token


def named(line: "Line") -> str:
    """The address, shortened where it is not a terminal that shows it."""
    return printable(line.address if sys.stdout.isatty() else short(line.address))


def _asked() -> str:
    if sys.stdin.isatty():
        return input("The link in the mail from AWS Notifications: ")
    return sys.stdin.readline()
