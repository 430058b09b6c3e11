"""Builds for production's processor and looks at what came out: every shared object has to be aarch64."""

import struct
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.embedded.places import HOME
from tests.embedded.stack import build

ELF, AARCH64 = b"\x7fELF", 183  # e_machine, https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html


def main() -> int:
    """0 when all are, 1 with those that are not."""
    folder = build(HOME / "build-arm64", "arm64").parent
    found = dict(machines(folder))
    wrong = [file for file, machine in found.items() if machine != AARCH64]
    print(
        "\n".join(f"not aarch64: {file.relative_to(folder)}" for file in wrong) or f"{len(found)} objects, all aarch64"
    )
    return 1 if wrong or not found else 0


def machines(folder: Path) -> Iterator[tuple[Path, int]]:
    """Every ELF file below the folder, and the processor that it is for."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            with file.open("rb") as opened:
                head = opened.read(20)
            if head[:4] == ELF:
                yield file, struct.unpack_from("<H", head, 18)[0]


if __name__ == "__main__":
    sys.exit(main())
