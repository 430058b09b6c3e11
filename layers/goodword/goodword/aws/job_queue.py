"""The queue of jobs for fetch or visit."""

from collections.abc import Sequence

from goodword.aws.client import client
from goodword.aws.queues import send_all
from goodword.jobs import Job


class JobQueue:
    """Where score and sweep put jobs, for `fetch` or for `visit`."""

    def __init__(self, url: str) -> None:
        self._sqs, self._url = client("sqs"), url

    def put_all(self, jobs: Sequence[Job]) -> dict[int, Exception]:
        """Send them in as few requests as the limits allow; returns the positions that SQS did not accept, and why."""
        return send_all(self._sqs, self._url, [job.as_message() for job in jobs])
