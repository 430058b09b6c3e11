"""What earlier versions kept, and what comes of it when this version goes on from there."""

from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

from tests.house.house import open_house
from tests.recorded.day import PARAMETERS, afternoon, out
from tests.recorded.snapshot import comparable, load, restore, take

RECORDINGS = Path(__file__).parent / "versions"


def version() -> str:
    """The version that is installed."""
    return installed("goodword")


def afterwards(folder: Path) -> dict[str, Any]:
    """What stands in the end, and who was told what."""
    with open_house(parameters=PARAMETERS) as house:
        restore(house, load(folder / "before.json"))
        out(house)
        afternoon(house)
        text = [
            {name: notification.machine[name] for name in ("kind", "to", "case", "subject")}
            for notification in house.people.notifications
        ]
        return comparable(take(house)) | {"told": text, "given_up": house.given_up()}
