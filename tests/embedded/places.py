"""Where the local stack keeps its files, and its name."""

import platform
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / ".goodword"  # data, build and logs of `make run`; `make clean` deletes it
SAM = ROOT / ".tools" / "sam" / "bin" / "sam"
MINISTACK_PYTHON = ROOT / ".tools" / "ministack" / "bin" / "python"

STACK = "goodword"
REGION = "us-east-1"
PORT = 4566  # the usual port of a local AWS; another one when it is in use


def architecture() -> str:
    """This machine's, as Lambda spells it."""
    return "arm64" if platform.machine().lower() in ("arm64", "aarch64") else "x86_64"
