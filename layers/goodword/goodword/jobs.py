"""A job for `fetch` or `visit`: what goes over their queues."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal, get_args

from goodword.errors import GoodwordError

type Kind = Literal["poll", "lookup", "recheck", "keys", "visit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One thing to do: poll a feed, look something up, look again at a day's mentions, get a platform's keys, visit.

    `what` is the name of the feed, the lookup or the visit, `value` an entry of goodword.yaml, `asked` an errand's.
    Of a lookup that is not `sure` the push is not believed without it: it is tried until it succeeds.
    """

    kind: Kind
    platform: str
    source: str = ""
    what: str = ""
    value: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)
    sure: bool = True

    def as_message(self) -> str:
        """Write it for the queue."""
        return json.dumps({name: value for name, value in asdict(self).items() if value not in ("", {}, True)})

    @classmethod
    def from_message(cls, message: str) -> "Job":
        """Read what `as_message` wrote, by this version or another: unknown fields are ignored.

        ValueError for a kind of another version: the job has to wait for that one.
        """
        data = json.loads(message)
        if data["kind"] not in get_args(Kind.__value__):
            raise ValueError("a job of an unknown kind")
        return cls(**{name: value for name, value in data.items() if name in cls.__dataclass_fields__})


class RetryLater(GoodwordError):
    """Raised when another side is at fault that a job cannot be done: it comes again, in `seconds` at the soonest."""

    def __init__(self, why: str, seconds: int = 0) -> None:
        super().__init__(why)
        self.seconds = seconds
