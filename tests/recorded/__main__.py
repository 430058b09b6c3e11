"""`python -m tests.recorded`: records what this version stores, under its number, for later versions to read.

With `--after` it writes only the current result of each recording: use it for an intended change of behaviour.
"""

import sys

from tests.house.house import open_house
from tests.recorded.day import PARAMETERS, begin, configuration, morning, noon
from tests.recorded.recordings import RECORDINGS, afterwards, version
from tests.recorded.snapshot import save, take


def main() -> None:
    """Write before.json and after.json."""
    if "--after" not in sys.argv:
        with open_house(configuration(), parameters=PARAMETERS) as house:
            begin(house)
            morning(house)
            noon(house)
            save(RECORDINGS / version() / "before.json", take(house))
    for folder in sorted(RECORDINGS.glob("*/")):
        if (folder / "before.json").exists():
            save(folder / "after.json", afterwards(folder))


if __name__ == "__main__":
    main()
