"""Cold functions: how long each takes to load, compared with the SDK and the clients that it makes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from resource import RUSAGE_CHILDREN, getrusage

from tests.bench.repeats import Taken, side_by_side
from tests.bench.wire import environment
from tests.conftest import ROOT
from tests.house.plan import plan

_NAMING = "import boto3; make = boto3.client; boto3.client = lambda name, **how: (print(name), make(name, **how))[1]"

_NO_MODEL = "import sys; sys.modules['goodword_model'] = None"


def cold(sweep: int = 6) -> Iterator[Taken]:
    """A new interpreter each time; both sides include its start."""
    for room in plan().functions():
        yield cold_room(room, sweep)
    yield cold_room("score", sweep, model=False)


def cold_room(room: str, sweep: int, *, model: bool = True) -> Taken:
    """One of them, with or without the model layer; score loads its scorer on import."""
    load = f"import {room}" if model else f"{_NO_MODEL}; import {room}"
    clients = tuple(run(f"{_NAMING}; {load}").split())
    sdk = f"import boto3\nfor name in {clients}: boto3.client(name)"
    ours, floor = side_by_side(lambda: run(load), lambda: run(sdk), sweep=sweep, clock=_processor_time_of_children)
    return Taken(f"{room}{'' if model else ', without the model'} ({', '.join(clients)})", ours, floor)


def run(program: str, *arguments: str, stdin: str = "") -> str:
    """The output of a new interpreter that has the layers and one processor."""
    layers = (ROOT / "layers" / "goodword", ROOT / "layers" / "model" / "layer")
    folders = os.pathsep.join(map(str, [*(ROOT / "functions").iterdir(), *layers]))
    settings = environment() | {"PATH": os.environ["PATH"], "PYTHONPATH": folders, "OPENBLAS_NUM_THREADS": "1"}
    asked = [sys.executable, "-c", program, *arguments]
    return subprocess.run(asked, env=settings, check=True, stdout=subprocess.PIPE, input=stdin, text=True).stdout


def _processor_time_of_children() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
