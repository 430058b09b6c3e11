"""What became of the items of one batch."""

from collections import Counter

from goodword.platforms.contract import Ignored, Wordless
from goodword.scoring.second_opinion import Opinions


class Counts:
    """Outcomes; of what was ignored, why; what came without words; the second opinions that were paid for."""

    def __init__(self) -> None:
        self.outcomes, self.ignored, self.wordless = Counter[str](), Counter[str](), Counter[str]()
        self.opinions = Opinions()

    def note(self, platform: str, item: Ignored | Wordless) -> None:
        """Count what is no mention, or has no words."""
        if isinstance(item, Ignored):
            self.ignore(item.reason)
        else:
            self.wordless[f"{platform} {item.kind}"] += 1

    def ignore(self, reason: str) -> None:
        """Count one item that goes nowhere."""
        self.outcomes["ignored"] += 1
        self.ignored[reason] += 1
