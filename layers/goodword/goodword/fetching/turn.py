"""One leased standing while its job is done."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from goodword.errors import GoodwordError
from goodword.fetching.memory import Memory, Standing


class Overtaken(GoodwordError):
    """Raised when somebody else has written since the standing was read: it is theirs now."""


class Turn:
    """A standing that is ours as long as nobody else writes it. `kept` says whether it came further meanwhile."""

    def __init__(self, memory: Memory, standing: Standing, clock: Callable[[], datetime]) -> None:
        self._memory, self._clock = memory, clock
        self.standing, self.kept = standing, False

    def keep(self, cursor: Mapping[str, Any]) -> None:
        """Remember how far it came on the way. Raises Overtaken."""
        if not self.end(replace(self.standing, cursor=cursor)):
            raise Overtaken
        self.kept = True

    def end(self, standing: Standing) -> bool:
        """Write how it stands now; False when it was overtaken."""
        written = self._memory.put(standing, self._clock())
        self.standing = written or self.standing
        return written is not None
