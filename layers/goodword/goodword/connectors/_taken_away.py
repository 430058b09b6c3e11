"""The notices that a platform puts in place of deleted text."""

import re

_LONGEST = 500  # characters of such a notice; a person's text is longer, or not all of it in brackets
_NOTICE = re.compile(r"\[\s*(?:removed|deleted)\b", re.IGNORECASE)


def is_taken_away(written: object) -> bool:
    """Whether the whole text is one pair of brackets that begins with removed or deleted.

    `[removed]`, `[deleted by user]`, `[ Removed by Reddit on account of violating the [content policy](/help). ]`.
    Reddit documents none of them; the backslashes are Markdown's.
    """
    if not isinstance(written, str):
        return False
    notice = written.strip().replace("\\", "")
    return len(notice) <= _LONGEST and bool(_NOTICE.match(notice)) and _closing(notice) == len(notice) - 1


def _closing(notice: str) -> int:
    """Where the first bracket closes; -1 when it does not."""
    depth = 0
    for place, character in enumerate(notice):
        depth += (character == "[") - (character == "]")
        if not depth:
            return place
    return -1


__all__ = ["is_taken_away"]
