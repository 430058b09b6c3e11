"""Ways to spoil a body: by value and by byte, one after the other, or as a seeded chance has it."""

import copy
import json
from random import Random

ANYTHING = (
    *(None, True, False, 0, -1, 7, 2**31, 2**53, 10**90, 0.5, -0.0, 1e308, 1_700_000_000, 1_700_000_000_123),
    *(
        "",
        " ",
        "0",
        "-1",
        "9" * 400,
        "9" * 4000,
        "1e400",
        "NaN",
        "null",
        "2026-11-20T09:00:00Z",
        "9999-12-31T23:59:59Z",
    ),
    *(
        "0001-01-01T00:00:00+23:59",
        "\x00\ud800￾",
        "é" * 600,
        "x" * 30_000,
        "\u202e<b>&amp;",
        "https://",
        "//[",
        "a#b#c",
    ),
    *("https://[::1", "http://a\x00b", "{}", "[]", "created", "deleted", "created_at", "#", "😀" * 130, "1" * 501),
    *([], [[]], [None], {}, {"": {}}, {"id": {}}, [{}], {"id": 1, "type": "x", "text": ["y"]}),
)
DEEP = [10, 80]  # three times that is as deep as a copy goes; the bottomless stand in the contract test

_CHUNKS = (b"", b"{", b"}", b"[", b"]", b'"', b",", b"\\ud800", b"NaN", b"-", b"9" * 400, b"<", b"&", b"\xff", b"\x00")


def spoilt(value, poison):
    """Every copy of a value with one of its parts, at any depth, turned into poison."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield value | {key: poison}
            yield from (value | {key: copied} for copied in spoilt(inner, poison))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from ([*value[:place], copied, *value[place + 1 :]] for copied in [poison, *spoilt(inner, poison)])


def nested(depth):
    """A list in a list in a list."""
    value = []
    for _ in range(depth):
        value = [value]
    return value


def mutated(payload, chance: Random) -> bytes:
    """The event, spoilt one to three times: a JSON value mostly by its parts, anything else byte by byte."""
    if isinstance(payload, bytes) or chance.random() < 0.3:
        body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        return _bytes(body, chance)
    value = copy.deepcopy(payload)
    for _ in range(chance.choice((1, 1, 2, 3))):
        value = _changed(value, chance)
    body = json.dumps(value).encode()
    return _bytes(body, chance) if chance.random() < 0.05 else body


def _changed(value, chance):
    """The value with one of its parts changed in place; itself replaced once in a while."""
    places = [*_places(value)]
    if not places or chance.random() < 0.02:
        return copy.deepcopy(chance.choice(ANYTHING))
    parent, key = chance.choice(places)
    match chance.randrange(8):
        case 0:
            del parent[key]
        case 1 if isinstance(parent, dict):
            parent[chance.choice(("id", "type", "text", f"{key}_", ""))] = parent.pop(key)
        case 2 if isinstance(parent, list):
            parent.insert(key, copy.deepcopy(parent[key]))
        case 3:
            parent[key] = [parent[key]]
        case 4:
            parent[key] = nested(chance.choice(DEEP))
        case 5:
            parent[key] = copy.deepcopy(chance.choice(places)[0])  # where it does not belong
        case 6 if isinstance(parent[key], int | float) and not isinstance(parent[key], bool):
            parent[key] = parent[key] * chance.choice((-1, 0.001, 1000, 10**40)) + chance.choice((0, 1, -1))
        case 7 if isinstance(parent[key], str):
            parent[key] = _text(parent[key], chance)
        case _:
            parent[key] = copy.deepcopy(chance.choice(ANYTHING))
    return value


def _places(value):
    """Every (container, key) in it."""
    waiting = [value]
    while waiting:
        node = waiting.pop()
        inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, part in inner:
            yield node, key
            waiting.append(part)


def _text(text, chance):
    at = chance.randrange(len(text) + 1)
    piece = chance.choice(("", "\x00", "\ud800", "é", "\u202e", "#", "/", ":", "_", "0", text, "\n", "😀", "\ufeff"))
    return text[:at] + piece + text[at + chance.randrange(3) :]


def _bytes(body, chance):
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(body) + 1)
        match chance.randrange(6):
            case 0:
                body = body[:at]
            case 1:
                body = body[:at] + chance.choice(_CHUNKS) + body[at:]
            case 2:
                body = body[:at] + bytes([chance.randrange(256)]) + body[at + 1 :]
            case 3:
                body = body[:at] + body[at + chance.randrange(1, 20) :]
            case 4:
                body = body[:at] + body[max(0, at - chance.randrange(1, 60)) :]
            case 5:
                body = chance.choice((b"\xef\xbb\xbf", b" ", b"\n", b"[", b"\xff\xfe")) + body
    return body
