"""Platform payloads, posted over HTTP and looked up in the table: invented ones, and real ones if present."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from goodword.mention import instant
from goodword.storage.keys import from_ms, to_ms
from tests.embedded.books import Entry
from tests.embedded.live import FIXTURES, Live, accounts_of, source_of

pytestmark = [
    pytest.mark.rehearsal,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def test_payloads_end_up_in_the_table_as_their_facts_say(live: Live) -> None:
    live.quiet()
    before = _kept(live)
    for fixture in FIXTURES:
        body = fixture["path"].read_bytes()
        assert live.door.knock(fixture["platform"], source_of(fixture), body).status in (200, 204), fixture["path"]
        for external_id, facts in _by_id(fixture).items():
            _check(live, fixture, external_id, facts)
            if len(facts) > 1:  # an edit may overtake what it edits
                live.quiet()
            live.books.forget(fixture["platform"], external_id)  # the payloads reuse ids
    live.quiet()
    assert _kept(live) == before  # and nothing but the facts was stored
    origins = Counter(fixture["origin"] for fixture in FIXTURES)
    print(f"\n{origins['own']} invented and {origins['shared']} real payloads went through over HTTP")


def _by_id(fixture: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for fact in fixture["expected"]:
        if fact["external_id"] and fact["kind"] != "reaction":
            found.setdefault(fact["external_id"], []).append(fact)
    return found


def _check(live: Live, fixture: Mapping[str, Any], external_id: str, facts: list[dict[str, Any]]) -> None:
    last, name = facts[-1], fixture["path"]
    # Where the facts do not say whose post it is, the configuration does: here the account is ours.
    ours = last["author_id"] in accounts_of(fixture) if last["from_self"] is None else last["from_self"]
    expected = "gone" if last["action"] == "deleted" else "own" if ours else "mention"
    entry = live.books.wait_for(fixture["platform"], external_id, lambda entry: _is(entry, expected, last))
    assert entry is not None, f"{name}: {external_id} is not stored as {expected}"
    if entry.mention is None:
        return
    mention = entry.mention
    assert (mention.platform, mention.external_id) == (fixture["platform"], external_id), name
    assert (mention.kind, mention.text, mention.author_id) == (last["kind"], last["text"], last["author_id"]), name
    if len(facts) == 1:
        created_at = from_ms(to_ms(instant(last["created_at"]))) if last["created_at"] else None
        assert mention.created_at == created_at, name


def _is(entry: Entry, expected: str, last: Mapping[str, Any]) -> bool:
    return entry.kind == expected and (entry.mention is None or entry.mention.action == last["action"])


def _kept(live: Live) -> set[str]:
    return {item["pk"]["S"] for item in live.books.items() if item["type"]["S"] in ("mention", "own", "gone")}
