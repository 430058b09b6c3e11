"""What `goodword configure` says of the people on the topic: who is subscribed, who has yet to confirm."""

import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from botocore.exceptions import ClientError

from goodword.command._difference import printable, short
from goodword.errors import ConfigurationError

if TYPE_CHECKING:
    from goodword.aws.deployed.subscriptions import Line, Plan, Subscriptions

_TOKEN = re.compile(r"[0-9A-Za-z-]{1,1024}")


def planned(plan: "Plan") -> Iterator[str]:
    """One line for each subscription that would be made, changed or ended."""
    if plan:
        yield "People:"
    for line in plan.subscribe:
        confirm = "gets a mail to confirm" if line.protocol == "email" else "is rung at once"
        yield f"  + {named(line)} ({line.to}): subscribed, {confirm}"
    for one, lacking in plan.change:
        yield f"  ~ {named(one.line)}: {' and '.join(_WORDS[name] for name in lacking)}"
    for one in plan.unsubscribe:
        yield f"  - {named(one.line)}: unsubscribed, nobody is named by it any more"


_WORDS = {
    "FilterPolicy": "rung for what is now theirs",
    "FilterPolicyScope": "filtered by whom an alert is for",
    "RedrivePolicy": "what cannot be delivered is kept",
}


def after(subscriptions: "Subscriptions", plan: "Plan") -> Iterator[str]:
    """What an owner should know when it is done: who is not reached yet, and who could be lost again."""
    if plan.pending:
        yield "Not rung yet, for nobody confirmed (SNS does not tell since when; a link is good for two days):"
        yield from (f"  {named(one.line)}" for one in plan.pending)
        yield "  Paste the link of that mail into `goodword configure --confirm` rather than follow it: then no mail"
        yield "  scanner can unsubscribe them. Was the mail lost? `goodword configure --remind` sends another."
    if plan.unguarded:
        yield "Confirmed by following the link, so that anybody who follows the last line of an alert ends it:"
        yield from (f"  {named(one.line)}: aws sns unsubscribe --subscription-arn {one.arn}" for one in plan.unguarded)
        yield "  To guard one: that command, then `goodword configure`, then `goodword configure --confirm`."
    if plan.others:
        yield "Made by somebody else and left alone:"
        yield from (f"  {named(one.line)} ({one.arn})" for one in plan.others)
    yield from _sms(subscriptions, plan)


def confirmed(subscriptions: "Subscriptions", topic: str, link: str) -> int:
    """Confirm the address that got this link, or the link that is asked for; 0 when it is, 1 when SNS refuses it."""
    try:
        one = subscriptions.confirm(token_in(link or _asked(), topic))
    except ClientError as error:
        code = error.response["Error"]["Code"]  # its message may repeat the token
        print(f"SNS does not take that link ({code}): it may be older than two days, or used.", file=sys.stderr)
        return 1
    print(f"{named(one.line)} is confirmed, and only you can end it. `goodword configure` says who is still missing.")
    return 0


def token_in(link: str, topic: str) -> str:
    """The token in a confirmation link, or the token itself. Raises ConfigurationError, which never repeats it."""
    try:
        query = parse_qs(urlsplit(link.strip()).query)
    except ValueError:  # a host that is none
        query = {}
    if query.get("TopicArn", [topic]) != [topic]:
        raise ConfigurationError("that link is of another topic: is --stack the right one?")
    token = query["Token"][0] if "Token" in query else link.strip()
    if not _TOKEN.fullmatch(token):
        raise ConfigurationError("that is neither a confirmation link nor the token in it")
    return token


def named(line: "Line") -> str:
    """The address, shortened where it is not a terminal that shows it."""
    return printable(line.address if sys.stdout.isatty() else short(line.address))


def _asked() -> str:
    if sys.stdin.isatty():
        return input("The link in the mail from AWS Notifications: ")
    return sys.stdin.readline()


def _sms(subscriptions: "Subscriptions", plan: "Plan") -> Iterator[str]:
    if not plan.phones:
        return
    match subscriptions.sandboxed():
        case True:
            yield "SMS: this account is in the sandbox, so that only numbers verified in the console are reached."
            yield "  Ask for production access there (SNS, Text messaging), and for more than 1 USD a month."
        case None:
            yield "SMS: the account may be in the sandbox (verified numbers only); SNS did not say, the console does."
