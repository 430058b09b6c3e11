"""A source that delivers nothing because of a failure."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SilentSource:
    """A source that delivers nothing because of a failure. `text` follows its name, with {since} for the time."""

    source: str
    text: str
    since: datetime
