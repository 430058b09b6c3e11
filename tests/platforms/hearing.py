"""Hear a payload the way `score` does."""

import json
from datetime import UTC, datetime

from goodword import platforms
from goodword.mention import Mention
from goodword.platforms.contract import Delivery, Wordless

RECEIVED = datetime(2026, 11, 20, 9, tzinfo=UTC)


def hear(name, payload, accounts=()):
    """Everything that the platform's parser makes of this payload."""
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    delivery = Delivery(name, "acme", "POST", {}, {}, body, RECEIVED)
    return list(platforms.load(name).parse(delivery, frozenset(accounts)))


def mention(name, payload, accounts=()):
    """The one mention in this payload, with or without words."""
    [parsed] = [item for item in hear(name, payload, accounts) if not isinstance(item, Wordless)]
    assert isinstance(parsed, Mention), parsed
    return parsed


def at(seconds):
    """A UTC instant."""
    return datetime.fromtimestamp(seconds, UTC)
