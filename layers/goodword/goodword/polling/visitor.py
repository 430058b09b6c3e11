"""Fetches a page that a stranger named, and leaves what is there for `score`, at a pace that holds up nobody else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from goodword.connectors.contract import Request
from goodword.errors import TooLarge
from goodword.jobs import Job, RetryLater
from goodword.platforms.contract import Delivery
from goodword.polling.page_visits import PageVisit, PageVisits
from goodword.web.sender import Forbidden, Sender, TooBig, Unreachable

TRIES = 11  # over an hour, as the queue spreads them: a page that stays away longer is not there
RECEIVES = 23  # over four hours; one fewer than the queue allows, so that no stranger fills the dead letters

type Outcome = Literal["visited", "visited since", "crowded out", "forbidden", "too big", "refused", "unreachable"]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Visits one page after the other; `put` takes the queue message with what was there."""

    visits: PageVisits
    sender: Sender
    put: Callable[[str], None]

    def visit(self, job: Job, message_id: str, receives: int, sent: datetime) -> Outcome:
        """What came of an announcement. Raises RetryLater when the page may be there later, or its host is busy."""
        last = receives >= RECEIVES
        try:
            visit = self.visits.take(job.asked["source"], job.asked["target"], message_id, sent)
            return self._visited(job, visit, last=last) if visit else "visited since"
        except Forbidden:
            return "forbidden"
        except RetryLater:
            if last:
                return "crowded out"
            raise

    def _visited(self, job: Job, visit: PageVisit, *, last: bool) -> Outcome:
        try:
            delivery = self._fetched_in(visit, job)
        except TooBig:
            return "too big"
        except Unreachable:
            if visit.tries < TRIES and not last:
                raise RetryLater("unreachable") from None
            return "unreachable"
        if delivery is None:
            return "refused"
        try:
            self.put(delivery.as_message())
        except TooLarge:
            return "too big"
        return "visited"

    def _fetched_in(self, visit: PageVisit, job: Job) -> Delivery | None:
        """The same as `_fetched`, with the host left alone afterwards."""
        try:
            return self._fetched(job)
        finally:
            self.visits.end(visit)

    def _fetched(self, job: Job) -> Delivery | None:
        """The page, or that it is gone; None when the host shows it to us neither now nor later.

        Raises Unreachable when it may be there later.
        """
        request = Request(url=job.asked["source"], headers={"Accept": "text/html, */*;q=0.5"}, follow=True)
        answer = self.sender.send(request)
        if answer.status in (408, 425, 429) or answer.status >= 500:
            raise Unreachable("the page is not served now")
        if not (200 <= answer.status < 300 or answer.status in (404, 410)):
            return None
        content_type = answer.headers.get("content-type", "")
        seen = {"status": str(answer.status), "content_type": content_type, "ended": answer.url}
        now = datetime.now(UTC)
        return Delivery(job.platform, job.source, "POST", {}, {}, answer.body, now, {**job.asked, **seen})
