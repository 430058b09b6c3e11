"""What earlier versions stored, and the result when this version continues from there."""

from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

from tests.house.house import open_house
from tests.recorded.day import PARAMETERS, afternoon, out
from tests.recorded.snapshot import comparable, load, restore, take

RECORDINGS = Path(__file__).parent / "versions"


def version() -> str:
    """The installed version."""
    return installed("goodword")


def afterwards(folder: Path) -> dict[str, Any]:
    """The final state, and who got which alert."""
    with open_house(parameters=PARAMETERS) as house:
        restore(house, load(folder / "before.json"))
        out(house)
        afternoon(house)
        text = [
            {name: notification.machine[name] for name in ("kind", "to", "case", "subject")}
            for notification in house.people.notifications
        ]
        return comparable(take(house)) | {"told": text, "given_up": house.given_up()}
