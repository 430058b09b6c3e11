"""The requests of one job: runs an adapter's steps with a sender, within the budget and the time that is left."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from types import MappingProxyType
from typing import Any

from goodword import connectors
from goodword.budget.ledger import Account, CapReached, Ledger, LedgerBusy, Reservation
from goodword.config.configuration import Configuration
from goodword.connectors.contract import PollContext, Request, Response, Steps
from goodword.errors import ConfigurationError, TooLarge
from goodword.jobs import Job
from goodword.platforms.contract import Delivery, Secrets
from goodword.polling.failure import FetchFailure, check
from goodword.polling.ports import Ports
from goodword.polling.run import Cursor, run_steps
from goodword.web.guard import Forbidden, Unreachable
from goodword.web.sender import TooBig

_UNCHANGED = 304  # the feed has not changed, so there is nothing to read


def _forget(_: Cursor) -> None:
    """A lookup happens once, so it stores no cursor."""


class Questions:
    """The requests of one job to its platform. `session` outlives the job."""

    def __init__(
        self,
        world: Ports,
        spending: Ledger,
        job: Job,
        configuration: Configuration,
        session: dict[str, str],
        time_left: Callable[[], bool],
    ) -> None:
        self.job, self.configuration, self.time_left = job, configuration, time_left
        self.adapter, self._source = connectors.load(job.platform), configuration.sources[job.source]
        self._world, self._spending, self._session = world, spending, session

    @property
    def account(self) -> Account:
        """The account that pays for the reads."""
        return Account(
            source=self.job.source,
            usd_per_read=self.adapter.USD_PER_READ,
            cap=self._source.cap,
            together=self.configuration.cap,
            urgent=self._source.urgent,
        )

    def go(
        self,
        steps: Callable[[PollContext], Steps],
        cursor: Callable[[], Cursor] = dict,
        keep: Callable[[Cursor], None] = _forget,
        also: Mapping[str, str] = MappingProxyType({}),
        **given: Any,
    ) -> Cursor:
        """Run the steps. If the platform refuses the token, run them once more with a new login and fresh secrets.

        `cursor` is read for each run, and `keep` gets the checkpoints. `also` is passed on with each answer. Raises
        FetchFailure.
        """
        pass_on = partial(self._pass_on, keep, also)
        try:
            return self._walk(steps, self._world.tokens.of, cursor(), pass_on, given)
        except FetchFailure as failure:
            if failure.word not in ("token refused", "forbidden"):
                raise
        self._session.clear()
        return self._walk(steps, self._fresh, cursor(), pass_on, given)

    def send(self, request: Request) -> Response:
        """The answer, with what it cost booked. Raises FetchFailure."""
        if not self.time_left():
            raise FetchFailure("slow")
        reserved = self._reserve(request.reads) if request.reads else None
        try:
            response = self._world.sender.send(request)
            check(request, response, self._world.clock())
        except Unreachable:  # nobody knows whether it was billed
            raise FetchFailure("down") from None
        except TooBig:
            raise FetchFailure("too big") from None
        except (Forbidden, FetchFailure) as refused:
            self._settle(reserved, 0)
            raise refused if isinstance(refused, FetchFailure) else FetchFailure("refused") from None
        if reserved and request.count:
            self._settle(reserved, _counted(request.count, response, reserved.reads))
        return response

    def _walk(
        self,
        steps: Callable[[PollContext], Steps],
        secrets: Callable[[str], Secrets],
        cursor: Cursor,
        pass_on: Callable[[Request, Response], None],
        given: Mapping[str, Any],
    ) -> Cursor:
        ask = PollContext(
            source=self.job.source,
            what=self.job.what or self.job.kind,
            now=self._world.clock(),
            cursor=cursor,
            tokens=_tokens(secrets, self.job.source),
            session=self._session,
            accounts=self.configuration.accounts_of(self.job.source),
            callback=f"{self._world.webhook_base.rstrip('/')}/{self.job.platform}/{self.job.source}",
            server=self._source.server,
            **given,
        )
        return run_steps(partial(steps, ask), self.send, pass_on)

    def _pass_on(
        self, keep: Callable[[Cursor], None], also: Mapping[str, str], request: Request, response: Response
    ) -> None:
        if request.asked is not None and response.status != _UNCHANGED:
            queue = self._world.pages if self.adapter.STRANGERS else self._world.deliveries
            queue.put(self._message({**request.asked, **also}, response))
        if request.checkpoint is not None:
            keep(request.checkpoint)

    def _message(self, asked: Mapping[str, Any], response: Response) -> str:
        fields = {**asked, "status": str(response.status)}
        now, job = self._world.clock(), self.job
        try:
            return Delivery(job.platform, job.source, "POST", {}, {}, response.body, now, fields).as_message()
        except TooLarge:
            raise FetchFailure("too big") from None

    def _fresh(self, source: str) -> Secrets:
        return self._world.tokens.again(source) or self._world.tokens.of(source)

    def _reserve(self, reads: int) -> Reservation:
        try:
            return self._spending.reserve(self.account, reads, self._world.clock())
        except CapReached as cap:
            raise FetchFailure("cap", cap.wait, cap.detail) from None
        except LedgerBusy:
            raise FetchFailure("busy", timedelta(minutes=1)) from None

    def _settle(self, reserved: Reservation | None, reads: int) -> None:
        if reserved:
            self._spending.settle(reserved, reads)


def _tokens(secrets: Callable[[str], Secrets], source: str) -> Mapping[str, tuple[str, ...]]:
    try:
        return secrets(source).values
    except ConfigurationError:
        raise FetchFailure("no token") from None


def _counted(count: Callable[[Response], int], response: Response, most: int) -> int:
    try:
        return max(count(response), 0)
    except Exception:  # noqa: BLE001 - an answer that cannot be read has cost what it may have
        return most
