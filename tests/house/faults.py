"""Ways in which a call can fail: it never arrives, its answer is lost, or its answer is changed."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

type Params = Mapping[str, Any]


class Crash(BaseException):
    """The process is gone: no handler of ours can catch this, and no response is returned."""


def unavailable(operation: str = "Any") -> ClientError:
    """The error that remains when the SDK has used up its retries against a service that is down."""
    return ClientError({"Error": {"Code": "ServiceUnavailable", "Message": "down"}}, operation)


@dataclass(slots=True)
class Fault:
    """`operation`, for example `dynamodb.PutItem` (or `sqs.*`): `skip` matching calls pass, then `times` fail."""

    operation: str
    error: BaseException | None
    room: str | None
    after: bool
    skip: int
    times: int | None
    match: Callable[[Params], bool]
    edit: Callable[[dict[str, Any], Params], None] | None
    hits: int = 0

    def strikes(self, room: str, operation: str, params: Params, *, after: bool) -> bool:
        """Whether it applies to this call."""
        service = operation.split(".")[0]
        if after is not self.after or self.operation not in (operation, f"{service}.*"):
            return False
        if (self.room and self.room != room) or not self.match(params):
            return False
        if self.skip:
            self.skip -= 1
            return False
        if self.times is not None and self.hits >= self.times:
            return False
        self.hits += 1
        return True


class Faults:
    """The faults that are active now."""

    def __init__(self) -> None:
        self._standing: list[Fault] = []

    @contextmanager
    def on(
        self,
        operation: str,
        error: BaseException | None = None,
        *,
        room: str | None = None,
        after: bool = False,
        skip: int = 0,
        times: int | None = None,
        match: Callable[[Params], bool] = lambda _: True,
        edit: Callable[[dict[str, Any], Params], None] | None = None,
    ) -> Iterator[Fault]:
        """While the block runs, fail that operation before it is sent, or `after` (the answer is lost or edited).

        Without `error` and `edit` the service is unavailable.
        """
        error = error or (None if edit else unavailable(operation.split(".")[1]))
        fault = Fault(operation, error, room, after or edit is not None, skip, times, match, edit)
        self._standing.append(fault)
        try:
            yield fault
        finally:
            self._standing.remove(fault)

    def before(self, room: str, operation: str, params: Params) -> None:
        """Raise the error that stops this call before it is sent."""
        for fault in self._standing:
            if fault.strikes(room, operation, params, after=False) and fault.error:
                raise fault.error

    def after(self, room: str, operation: str, params: Params, answer: dict[str, Any]) -> None:
        """Lose or edit the answer to this call."""
        for fault in self._standing:
            if fault.strikes(room, operation, params, after=True):
                if fault.edit:
                    fault.edit(answer, params)
                if fault.error:
                    raise fault.error
