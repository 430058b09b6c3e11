"""The counts of a batch, as one log line that is also its metrics; writes nothing when every count is zero.

The line is printed, as Powertools prints it: one JSON object in CloudWatch's embedded metric format. Lambda passes
printed lines on. In its JSON log format it looks for a `level` in a line, and assumes INFO when there is none. So
ApplicationLogLevel must not be above INFO:
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
https://docs.aws.amazon.com/lambda/latest/dg/python-logging.html#python-logging-output
https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
"""

import json
from collections.abc import Mapping

import aws_lambda_powertools
from aws_lambda_powertools.metrics import MetricUnit

# CloudWatch charges 0.30 USD a month for each metric, so only counts that you would plot or alarm on become one.
METRICS = frozenset({"quarantined", "stored", "rang", "held", "unpublished", "stopped"})


class Metrics:
    """Counts of one function, with its name as the only dimension; the namespace, one for each stack, is in the env."""

    def __init__(self, function: str) -> None:
        self._metrics, self._function = aws_lambda_powertools.Metrics(service=function), function

    def write(self, counts: Mapping[str, int], **because: Mapping[str, int]) -> None:
        """Write the counts that are not zero, with their details; everything is in one line."""
        nonzero = {name: number for name, number in counts.items() if number}
        details: dict[str, object] = {name: dict(breakdown) for name, breakdown in because.items() if breakdown}
        details |= {name: number for name, number in nonzero.items() if name not in METRICS}
        if not METRICS & nonzero.keys():
            if details:
                print(json.dumps({"service": self._function, **details}))  # noqa: T201 - as Powertools does
            return
        for name in METRICS & nonzero.keys():
            self._metrics.add_metric(name=name, unit=MetricUnit.Count, value=nonzero[name])
        for name, detail in details.items():
            self._metrics.add_metadata(key=name, value=detail)
        self._metrics.flush_metrics()
