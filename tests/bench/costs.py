"""What a mention costs, and a month without any: counted in the house, as the tests of the costs do."""

import contextlib
import io
from collections.abc import Callable, Iterator

from tests.flow.idle import idle_month
from tests.flow.million import WAYS, Used, of_a_mention
from tests.house.house import House, open_house


def costs() -> Iterator[tuple[str, Used]]:
    """What a mention uses, by the way in which they come."""
    for name, way in WAYS.items():
        with _listened_to() as (house, value):
            used = of_a_mention(house, value, way)
        yield name, used


def idle() -> dict[str, float]:
    """USD a month in which nothing is said, by what is paid for."""
    with _listened_to() as (house, value):
        return idle_month(house, value)


@contextlib.contextmanager
def _listened_to() -> Iterator[tuple[House, Callable[[], str]]]:
    """A house, and what its rooms have written since it was asked last."""
    out = io.StringIO()

    def value() -> str:
        text = out.getvalue()
        out.seek(0)
        out.truncate()
        return text

    with contextlib.redirect_stdout(out), open_house() as house:
        yield house, value
