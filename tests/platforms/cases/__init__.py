"""What the contract test has to know of a platform: a file each beside this one, saying only what is not the default.

Secrets that a platform wants in another form than base64 of 24 bytes are one text for all names, or a mapping of
names to values; `STRANGER` is None where no secret has a say in whether a request is let in.
"""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from goodword import platforms
from goodword.platforms.contract import Secrets

type Values = str | Mapping[str, str]

_EVENTS = Path(__file__).parents[3] / "events"
# As good a secret as any for schemes that want text, and right for those that want base64.
OLD, NEW, STRANGER = (base64.b64encode(letter * 24).decode() for letter in (b"o", b"n", b"s"))


@dataclass(frozen=True)
class Case:
    """One platform under test."""

    name: str
    clock: int | None = None
    """Seconds of tolerance where the scheme signs a time."""
    signed: bool = True
    """Whether the body is."""
    old: Values = OLD
    new: Values = NEW
    stranger: Values | None = STRANGER
    lists_signatures: bool = False
    """Whether the header may hold several, separated by spaces, of which one that matches is enough."""
    canonical: bool = True
    """Whether every bit of the last header counts."""
    one_bad: Callable[[Any], Any] | None = None
    """Of the good event: a batch of one bad and one good item, as bytes or a JSON value. None: it sends no batches."""
    vectors: Mapping[str, str] = field(default_factory=dict)
    """Scheme of the known answers -> the secret's name."""
    known: tuple[str, ...] = ()
    """What intake puts beside the secrets."""

    @property
    def event_file(self) -> Path:
        """The sample event, whatever its format."""
        [path] = _EVENTS.glob(f"{self.name}.*")
        return path

    @property
    def event(self) -> bytes:
        """Its bytes."""
        return self.event_file.read_bytes()

    @property
    def is_json(self) -> bool:
        """Whether what comes is JSON."""
        return self.event_file.suffix == ".json"

    @property
    def payload(self) -> Any:
        """The event: parsed where it is JSON, else its bytes."""
        return json.loads(self.event) if self.is_json else self.event

    def secrets(self, *values: Values) -> Secrets:
        """These under every name that the platform asks for, newest first, and beside them what intake knows.

        A mapping may also say the platform's public `keys`.
        """
        named = [key for value in values if isinstance(value, Mapping) for key in value]
        names = dict.fromkeys((*platforms.load(self.name).SECRETS, *named))
        return Secrets({name: tuple(_of(value, name) for value in values) for name in names}).beside(known=self.known)


def written(payload: Any) -> bytes:
    """A body as it is sent."""
    return payload if isinstance(payload, bytes) else json.dumps(payload).encode()


@cache
def case(name: str) -> Case:
    """The case of that platform; all defaults where it has no file here."""
    file = f"{__name__}.{name}"
    value = vars(import_module(file)) if find_spec(file) else {}
    known = {field.name for field in fields(Case)}
    return Case(name, **{key.lower(): value[key] for key in value if key.isupper() and key.lower() in known})


def _of(value: Values, name: str) -> str:
    return value if isinstance(value, str) else value.get(name, "")
