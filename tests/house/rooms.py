"""The rooms, loaded the way Lambda does: environment first, then the module; every call they make is looked at."""

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
    """Lambda's second argument, as far as anybody reads it."""

    function_name: str
    memory_limit_in_mb: int = 512
    invoked_function_arn: str = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:house"
    aws_request_id: str = "00000000-0000-0000-0000-000000000000"
    answers: Iterator[int] = field(default_factory=lambda: repeat(10_000))

    def get_remaining_time_in_millis(self) -> int:
        """What is left of the ten seconds, as the room was told to believe."""
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
    """A function: `module` is its own, fresh for each house, and loaded when somebody first needs it."""

    name: str
    role: Role
    faults: Faults
    environment: Mapping[str, str]
    sessions: Sessions
    model: bool = False
    """Whether the model layer is there; without it score reads with the fast tier, in a hundredth of the time."""
    calls: list[Call] = field(default_factory=list)
    invocations: Counter[str] = field(default_factory=Counter)
    """How many: "all", "failed", and the "records" that they brought."""
    clock: Callable[[], Iterator[int]] = field(default=lambda: repeat(10_000))
    """What the rooms hear when they ask for the milliseconds that are left, answer by answer."""
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
        """Call the handler; what it raises comes out. Without the right to log, the room is silent: that fails too."""
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
        """Before a call is put on the wire: is it allowed, is it sound, is something in its way?"""
        service = model.service_model.service_name
        self.role.require(needs(service, model.name, params), model.name)
        strict.check(service, model.name, params)
        context[_SEEN] = dict(params)
        self.faults.before(self.name, f"{service}.{model.name}", params)

    def answered(self, parsed: dict[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
        """After a call was answered."""
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
    """Every room of the plan."""
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
    """A room that has no model layer finds no model, as on Lambda."""
    known: dict[str, Any] = sys.modules
    if not model:
        known[_MODEL] = None  # what Python takes for "is not there"
    try:
        yield
    finally:
        if known.get(_MODEL) is None:
            known.pop(_MODEL, None)


@contextmanager
def _sdk(session: Session) -> Iterator[None]:
    """Every client that is made meanwhile is of that session."""
    before = boto3.DEFAULT_SESSION
    boto3.DEFAULT_SESSION = session
    client.client.cache_clear()
    try:
        yield
    finally:
        boto3.DEFAULT_SESSION = before
        client.client.cache_clear()
