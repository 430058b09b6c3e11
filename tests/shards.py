"""`make unit SHARD=2/4` runs the second of four parts. Each file is in one part; the parts take about as long."""

from collections.abc import Iterable, Mapping


def shard(text: str) -> tuple[int, int]:
    """ "2/4" -> (2, 4). ValueError says what is wrong."""
    number, _, of = text.partition("/")
    if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise ValueError(f"a shard is written as 2/4, the second of four; this is {text!r}")
    return int(number), int(of)


def dealt(tests: Mapping[str, int], of: int, slow: Iterable[str]) -> dict[str, int]:
    """File -> its shard, from the number of tests in each file. Slow files are dealt in turn, then others by size."""
    prefixes = tuple(slow)
    found, load = {}, [0] * of
    long = sorted(name for name in tests if name.startswith(prefixes))
    for place, name in enumerate(long):
        found[name] = place % of + 1
    for name in sorted(tests.keys() - found.keys(), key=lambda name: (-tests[name], name)):
        least = load.index(min(load))
        found[name], load[least] = least + 1, load[least] + tests[name]
    return found
