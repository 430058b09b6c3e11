"""What `goodword configure` says of the account around a stack: SMS, and what it lets in and runs at once."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from goodword.command import _limits
from goodword.command._texting import texting

if TYPE_CHECKING:
    from goodword.operations.stack import DeployedStack


def around(stack: "DeployedStack", phones: Sequence[str]) -> Iterator[str]:
    """What is missing there for these phones and this stack; nothing where nothing is."""
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
        yield "Whether Lambda has room for it is not known: that takes lambda:GetAccountSettings."
