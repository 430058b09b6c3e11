"""Cold rooms: how long a room takes to load, beside the SDK and the clients that it makes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from resource import RUSAGE_CHILDREN, getrusage

from tests.bench.rounds import Taken, side_by_side
from tests.bench.wire import environment
from tests.conftest import ROOT
from tests.house.plan import plan

_NAMING = "import boto3; make = boto3.client; boto3.client = lambda name, **how: (print(name), make(name, **how))[1]"


def cold(rounds: int = 6) -> Iterator[Taken]:
    """A new interpreter each time; its own start-up is on both sides."""
    for room in plan().functions():
        yield cold_room(room, rounds)


def cold_room(room: str, rounds: int) -> Taken:
    """One of them."""
    clients = tuple(_run(f"{_NAMING}; import {room}").split())
    sdk = f"import boto3\nfor name in {clients}: boto3.client(name)"
    ours, floor = side_by_side(
        lambda: _run(f"import {room}"), lambda: _run(sdk), rounds=rounds, clock=_processor_time_of_children
    )
    return Taken(f"{room} ({', '.join(clients)})", ours, floor)


def _run(program: str) -> str:
    folders = [*(ROOT / "functions").iterdir(), ROOT / "layers" / "goodword"]
    settings = environment() | {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(map(str, folders))}
    done = subprocess.run([sys.executable, "-c", program], env=settings, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def _processor_time_of_children() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
