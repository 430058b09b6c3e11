"""How `goodword configure` handles the operator, who gets alarms: OperatorEmail, subscribed by the template."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from goodword.command._people import address_of, unguarded

if TYPE_CHECKING:
    from goodword.operations.stack import DeployedStack
    from goodword.operations.subscriptions import Plan, Subscriptions

TO = "operator"


def operators_of(stack: "DeployedStack") -> "Subscriptions | None":
    """The subscriptions of the topic for alarms; None where the stack has none."""
    from goodword.operations.subscriptions import Subscriptions

    topic = stack.resources.get("OperatorTopic", "")
    if not topic:
        return None
    return Subscriptions(topic, stack.outputs.get("AlertDeadLettersArn", ""), everything=True)


def operator_plan(operators: "Subscriptions | None", parameters: Mapping[str, str], *, remind: bool = False) -> "Plan":
    """The plan for the operator's subscription; empty where there is no operator. Ignores other addresses."""
    from goodword.operations.subscriptions import Line, Plan

    if operators is None or not (address := parameters.get("OperatorEmail", "")):
        return Plan()
    return operators.plan([Line("email", address, TO)], remind=remind)


def operator_planned(plan: "Plan") -> Iterator[str]:
    """One line for each correction."""
    for line in plan.subscribe:
        yield f"Operator:\n  + {address_of(line)}: gets no alarms; subscribed, gets a mail to confirm"
    for subscription, _ in plan.change:
        yield f"Operator:\n  ~ {address_of(subscription.line)}: undeliverable alarms go to the dead letters"


def operator_after(plan: "Plan", parameters: Mapping[str, str]) -> Iterator[str]:
    """Whether alarms reach the operator, and whether anybody else could unsubscribe them."""
    if "OperatorEmail" in parameters and not parameters["OperatorEmail"] and parameters.get("Emulated") != "true":
        yield "Nobody gets alarms: set OperatorEmail in `make deploy`."
    for subscription in plan.pending:
        name = address_of(subscription.line)
        yield f"Alarms reach nobody yet, because the operator ({name}) has not confirmed. Paste that link"
        yield "  into `goodword configure --confirm` too; `goodword configure --remind` sends another."
    for subscription in plan.unguarded:
        yield "The operator confirmed by a click, so a mail scanner can unsubscribe them. To prevent that, run:"
        yield f"{unguarded(subscription)}, then `goodword configure`, then --confirm."
