"""Secrets from SSM: how often they are read, how long a read waits, and what a wave of cold starts does."""

import heapq
import json
import random
import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError

from goodword.aws import secret_store
from goodword.aws.secret_store import SecretStore
from goodword.errors import ConfigurationError
from goodword.storage import stale_while_down

STORED = json.dumps({"app_secret": ["new", "old"]})
STANDARD_MODE = (1, 2)  # the SDK's own pauses between three tries


class NotFound(ClientError):
    """SSM's answer when the parameter does not exist."""


def refused(code: str, status: int = 400) -> ClientError:
    answer: Any = {"Error": {"Code": code, "Message": "no"}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(answer, "GetParameter")


class Ssm:
    """Answers `value`; but first, one by one, raises the errors given."""

    exceptions = SimpleNamespace(ParameterNotFound=NotFound)

    def __init__(self, *failures: Exception, value: str = STORED) -> None:
        self.failures, self.value, self.reads = list(failures), value, 0

    def get_parameter(self, **_: object) -> dict[str, Any]:
        self.reads += 1
        if self.failures:
            raise self.failures.pop(0)
        return {"Parameter": {"Value": self.value}}


class Time:
    """Stands in for `time`: only sleeping makes it pass."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    time = Time()
    monkeypatch.setattr(secret_store, "time", time)
    monkeypatch.setattr(stale_while_down, "time", time)
    monkeypatch.setattr(secret_store, "random", random.Random(7))
    return time


def store(monkeypatch: pytest.MonkeyPatch, ssm: object) -> SecretStore:
    monkeypatch.setattr(secret_store, "client", lambda *_, **__: ssm)
    return SecretStore("/stack/sources")


BUSY = refused("ThrottlingException")


@pytest.mark.parametrize(
    "failure",
    [BUSY, refused("InternalServerError", 500), ConnectTimeoutError(endpoint_url="https://ssm")],
    ids=["throttled", "down", "out of reach"],
)
def test_a_cold_start_waits_until_ssm_answers(monkeypatch: pytest.MonkeyPatch, time: Time, failure: Exception) -> None:
    ssm = Ssm(*[failure] * 4)
    assert store(monkeypatch, ssm).of("acme").live("app_secret") == ("new", "old")
    assert ssm.reads == 5
    assert len(time.slept) == 4


def test_a_cold_start_gives_up_within_intakes_time(monkeypatch: pytest.MonkeyPatch, time: Time) -> None:
    for seed in range(50):
        monkeypatch.setattr(secret_store, "random", random.Random(seed))
        before, ssm = time.now, Ssm(*[BUSY] * 100)
        with pytest.raises(ClientError):
            store(monkeypatch, ssm).of("acme")
        assert time.now - before <= secret_store.WAIT_SECONDS
        assert 6 <= ssm.reads <= 1 + len(secret_store.PAUSES)


def test_what_waiting_does_not_mend_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, time: Time) -> None:
    ssm = Ssm(*[refused("AccessDeniedException")] * 9)
    with pytest.raises(ClientError):
        store(monkeypatch, ssm).of("acme")
    assert (ssm.reads, time.slept) == (1, [])


def test_environments_that_started_together_do_not_read_together_again(
    monkeypatch: pytest.MonkeyPatch, time: Time
) -> None:
    ssm = Ssm()
    stores = [store(monkeypatch, ssm) for _ in range(300)]
    busiest = 0
    for second in range(301):
        before = ssm.reads
        for item in stores:
            item.of("acme")
        busiest = max(busiest, ssm.reads - before) if second else 0
        time.now += 1
    assert ssm.reads == 600, "each read at the start, and once more within five minutes"
    assert busiest < 20


def test_while_it_is_throttled_what_is_known_is_served_and_nobody_waits_long(
    monkeypatch: pytest.MonkeyPatch, time: Time
) -> None:
    ssm = Ssm()
    warm = store(monkeypatch, ssm)
    warm.of("acme")
    time.now += 301
    ssm.failures = [BUSY] * 1000
    assert warm.of("acme").live("app_secret") == ("new", "old")
    assert sum(time.slept) <= secret_store.SHORT_WAIT_SECONDS
    reads = ssm.reads
    assert warm.of("acme").live("app_secret") == ("new", "old")
    assert warm.again("acme") is None
    assert ssm.reads == reads, "a minute passes before it is tried again"


def test_what_nobody_can_read_is_read_once_a_minute(monkeypatch: pytest.MonkeyPatch, time: Time) -> None:
    """Else a flood of requests for that source would throttle the other sources."""
    ssm = Ssm(value="not JSON")
    secrets = store(monkeypatch, ssm)
    for _ in range(50):
        with pytest.raises(ConfigurationError, match="app_secret"):
            secrets.of("acme")
        time.now += 1
    assert ssm.reads == 1
    ssm.value = STORED
    time.now += 11
    assert secrets.of("acme").live("app_secret") == ("new", "old")


def test_what_nobody_can_read_does_not_hide_an_outage(monkeypatch: pytest.MonkeyPatch, time: Time) -> None:
    ssm = Ssm(value="not JSON")
    secrets = store(monkeypatch, ssm)
    with pytest.raises(ConfigurationError):
        secrets.of("acme")
    time.now += 61
    ssm.failures = [refused("AccessDeniedException")]
    with pytest.raises(ClientError):
        secrets.of("acme")


def test_a_slip_in_what_is_stored_leaves_the_last_good_secrets_in_force(
    monkeypatch: pytest.MonkeyPatch, time: Time
) -> None:
    ssm = Ssm()
    secrets = store(monkeypatch, ssm)
    secrets.of("acme")
    ssm.value = "{"
    time.now += 301
    assert secrets.of("acme").live("app_secret") == ("new", "old")
    time.now += 3600
    with pytest.raises(ConfigurationError):
        secrets.of("acme")


def test_a_source_without_secrets_is_read_as_seldom_as_any_other(monkeypatch: pytest.MonkeyPatch, time: Time) -> None:
    ssm = Ssm(NotFound({"Error": {"Code": "ParameterNotFound"}}, "GetParameter"))
    secrets = store(monkeypatch, ssm)
    assert secrets.of("acme").values == {}
    assert secrets.of("acme").values == {}
    assert (ssm.reads, time.slept) == (1, [])


# ---- A wave of cold starts: many environments start at once, on a clock that only their sleeping moves ---------------


class Together:
    """Stands in for `time` in many threads, of which one runs at a time: the one that wakes first."""

    def __init__(self) -> None:
        self.now, self._order = 0.0, 0
        self._asleep: list[tuple[float, int, threading.Event]] = []
        self._idle = threading.Semaphore(0)

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        woken = threading.Event()
        self._order += 1
        heapq.heappush(self._asleep, (self.now + seconds, self._order, woken))
        self._idle.release()
        woken.wait()

    def run(self, work: Callable[[], None], many: int) -> None:
        def work_once() -> None:
            work()
            self._idle.release()

        threads = [threading.Thread(target=work_once, daemon=True) for _ in range(many)]
        for thread in threads:
            thread.start()
            self._idle.acquire()
        while self._asleep:
            self.now, _, woken = heapq.heappop(self._asleep)
            woken.set()
            self._idle.acquire()


class Throttled:
    """SSM with its default limit: 40 reads a second for all, and a burst of 40 after a pause."""

    exceptions = SimpleNamespace(ParameterNotFound=NotFound)

    def __init__(self, time: Together, a_second: int = 40) -> None:
        self._time, self._a_second = time, a_second
        self._left, self._filled = float(a_second), 0.0
        self.reads = 0

    def get_parameter(self, **_: object) -> dict[str, Any]:
        self.reads += 1
        now = self._time.monotonic()
        self._left = min(self._a_second, self._left + (now - self._filled) * self._a_second)
        self._filled = now
        if self._left < 1:
            raise BUSY
        self._left -= 1
        return {"Parameter": {"Value": STORED}}


def wave(monkeypatch: pytest.MonkeyPatch, many: int, **policy: object) -> tuple[int, int]:
    """How many of so many first requests are refused, and the reads that all of them made."""
    for name, value in policy.items():
        monkeypatch.setattr(secret_store, name, value)
    time, answered = Together(), list[bool]()
    monkeypatch.setattr(secret_store, "time", time)
    monkeypatch.setattr(stale_while_down, "time", time)
    monkeypatch.setattr(secret_store, "random", random.Random(many))
    ssm = Throttled(time)

    def first_request() -> None:
        try:
            answered.append(bool(store(monkeypatch, ssm).of("acme").values))
        except ClientError:
            answered.append(False)

    time.run(first_request, many)
    assert len(answered) == many
    return answered.count(False), ssm.reads


def test_a_cold_wave_is_refused_far_more_seldom_than_by_the_sdks_own_three_tries(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patched:
        before, _ = wave(patched, 300, PAUSES=STANDARD_MODE, WAIT_SECONDS=60)
    after, reads = wave(monkeypatch, 300)
    print(f"300 at once: {before} refused before, {after} now, with {reads} reads")
    assert after * 3 < before
    assert reads < 300 * 9, "a throttled SSM is not flooded"


def test_two_hundred_at_once_are_all_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    assert wave(monkeypatch, 200)[0] == 0
