"""Runs `sam build` and `sam deploy` as any user would, and skips them when nothing has changed."""

import os
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from botocore.exceptions import ClientError

from goodword.operations.stack import DeployedStack
from tests.embedded.places import ROOT, SAM, STACK, architecture

_LAST_WORDS = 30  # lines of sam's log that are shown when it fails
_EMBEDDED = ["Emulated=true", "DeletionProtection=false"]  # this stack is temporary


def build(folder: Path, arch: str | None = None) -> Path:
    """Build for this machine (or `arch`) into `folder`, and return the built template."""
    arch = arch or architecture()
    template, mark = folder / "template.yaml", folder / "fingerprint"
    print_now = _fingerprint(arch)
    if not (template.exists() and mark.exists() and mark.read_text() == print_now):
        folder.parent.mkdir(parents=True, exist_ok=True)
        cache = folder.parent / f"cache-{arch}"
        command = ["build", "--build-dir", str(folder), "--cached", "--cache-dir", str(cache)]
        _sam(command, [f"Architecture={arch}"], folder.parent / "sam-build.log")
        mark.write_text(print_now)
    return template


def deploy(template: Path, home: Path) -> DeployedStack:
    """Deploy into the AWS that the environment names, unless this very build is deployed there already."""
    stack, mark = DeployedStack(STACK), home / "deployed"
    build_mark = (template.parent / "fingerprint").read_text()
    if not (mark.exists() and mark.read_text() == build_mark and _stands(stack)):
        command = [
            "deploy",
            "--template-file",
            str(template),
            "--config-file",
            str(ROOT / "samconfig.toml"),
            "--config-env",
            "embedded",
        ]
        _sam(command, [f"Architecture={architecture()}", *_EMBEDDED], home / "sam-deploy.log")
        mark.write_text(build_mark)
    return stack


def _stands(stack: DeployedStack) -> bool:
    try:
        return bool(stack.outputs)
    except ClientError:
        return False


def _sam(command: list[str], parameters: list[str], log: Path) -> None:
    # Put python3.13 of the virtual environment first: a pyenv shim works only inside a folder that names its version.
    path = f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    with log.open("w") as out:
        done = subprocess.run(
            [str(SAM), *command, "--parameter-overrides", *parameters],
            cwd=ROOT,
            env=os.environ | {"PATH": path, "SAM_CLI_POLL_DELAY": "0.5", "SAM_CLI_TELEMETRY": "0"},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        words = log.read_text().splitlines()[-_LAST_WORDS:]
        raise SystemExit("\n".join(["", *words, "", f"sam {command[0]} failed; its full output is in {log}"]))


def _fingerprint(arch: str) -> str:
    """Changes whenever a deployed file does."""
    digest = sha256(arch.encode())
    for file in _sources():
        digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    yield ROOT / "template.yaml"
    yield ROOT / "samconfig.toml"
    for folder in ("functions", "layers"):
        yield from sorted(
            file
            for file in (ROOT / folder).rglob("*")
            if file.is_file() and not {"__pycache__", ".mypy_cache"} & set(file.parts) and ".egg-info" not in str(file)
        )
