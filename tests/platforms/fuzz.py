"""`python -m tests.platforms.fuzz [--times N] [--seed N] [NAME...]`: spoilt deliveries, through every door.

Whatever comes, only the errors that the contract declares come out, nothing that is signed is let in once it was
changed, and what is heard can go on. A failure names the seed that shows it again.
"""

import argparse
import sys
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import suppress
from datetime import UTC, datetime
from random import Random
from typing import NamedTuple

from goodword import platforms
from goodword.errors import BadSignature, Rejected, Unreadable
from goodword.platforms.contract import Delivery
from goodword.webhooks.receive import check
from tests.platforms import sound
from tests.platforms.cases import case as case_of
from tests.platforms.mutations import mutated

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
PROCESSES = 2
SLICE = 1000  # deliveries between two words about how far it is
SHOWN = 10  # failures, of as many as there are


class Failure(NamedTuple):
    """A delivery that came out wrong; the seed makes it again."""

    name: str
    seed: int
    what: str


def attempt(name: str, seed: int) -> None:
    """One spoilt delivery. Raises AssertionError, or the accident itself, where something is wrong."""
    case, chance = case_of(name), Random(f"{name} {seed}")
    body = mutated(case.payload, chance)
    _verified(case, body)
    _answered(case, body, chance)
    with suppress(Unreadable):
        parsed = platforms.load(name).parse(_delivery(name, body, {}), frozenset({"1"}))
        sound.check(name, list(parsed))


def failures(name: str, start: int, times: int) -> list[Failure]:
    """What goes wrong with the seeds from `start` on."""
    return [Failure(name, seed, what) for seed in range(start, start + times) if (what := _fault(name, seed))]


def _fault(name: str, seed: int) -> str:
    try:
        attempt(name, seed)
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        place = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} at {place.filename.rsplit('/', 1)[-1]}:{place.lineno}: {place.line}"
    return ""


def _verified(case, body) -> None:
    """A signed body is genuine with its own signature only; one that nobody signs may be refused as it stands."""
    platform, secrets = platforms.load(case.name), case.secrets(case.old)
    genuine = _delivery(case.name, body, platform.sign(body, secrets, NOW))
    if not case.signed:
        with suppress(Rejected):
            platform.verify(genuine, secrets, NOW)
        return
    platform.verify(genuine, secrets, NOW)
    if body != case.event:
        _refused(case, body, platform.sign(case.event, secrets, NOW))


def _refused(case, body, stolen) -> None:
    try:
        platforms.load(case.name).verify(_delivery(case.name, body, stolen), case.secrets(case.old), NOW)
    except BadSignature:
        return
    raise AssertionError("let in under another body's signature")


def _answered(case, body, chance) -> None:
    """A handshake may be refused; by POST it may be signed, by GET it may ask anything."""
    platform, secrets = platforms.load(case.name), case.secrets(case.old)
    headers = platform.sign(body, secrets, NOW) if chance.random() < 0.5 else {}
    words = body[:200].decode("latin-1")
    names = ("hub.mode", "hub.challenge", "hub.verify_token", "hub.topic", "crc_token", "challengeCode")
    query = {name: chance.choice(("subscribe", words, "")) for name in names if chance.random() < 0.5}
    for delivery in (
        _delivery(case.name, body, headers),
        Delivery(case.name, "acme", "GET", {}, query, b"", NOW),
    ):
        with suppress(Rejected, Unreadable):
            check(platform, delivery, secrets)


def _delivery(name, body, headers) -> Delivery:
    return Delivery(name, "acme", "POST", headers, {}, body, NOW)


def main(words: list[str] | None = None) -> int:
    """0 when nothing came out wrong; 1 else, with the seeds that show it."""
    parser = argparse.ArgumentParser(prog="python -m tests.platforms.fuzz", description=__doc__)
    parser.add_argument("--times", type=int, default=200_000, help="deliveries for each platform (default: 200,000)")
    parser.add_argument("--seed", type=int, default=0, help="the first seed (default: 0)")
    parser.add_argument("names", nargs="*", metavar="NAME", help="platforms (default: all that push)")
    args = parser.parse_args(words)
    names = args.names or list(platforms.names())
    if unknown := set(names) - set(platforms.names()):
        parser.error(f"no such platform: {', '.join(sorted(unknown))}")
    found = list(_all(names, args.seed, args.times))
    for failure in found[:SHOWN]:
        print(f"{failure.name}: {failure.what}  (--times 1 --seed {failure.seed} {failure.name})")
    print(f"{args.times:,} deliveries to each of {', '.join(names)}: {len(found) or 'none'} came out wrong")
    return 1 if found else 0


def _all(names: list[str], first: int, times: int) -> Iterator[Failure]:
    """Every failure; how far it is, on a terminal."""
    starts = range(first, first + times, SLICE)
    with ProcessPoolExecutor(PROCESSES) as pool:
        waiting = [
            pool.submit(failures, name, start, min(SLICE, first + times - start)) for start in starts for name in names
        ]
        for number, done in enumerate(as_completed(waiting), 1):
            yield from done.result()
            if sys.stderr.isatty():
                print(f"\r{number * 100 // len(waiting)} %", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print("\r", end="", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
