"""A job for `fetch` or `visit`: the message in their queues."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal, get_args

from goodword.errors import GoodwordError

type Kind = Literal["poll", "lookup", "recheck", "keys", "visit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One thing to do: poll a feed, run a lookup, recheck a day's mentions, get a platform's keys, visit a page.

    `what` names the feed, lookup or visit, `value` is an entry of goodword.yaml, `asked` has a lookup's parameters.
    A lookup that is not `sure` has to confirm its delivery, so it is retried until it succeeds.
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
        """Read what `as_message` of this or another version wrote; unknown fields are ignored.

        Raises ValueError for a kind that only another version knows: the job waits for that version.
        """
        data = json.loads(message)
        if data["kind"] not in get_args(Kind.__value__):
            raise ValueError("a job of an unknown kind")
        return cls(**{name: value for name, value in data.items() if name in cls.__dataclass_fields__})


class RetryLater(GoodwordError):
    """Raised when a job fails because of another system: it is retried after `seconds` or later."""

    def __init__(self, why: str, seconds: int = 0) -> None:
        super().__init__(why)
        self.seconds = seconds
