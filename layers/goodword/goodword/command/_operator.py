"""What `goodword configure` does for whoever is told of alarms: OperatorEmail, subscribed by the template."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from goodword.command._people import named, unguarded

if TYPE_CHECKING:
    from goodword.operations.stack import DeployedStack
    from goodword.operations.subscriptions import Plan, Subscriptions

TO = "operator"


def operators_of(stack: "DeployedStack") -> "Subscriptions | None":
    """The subscriptions of the topic that alarms go to; None where the stack has none."""
    from goodword.operations.subscriptions import Subscriptions

    topic = stack.resources.get("OperatorTopic", "")
    if not topic:
        return None
    return Subscriptions(topic, stack.outputs.get("AlertDeadLettersArn", ""), everything=True)


def operator_plan(operators: "Subscriptions | None", parameters: Mapping[str, str], *, remind: bool = False) -> "Plan":
    """What keeps the operator told: nothing where there is none, or somebody else's address on the topic."""
    from goodword.operations.subscriptions import Line, Plan

    if operators is None or not (address := parameters.get("OperatorEmail", "")):
        return Plan()
    return operators.plan([Line("email", address, TO)], remind=remind)


def operator_planned(plan: "Plan") -> Iterator[str]:
    """One line for what would be made good."""
    for line in plan.subscribe:
        yield f"Operator:\n  + {named(line)}: is told of no alarm; subscribed, gets a mail to confirm"
    for item, _ in plan.change:
        yield f"Operator:\n  ~ {named(item.line)}: what cannot be delivered is kept"


def operator_after(plan: "Plan", parameters: Mapping[str, str]) -> Iterator[str]:
    """Whether alarms reach somebody, and whether anybody else could end that."""
    if "OperatorEmail" in parameters and not parameters["OperatorEmail"] and parameters.get("Emulated") != "true":
        yield "Nobody is told of alarms: give OperatorEmail at `make deploy`."
    for item in plan.pending:
        yield f"Alarms reach nobody yet, for the operator ({named(item.line)}) has not confirmed. That link goes into"
        yield "  `goodword configure --confirm` as well; `goodword configure --remind` sends another."
    for item in plan.unguarded:
        yield "The operator confirmed by following the link, so that a mail scanner can end it. To guard it:"
        yield f"{unguarded(item)}, then `goodword configure`, then --confirm."
