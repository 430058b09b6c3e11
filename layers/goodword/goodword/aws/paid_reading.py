"""Amazon Comprehend within the month's budget, for the function `score`."""

from collections.abc import Callable
from datetime import UTC, datetime

from aws_lambda_powertools import Logger

from goodword.aws.comprehend import ComprehendScorer
from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.aws.metrics import Metrics
from goodword.budget.comprehend import MonthlyBudget
from goodword.config.reading import Comprehend


def paid_scorer(
    ledger: str, configured: Callable[[], Comprehend | None], log: Logger, metrics: Metrics
) -> ComprehendScorer | None:
    """The scorer; None where the stack allows none. `ledger` is the table with the books, or "false".

    `configured` says what goodword.yaml allows now. That the month's cap is reached is logged and counted once.
    """
    if ledger == "false":
        return None

    def stopped(cap: str) -> None:
        log.warning("Amazon Comprehend is not asked until the month is over", extra={"reached": cap})
        metrics.write({"stopped": 1})

    budget = MonthlyBudget(DynamoDBStore(ledger, hurried=True), configured, stopped)
    return ComprehendScorer(budget, lambda: datetime.now(UTC), lambda event, about: log.warning(event, extra={**about}))
