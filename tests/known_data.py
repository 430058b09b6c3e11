"""Platform payloads and known signatures: invented ones in tests/data, and others in ../shared/data if present.

The first let a clone alone prove what it claims; the second were found in public and cover what nobody here expected.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
OWN = ROOT / "tests" / "data"
SHARED = ROOT.parent / "shared" / "data"

type Payload = dict[str, Any]

# What a fact does not say. Those of the shared payloads leave nothing out.
_SILENT: dict[str, Any] = {
    **dict.fromkeys(("external_id", "text", "author_id", "author_name", "author_handle", "created_at")),
    **dict.fromkeys(("parent_id", "root_id", "account_id", "rating", "permalink")),
    "media": [],
    "from_self": False,
}


@cache
def own_payloads() -> list[Payload]:
    """Invented payloads with their facts; each platform has a folder."""
    return [
        {**load, "path": facts.with_name(load["file"]), "platform": facts.parent.name, "origin": "own"}
        | {"expected": [_SILENT | fact for fact in load["expected"]]}
        for facts in sorted((OWN / "payloads").glob("*/facts.json"))
        for load in json.loads(facts.read_text("utf-8"))
    ]


@cache
def shared_payloads() -> list[Payload]:
    """Real payloads with their facts; empty without ../shared/data."""
    folder = SHARED / "payloads"
    if not folder.exists():
        return []
    fixtures = json.loads((folder / "index.json").read_text("utf-8"))["fixtures"]
    return [{**fixture, "path": folder / fixture["file"], "origin": "shared"} for fixture in fixtures]


def payloads() -> list[Payload]:
    """Both."""
    return [*own_payloads(), *shared_payloads()]


@cache
def vectors() -> list[dict[str, Any]]:
    """Known answers for signatures and handshakes: those of tests/data, and the shared ones if present."""
    return [
        {**vector, "origin": origin}
        for origin, folder in (("own", OWN), ("shared", SHARED))
        if (folder / "signatures.json").exists()
        for vector in json.loads((folder / "signatures.json").read_text("utf-8"))["vectors"]
    ]


class SmokeText(NamedTuple):
    """One line of the smoke set."""

    language: str
    intents: frozenset[str]
    sentiment: str
    text: str


@cache
def smoke_texts() -> list[SmokeText]:
    """A few labelled texts in several languages: enough to see that nothing is broken, too few to measure."""
    rows = [line.split("\t") for line in (OWN / "smoke.tsv").read_text("utf-8").splitlines()]
    return [
        SmokeText(language, frozenset() if intents == "-" else frozenset(intents.split(",")), sentiment, text)
        for language, intents, sentiment, text in rows
    ]
