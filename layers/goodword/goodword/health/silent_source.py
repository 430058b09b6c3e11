"""A source from which nothing comes because something is wrong."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SilentSource:
    """A source that is not heard because of trouble: `text` is read behind its name, with {since} for the time."""

    source: str
    text: str
    since: datetime
