"""Cold rooms: how long a room takes to load, beside the SDK and the clients that it needs."""

import os
import subprocess
import sys
from collections.abc import Iterator

from tests.bench.rounds import side_by_side
from tests.bench.warm import Taken
from tests.bench.wire import ENVIRONMENT
from tests.conftest import ROOT

CLIENTS = {
    "intake": ("s3", "ssm", "sqs"),
    "score": ("s3", "sqs"),
    "store": ("sqs", "dynamodb"),
    "alert": ("s3", "sns", "dynamodb"),
    "sweep": ("s3", "dynamodb"),
}


def cold(rounds: int = 7) -> Iterator[Taken]:
    """A new interpreter each time; its own start-up is on both sides."""
    for room, clients in CLIENTS.items():
        sdk = f"import boto3\nfor name in {clients}: boto3.client(name)"
        ours, floor = side_by_side(lambda: _run(f"import {room}"), lambda: _run(sdk), rounds=rounds)  # noqa: B023
        yield f"{room}, cold import", ours, floor


def _run(program: str) -> None:
    folders = [*(ROOT / "functions").iterdir(), ROOT / "layers" / "goodword"]
    path = os.pathsep.join(map(str, folders))
    environment = ENVIRONMENT | {"PATH": os.environ["PATH"], "PYTHONPATH": path}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
