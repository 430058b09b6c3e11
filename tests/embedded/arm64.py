"""Builds for production's processor and checks the result: every shared object must be for that processor.

`python -m tests.embedded.arm64 x86_64` checks the other one.
"""

import struct
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.embedded.places import HOME
from tests.embedded.stack import build

ELF = b"\x7fELF"
MACHINES = {"arm64": 183, "x86_64": 62}  # e_machine, https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html
COMPILED = (
    "ahocorasick_rs",
    "cryptography",
    "markupsafe",
    "numpy",
    "pydantic_core",
    "rensa",
    "yaml",
)  # slow or broken without the compiled part


def main(architecture: str = "arm64") -> int:
    """0 when all are correct and none is missing; 1 after printing what is wrong."""
    folder = build(HOME / f"build-{architecture}", architecture).parent
    found = {file.relative_to(folder): machine for file, machine in machines(folder)}
    wrong = [f"not {architecture}: {file}" for file, machine in found.items() if machine != MACHINES[architecture]]
    wrong += [f"no shared object of {name}" for name in COMPILED if not any(name in file.parts for file in found)]
    print(
        "\n".join(wrong)
        or f"{len(found)} objects, all {architecture}: {', '.join(sorted({_owner(item) for item in found}))}"
    )
    return 1 if wrong else 0


def machines(folder: Path) -> Iterator[tuple[Path, int]]:
    """Every ELF file below the folder, and its processor."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            with file.open("rb") as opened:
                head = opened.read(20)
            if head[:4] == ELF:
                yield file, struct.unpack_from("<H", head, 18)[0]


def _owner(file: Path) -> str:
    """The package that it belongs to: the part after the layer's own folders."""
    return file.parts[2].partition(".")[0]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
