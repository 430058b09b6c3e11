"""What a month without mentions costs: alarms, pollers that find nothing, and the sweep."""

from collections.abc import Callable
from typing import Any

from tests.embedded import prices
from tests.flow import pollers
from tests.flow.bill import LIVES, start_gb_seconds
from tests.flow.million import MONTH, of_an_idle_round
from tests.house.house import House
from tests.house.plan import plan

SWEEPS = MONTH // 60


def idle_month(house: House, text: Callable[[], str]) -> dict[str, float]:
    """USD by what is paid for. The dashboard is one of the three that are free in each account."""
    mappings = plan().of_type("AWS::Lambda::EventSourceMapping").values()
    queues = sum("ScalingConfig" in mapping for mapping in mappings)
    dashboards = len(plan().of_type("AWS::CloudWatch::Dashboard")) - prices.DASHBOARDS_GIVEN
    one_round = {line: SWEEPS * usd for line, usd in of_an_idle_round(house, text).lines.items()}
    return {
        "alarms": alarm_metrics() * prices.ALARM_METRIC_MONTH,
        "dashboard": max(0, dashboards) * prices.DASHBOARD_MONTH,
        "polling": queues * pollers.idle_calls(MONTH) * prices.SQS_REQUEST,
        "schedule": SWEEPS * prices.SCHEDULED,
        "Lambda starts": MONTH / LIVES * start_gb_seconds("sweep") * prices.LAMBDA_GB_SECOND,
        **{line: usd for line, usd in one_round.items() if usd or line == "logs"},
    }


def alarm_metrics() -> int:
    """The price of an alarm depends on the metrics that it watches."""
    return sum(map(_metrics_in, plan().of_type("AWS::CloudWatch::Alarm").values()))


def _metrics_in(alarm: dict[str, Any]) -> int:
    return sum("MetricStat" in metric for metric in alarm["Metrics"]) if "Metrics" in alarm else 1
