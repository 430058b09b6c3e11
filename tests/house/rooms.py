"""Functions, loaded as Lambda loads them: environment first, then the module; every call they make is checked."""

import importlib.util
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import repeat
from types import ModuleType
from typing import Any

import boto3

from goodword.aws import client
from tests.house import strict
from tests.house.faults import Faults
from tests.house.permissions import Role, needs
from tests.house.plan import ACCOUNT, REGION, ROOT, Deployed, role_of
from tests.house.sessions import Session, Sessions

_SEEN = "house.params"
_MODEL = "goodword_model"


@dataclass(frozen=True, slots=True)
class Context:
    """Lambda's second argument, with the fields that functions read."""

    function_name: str
    memory_limit_in_mb: int = 512
    invoked_function_arn: str = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:house"
    aws_request_id: str = "00000000-0000-0000-0000-000000000000"
    answers: Iterator[int] = field(default_factory=lambda: repeat(10_000))

    def get_remaining_time_in_millis(self) -> int:
        """What is left of the ten seconds, or the value that a test set."""
        return next(self.answers)


@dataclass(slots=True)
class Call:
    """One SDK call that was answered: `operation` such as `dynamodb.PutItem`."""

    operation: str
    params: Mapping[str, Any]
    answer: Mapping[str, Any]
    at: datetime


@dataclass(slots=True)
class Room:
    """A function: `module` is its own, new for each test stack, and loaded on first use."""

    name: str
    role: Role
    faults: Faults
    environment: Mapping[str, str]
    sessions: Sessions
    model: bool = False
    """Whether the model layer is there; without it score uses the fast tier, in a hundredth of the time."""
    calls: list[Call] = field(default_factory=list)
    invocations: Counter[str] = field(default_factory=Counter)
    """Counts: "all", "failed", and the "records" that they brought."""
    clock: Callable[[], Iterator[int]] = field(default=lambda: repeat(10_000))
    """The answers to a function that asks how many milliseconds are left, one after the other."""
    _module: ModuleType | None = None

    @property
    def module(self) -> ModuleType:
        """The module, after its cold start."""
        if self._module is None:
            session = self.sessions.take(self.name, self)
            with _environment(self.environment), _sdk(session), _layers(model=self.model):
                self._module = _import(self.name)
        return self._module

    def invoke(self, event: Mapping[str, Any]) -> Any:
        """Call the handler; its exceptions pass through. Without permission to log it fails, since it could not log."""
        group = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/goodword/goodword/{self.name}:log-stream:one"
        self.role.require([("logs:CreateLogStream", group), ("logs:PutLogEvents", group)], "PutLogEvents")
        self.invocations["all"] += 1
        self.invocations["records"] += len(event.get("Records", ()))
        try:
            return self.module.handler(event, Context(self.name, answers=self.clock()))
        except BaseException:
            self.invocations["failed"] += 1
            raise

    def asked(self, params: dict[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
        """Check a call before it is sent: is it allowed, is it valid, does a fault stop it?"""
        service = model.service_model.service_name
        self.role.require(needs(service, model.name, params), model.name)
        strict.check(service, model.name, params)
        context[_SEEN] = dict(params)
        self.faults.before(self.name, f"{service}.{model.name}", params)

    def answered(self, parsed: dict[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
        """Runs after a call was answered."""
        operation, params = f"{model.service_model.service_name}.{model.name}", context[_SEEN]
        self.faults.after(self.name, operation, params, parsed)
        self.calls.append(Call(operation, params, parsed, datetime.now(UTC)))


def load_rooms(
    deployed: Deployed,
    faults: Faults,
    sessions: Sessions,
    without: frozenset[tuple[str, str]],
    *,
    model: bool = False,
) -> dict[str, Room]:
    """Every function of the plan."""
    return {
        name: Room(name, Role(role_of(name), deployed, without), faults, variables, sessions, model)
        for name, variables in deployed.environment.items()
    }


def _import(name: str) -> ModuleType:
    place = ROOT / "functions" / name / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, place)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def _layers(*, model: bool) -> Iterator[None]:
    """A function without the model layer finds no model, as on Lambda."""
    known: dict[str, Any] = sys.modules
    if not model:
        known[_MODEL] = None  # what Python treats as "does not exist"
    try:
        yield
    finally:
        if known.get(_MODEL) is None:
            known.pop(_MODEL, None)


@contextmanager
def _sdk(session: Session) -> Iterator[None]:
    """Every client that is made inside the block belongs to that session."""
    before = boto3.DEFAULT_SESSION
    boto3.DEFAULT_SESSION = session
    client.client.cache_clear()
    try:
        yield
    finally:
        boto3.DEFAULT_SESSION = before
        client.client.cache_clear()
