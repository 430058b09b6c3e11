"""Work that moto repeats slowly in every call, done once or directly: the answers stay the same."""

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import cache
from inspect import CO_VARKEYWORDS
from typing import Any
from unittest.mock import patch

from botocore.compat import accepts_kwargs
from botocore.endpoint_provider import EndpointProvider
from botocore.hooks import EventAliaser
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509 import CertificateBuilder, Name
from moto.cloudformation.models import Stack
from moto.core.serialize import BaseJSONSerializer
from moto.core.utils import camelcase_to_underscores, method_names_from_class

_structure = BaseJSONSerializer._serialize_type_structure
_alias = EventAliaser._alias_event_name
_ALIASES: dict[str, str] = {}
_PROVIDERS: dict[int, tuple[Any, EndpointProvider]] = {}


def _provider(*, ruleset_data: Any, **others: Any) -> EndpointProvider:
    """One object for each service's rules. Keep the rules with it: otherwise others could get their address later."""
    if id(ruleset_data) not in _PROVIDERS:
        _PROVIDERS[id(ruleset_data)] = ruleset_data, EndpointProvider(ruleset_data=ruleset_data, **others)
    return _PROVIDERS[id(ruleset_data)][1]


def _accepts_kwargs(function: Any) -> bool:
    """botocore inspects the whole signature of every handler of every client; this answers faster."""
    code = getattr(function, "__code__", None)
    return bool(code.co_flags & CO_VARKEYWORDS if code else accepts_kwargs(function))


_KEPT: dict[str, Any] = {  # each call with the same arguments finds these again, in every test stack
    "botocore.hooks.accepts_kwargs": _accepts_kwargs,
    "botocore.regions.EndpointProvider": _provider,
    "cryptography.hazmat.primitives.asymmetric.rsa.generate_private_key": cache(rsa.generate_private_key),
    "moto.core.responses.camelcase_to_underscores": cache(camelcase_to_underscores),
    "moto.sqs.models.camelcase_to_underscores": cache(camelcase_to_underscores),
    "moto.core.responses.method_names_from_class": cache(method_names_from_class),
}


def _meet_the_clock() -> None:
    """cryptography keeps the first `datetime` that it sees: before any test stack starts, that is the real one."""
    name, now, key = Name([]), datetime.now(UTC), ec.generate_private_key(ec.SECP256R1())
    made = CertificateBuilder(name, name, key.public_key(), 1).not_valid_before(now).not_valid_after(now)
    made.sign(key, hashes.SHA256())


_meet_the_clock()


@contextmanager
def quick() -> Iterator[None]:
    """While it is open, moto makes one key for all topics and tables, and checks no attribute under six names."""
    with ExitStack() as patches:
        for replaced in (
            patch.object(Stack, "parse_template", staticmethod(json.loads)),
            patch.object(BaseJSONSerializer, "_serialize_type_structure", _as_it_is),
            patch.object(EventAliaser, "_alias_event_name", _known_alias),
        ):
            patches.enter_context(replaced)
        for place, kept in _KEPT.items():
            patches.enter_context(patch(place, kept))
        yield


def _known_alias(self: Any, event_name: str) -> str:
    """Every session has the same aliases."""
    if event_name not in _ALIASES:
        _ALIASES[event_name] = _alias(self, event_name)
    return _ALIASES[event_name]


def _as_it_is(self: Any, serialized: Any, value: Any, shape: Any, key: str) -> None:
    """A DynamoDB value is written as stored; everything else is left to moto."""
    plain = _plain(value) if shape.name == "AttributeValue" else None
    if plain is None:
        _structure(self, serialized, value, shape, key)
    else:
        self._default_serialize(serialized, plain, shape, key)


def _plain(value: Any) -> dict[str, Any] | None:
    """The value in JSON; None when moto has to find it first."""
    if not isinstance(value, Mapping) or len(value) != 1:
        return None
    [(kind, held)] = value.items()
    match kind:
        case "S" | "N":
            return {kind: str(held)}
        case "BOOL" | "NULL":
            return {kind: held}
        case "SS" | "NS":
            return {kind: list(map(str, held))}
        case "M":
            parts = {name: _plain(part) for name, part in held.items()}
            return {kind: parts} if None not in parts.values() else None
        case "L":
            items = list(map(_plain, held))
            return {kind: items} if None not in items else None
    return None
