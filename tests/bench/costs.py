"""What a mention costs, and an idle month: counted in a test stack, as the cost tests do."""

import contextlib
import io
from collections.abc import Callable, Iterator

from tests.flow.idle import idle_month
from tests.flow.million import WAYS, Used, of_a_mention
from tests.house.house import House, open_house


def costs() -> Iterator[tuple[str, Used]]:
    """What a mention uses, by the way in which mentions arrive."""
    for name, way in WAYS.items():
        with _listened_to() as (house, logged):
            used = of_a_mention(house, logged, way)
        yield name, used


def idle() -> dict[str, float]:
    """USD of a month without mentions, by what is paid for."""
    with _listened_to() as (house, logged):
        return idle_month(house, logged)


@contextlib.contextmanager
def _listened_to() -> Iterator[tuple[House, Callable[[], str]]]:
    """A test stack, and a callable that gives what its functions have logged since the last call."""
    out = io.StringIO()

    def logged() -> str:
        text = out.getvalue()
        out.seek(0)
        out.truncate()
        return text

    with contextlib.redirect_stdout(out), open_house() as house:
        yield house, logged
