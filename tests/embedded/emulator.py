"""The embedded AWS: ministack as a child process, with every role enforced and its data kept in one folder."""

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests.embedded.places import HOME, MINISTACK_PYTHON, PORT, REGION, ROOT

START_SECONDS = 60
STOP_SECONDS = 30  # when it stops, it writes all its data to disk


@dataclass(frozen=True)
class Emulator:
    """A running emulator and its address."""

    port: int

    @property
    def endpoint(self) -> str:
        """The value of AWS_ENDPOINT_URL."""
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        """Settings that send SDK, SAM and AWS CLI to this machine, and never to the owner's real AWS account."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            "SAM_CLI_TELEMETRY": "0",
        }

    def answers(self) -> bool:
        """Whether it runs and is ready."""
        try:
            with closing(HTTPConnection("127.0.0.1", self.port, timeout=2)) as connection:
                connection.request("GET", "/_ministack/health")
                return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False


def wait_until_ready(home: Path, emulator: Emulator) -> None:
    """Return when it answers; exit with advice when it does not."""
    give_up = time.monotonic() + START_SECONDS
    while not emulator.answers():
        if time.monotonic() > give_up:
            raise SystemExit(f"The embedded AWS did not start; read {home / 'emulator.log'}")
        time.sleep(0.1)


@contextmanager
def running(home: Path) -> Iterator[Emulator]:
    """Start it with the data in `home`; when the block ends, stop it so that no data is lost.

    The block begins at once: call `wait_until_ready` before the first request.
    """
    home.mkdir(parents=True, exist_ok=True)
    end_orphan(home)
    emulator = Emulator(_port(home))
    child = _start(home, emulator)
    note = home / "running.json"
    try:
        note.write_text(json.dumps({"runner": os.getpid(), "emulator": child.pid, "port": emulator.port}))
        yield emulator
    finally:
        _stop(child)
        note.unlink(missing_ok=True)


def find(home: Path) -> Emulator | None:
    """The emulator that runs in `home` now."""
    note = _note(home)
    if note and _alive(note["runner"]) and (emulator := Emulator(note["port"])).answers():
        return emulator
    return None


def _start(home: Path, emulator: Emulator) -> subprocess.Popen[bytes]:
    folders = {name: home / name for name in ("state", "s3", "tmp")}
    for folder in folders.values():
        folder.mkdir(exist_ok=True)
    settings = {
        "AUTH": "true",  # every role is limited to its policies
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(emulator.port),
        "MINISTACK_REGION": REGION,
        "IOT_MTLS_ENABLED": "0",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(folders["state"]),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(folders["s3"]),
        "TMPDIR": str(folders["tmp"]),
    }
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PYTHON", "VIRTUAL_"))
    }
    with (home / "emulator.log").open("ab") as log:
        # A session of its own: Ctrl-C reaches only the runner, which then stops this child properly.
        return subprocess.Popen(
            [MINISTACK_PYTHON, "-P", Path(__file__).with_name("ministack_server.py")],
            cwd=ROOT,
            env=inherited | settings,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _stop(child: subprocess.Popen[bytes]) -> None:
    for last_resort in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        child.send_signal(last_resort)
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        return


def _port(home: Path) -> int:
    """The port of last time, since stored queues contain it; the first time the usual one, or any free one."""
    remembered = home / "port"
    if not remembered.exists():
        remembered.write_text(str(PORT if _free(PORT) else _any_free()))
    port = int(remembered.read_text())
    if not _free(port):
        raise SystemExit(f"Port {port} is in use, but the stored data needs it: free it, or run `make clean`.")
    return port


def _free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def _any_free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def end_orphan(home: Path) -> None:
    """Refuse to run twice; stop an emulator whose runner was killed, which also saves its data."""
    note = _note(home)
    if not note:
        return
    if _alive(note["runner"]):
        raise SystemExit(f"Goodword already runs on port {note['port']}: use `make send`, or stop it with Ctrl-C.")
    if _alive(note["emulator"]) and Emulator(note["port"]).answers():
        os.kill(note["emulator"], signal.SIGINT)
        give_up = time.monotonic() + STOP_SECONDS
        while _alive(note["emulator"]) and time.monotonic() < give_up:
            time.sleep(0.1)


def _note(home: Path) -> dict[str, int] | None:
    try:
        note: dict[str, int] = json.loads((home / "running.json").read_text())
    except (OSError, ValueError):
        return None
    return note


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


if __name__ == "__main__":  # before `make clean` deletes the folder
    end_orphan(HOME)
