"""What a batch came to, as one log line that is also its metrics; nothing is written when there is nothing to say."""

from collections.abc import Mapping

from aws_lambda_powertools import Metrics
from aws_lambda_powertools.metrics import MetricUnit

_NAMESPACE = "Goodword"


class TallyLine:
    """Counts of one room, with no dimension but the room: CloudWatch charges each metric by the month."""

    def __init__(self, room: str) -> None:
        self._metrics = Metrics(namespace=_NAMESPACE, service=room)

    def write(self, counts: Mapping[str, int], **because: Mapping[str, int]) -> None:
        """Write the counts that are not zero; `because` goes into the line, not into the metrics."""
        said = {name: number for name, number in counts.items() if number}
        for name, number in said.items():
            self._metrics.add_metric(name=name, unit=MetricUnit.Count, value=number)
        for name, breakdown in because.items():
            if breakdown:
                self._metrics.add_metadata(key=name, value=dict(breakdown))
        if said:
            self._metrics.flush_metrics()
