"""What `goodword configure` prints about the account: SMS, and the limits for requests and concurrency."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from goodword.command import _limits
from goodword.command._texting import texting

if TYPE_CHECKING:
    from goodword.operations.stack import DeployedStack


def around(stack: "DeployedStack", phones: Sequence[str]) -> Iterator[str]:
    """What the account lacks for these phones and this stack; nothing if it lacks nothing."""
    from goodword.operations.text_messages import text_messages

    if stack.parameters.get("Emulated") == "true":
        return
    if phones:
        yield from texting(text_messages(), phones, stack.parameters)
    yield from _limited(stack)


def _limited(stack: "DeployedStack") -> Iterator[str]:
    from goodword.aws.client import AWS_ERRORS, client
    from goodword.operations.account import Denied, concurrency, throttle

    for line in _limits.throttled(client("sns").meta.region_name, throttle(), stack.parameters):
        yield f"{line}."
    try:
        if fault := _limits.too_much(concurrency(), stack.parameters):
            yield f"{fault}."
    except (Denied, *AWS_ERRORS):
        yield "Lambda's concurrency was not checked: you need the permission lambda:GetAccountSettings."
