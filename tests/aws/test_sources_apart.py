"""Nothing that one source reports changes a mention, a case or a count of another source."""

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodword import connectors, platforms
from goodword.alerting.case import Case, Cases
from goodword.alerting.incident_key import incident_key_of
from goodword.alerting.replies import note_answer
from goodword.aws.dynamodb_items import from_dynamo, mention_item, read_memory, to_dynamo
from goodword.errors import Unreadable
from goodword.id_scope import apart_mark, kept_apart, platform_id
from goodword.mention import BrandMatch, Mention, ScoredMention
from goodword.mention_merge import MergedMention
from goodword.platforms.contract import Delivery, Lookup
from goodword.stats.facts import facts
from goodword.storage.in_memory_store import InMemoryStore
from goodword.storage.keys import mention_key, reference_of
from goodword.storage.mention_documents import sources_in
from tests.platforms.cases import case as case_of
from tests.sayings import NOON, SENTIMENTS, scored
from tests.small_table import SmallTable

CASES = settings(max_examples=500)
IDS = ("7", "8")
ALONE = {"a": {"a"}, "b": {"b"}}
ALLIED = {"a": {"a", "c"}, "b": {"b"}, "c": {"a", "c"}}


@dataclass
class World:
    """The table, cases and reactions, as the functions store them; every P1 opens a case for its incident key."""

    allies: dict = field(default_factory=lambda: ALONE)
    table: SmallTable = field(default_factory=SmallTable)

    def __post_init__(self):
        self.mentions, self.reactions = self.table.rooms()
        self.cases = Cases(InMemoryStore())
        self.notified, self.told_alike = [], False

    def hear(self, mention):
        """What store makes of it, and what alert makes of the stream event."""
        others = self.allies[mention.source]
        if mention.kind == "reaction":
            self.reactions.remember(mention, others)
            return "reacted"
        start = len(self.table.changes)
        outcome = self.mentions.remember(mention, others)
        for before, after in self.table.changes[start:]:
            self.told_alike |= len(sources_in(from_dynamo(after))) > 1
            if after["type"]["S"] == "own":
                own = read_memory(after).mention
                if not before or before["type"]["S"] != "own" or stored_facts(before) != stored_facts(after):
                    allies = {ally for item in sources_in(from_dynamo(after)) for ally in self.allies[item]}
                    note_answer(own, self.cases, self.mentions, allies)
            elif after["type"]["S"] == "mention":
                self._notify(read_memory(after).mention, before)
        return outcome

    def _notify(self, mention, before):
        known = read_memory(before).mention if before and before["type"]["S"] == "mention" else None
        incident_key = incident_key_of(mention)
        if not mention.notifies or (known and known.notifies) or self.cases.get(incident_key):
            return
        reference = reference_of(mention.platform, mention.external_id)
        times = {"opened_at": mention.received_at, "heard_at": mention.received_at}
        fields = {"tag": "AAA", "brand": mention.brand, "priority": mention.priority, "slot": incident_key}
        self.cases.open(Case(incident_key=incident_key, first=reference, **fields, **times), None)
        self.notified.append(mention)

    def of(self, source, platform="standard", ids=IDS):
        """Everything stored as this source's report: mentions, tombstones, counts, cases, reactions."""
        return {name: self._of(source, platform, name) for name in ids}

    def _of(self, source, platform, name):
        allies = self.allies[source]
        mention = self.mentions.reported_by(platform, name, allies)
        places = (mention_key(platform, external_id) for external_id in (name, kept_apart(name, allies)))
        found = [item for place in places if (item := self.table.items.get((place, "m")))]
        theirs = [item for item in found if not allies.isdisjoint(self.mentions.reporters(*named(item)))]
        case = self.cases.get(incident_key_of(mention)) if mention and not mention.from_self else None
        return {
            "mention": seen(mention, source),
            "kept": [item["type"]["S"] for item in theirs],
            "counts": [seen_facts(item) for item in theirs],
            "case": case and (case.brand, case.priority, case.closed_at),
            "answered": case and case.answered_at,
            "reactions": self.reactions.count(platform, name, int(NOON.timestamp()), allies, 100),
        }


def stored_facts(item):
    return read_memory(item), sources_in(from_dynamo(item))


def named(item):
    return item["pk"]["S"].split("#", 2)[1:]


def seen(mention, source):
    """A mention by the platform's own id. If two sources reported it alike, either copy may be stored."""
    if mention is None:
        return None
    shown = replace(mention, external_id=platform_id(mention.external_id))
    return shown if mention.source == source else replace(shown, source=source)


def seen_facts(item):
    found = facts(item)
    return found and (found.brand, found.counts)


# ---- `standard`: each sender has its own ids -------------------------------------------------------------------------

small = st.sampled_from(IDS)
actions = st.sampled_from(["created", "created", "edited", "hidden", "deleted", "own", "reaction", "answer"])


@st.composite
def events(draw, source):
    """One event of that source, about one of two ids."""
    what, name, minute = draw(actions), draw(small), draw(st.integers(0, 5))
    at = NOON + timedelta(minutes=minute)
    fields = {"platform": "standard", "source": source, "external_id": name, "event_at": at, "received_at": at}
    if what == "reaction":
        facts = {"kind": "reaction", "action": draw(st.sampled_from(["created", "deleted"]))}
        target = {"external_id": None, "parent_id": name, "author_id": draw(st.sampled_from(["p", "q"]))}
        return Mention(**fields | facts | target)
    if what == "answer":
        own = {"external_id": f"answer-{name}", "from_self": True, "parent_id": name}
        return scored(**fields | own | {"kind": draw(st.sampled_from(["comment", "message"])), "text": "We are sorry."})
    thread = {"root_id": draw(st.sampled_from([None, "order-5"])), "author_id": draw(st.sampled_from([None, "p"]))}
    grave = {"priority": "P1", "intents": ("safety_or_legal",), "text": "It burns."}
    words = draw(st.sampled_from([grave, {"text": "Fine."}]))
    kind = {"kind": draw(st.sampled_from(["comment", "message"]))}
    if what in ("hidden", "deleted"):
        return scored(**fields | thread | kind | {"action": what})
    return scored(**fields | thread | kind | words | {"from_self": what == "own"} | acted(what))


def acted(what):
    return {"action": "edited"} if what == "edited" else {}


both = st.lists(events("a") | events("b"), max_size=8)


@CASES
@given(both, st.data())
def test_two_senders_with_the_same_ids_know_nothing_of_each_other(text, data):
    again = text + data.draw(st.lists(st.sampled_from(text), max_size=2) if text else st.just([]))
    mixed = World()
    for mention in again:
        mixed.hear(mention)
    for source in ALONE:
        alone = World()
        for mention in again:
            if mention.source == source:
                alone.hear(mention)
        assert mixed.of(source) == alone.of(source)


def test_two_honest_senders_that_count_from_one_are_both_heard():
    world = World()
    grave = {"platform": "standard", "external_id": "7", "priority": "P1", "text": "It burns."}
    outcomes = [world.hear(scored(**grave, source=source)) for source in ("a", "b", "a", "b")]
    assert outcomes == ["stored", "stored", "same", "same"]
    assert [(mention.source, platform_id(mention.external_id)) for mention in world.notified] == [
        ("a", "7"),
        ("b", "7"),
    ]


def test_what_is_stored_under_the_bare_id_is_changed_and_neither_stored_nor_notified_for_again():
    world, facts = World(), {"platform": "standard", "source": "b", "external_id": "7", "text": "It burns."}
    item = mention_item(MergedMention.of(scored(**facts, priority="P1")), 1_900_000_000, 1)
    world.table.items[item["pk"]["S"], "m"] = item
    edited = scored(**facts | {"text": "It still burns."}, priority="P1", action="edited", event_at=NOON + MINUTE)
    assert world.hear(edited) == "changed"
    assert world.hear(scored(**facts, action="deleted", event_at=NOON + 2 * MINUTE)) == "deleted"
    assert (len(world.table.items), world.notified) == (1, [])


MINUTE = timedelta(minutes=1)


def test_an_answer_reaches_a_case_that_an_earlier_version_opened():
    world = World()
    complaint = scored(platform="standard", source="a", external_id="7", priority="P1", root_id="order-5")
    world.mentions.remember(complaint)
    incident_key = "before-the-upgr."
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("goodword.alerting.incident_key.scope_of", lambda mention: mention.platform)
        incident_key = incident_key_of(complaint)
    assert incident_key != incident_key_of(complaint)
    times = {"opened_at": NOON, "heard_at": NOON}
    case = Case(incident_key=incident_key, tag="A", brand="acme", priority="P1", first="standard#7", slot="s", **times)
    world.cases.open(case, None)
    for source, answered in (("b", None), ("a", NOON + MINUTE)):
        own = {"platform": "standard", "source": source, "external_id": f"own-{source}", "from_self": True}
        world.hear(scored(**own, parent_id="7", root_id="order-5", received_at=NOON + MINUTE))
        assert world.cases.get(incident_key).answered_at == answered


# ---- Every other platform: ids are the platform's, and only a source that can know is trusted ------------------------

PAGE = {
    "what": "page",
    "source": "https://blog.example/1",
    "target": "https://acme.example/lamp",
    "status": "200",
    "content_type": "text/html",
}
"""A Webmention yields nothing before its page was visited."""


def raw_event(platform):
    if platform == "webmention":
        return b'<p class="h-entry"><a class="u-in-reply-to" href="https://acme.example/lamp">It burns.</a></p>'
    body = case_of(platform).payload
    return body if isinstance(body, bytes) else json.dumps(body).encode()


@cache
def fixtures(platform):
    """What the adapter reads in its event, and in variants of the event that stand for another action."""
    raw, items = raw_event(platform), []
    swaps = [(b"", b""), (b'"add"', b'"remove"'), (b'"add"', b'"hide"'), (b'"add"', b'"edited"')]
    for old, new in swaps:
        delivery = Delivery(platform, "a", "POST", {}, {}, raw.replace(old, new) if old else raw, NOON)
        items += connectors.hear(replace(delivery, asked=PAGE if platform == "webmention" else None), frozenset())
    claims = (item.claim if isinstance(item, Lookup) else item for item in items)
    return [claim for claim in claims if isinstance(claim, Mention)]


def read(mention, source, **fields):
    """As `score` would; all of it may notify someone."""
    if mention.kind == "reaction":
        return replace(mention, source=source, **fields)
    plain = {name: getattr(mention, name) for name in Mention.__dataclass_fields__} | fields
    judged = {"brands": (BrandMatch("acme", "source"),), "sentiment": SENTIMENTS["neutral"], "model": "m"}
    grave = {"priority": "P1", "intents": ("safety_or_legal",)} if plain["action"] != "hidden" else {"priority": "P4"}
    return ScoredMention(**plain | {"source": source} | judged | grave)


@st.composite
def deliveries(draw):
    """(platform, id of A's mention, events in order): B's events are fixtures with that id."""
    platform = draw(st.sampled_from([name for name in platforms.names() if name != "standard"]))
    found = [fixture for fixture in fixtures(platform) if fixture.kind != "reaction" and fixture.action != "deleted"]
    first = replace(draw(st.sampled_from(found)), action="created", from_self=False)
    at = st.integers(0, 5).map(lambda minutes: NOON + minutes * MINUTE)
    forged = draw(st.lists(forgeries(fixtures(platform), first, at), min_size=1, max_size=6))
    mentions = [read(first, "a")]
    if draw(st.booleans()):
        mentions.append(read(first, "a", action="edited", text="It still burns.", event_at=NOON + 3 * MINUTE))
    if draw(st.booleans()):
        answer = {"external_id": "own", "from_self": True, "parent_id": first.external_id, "text": "Sorry."}
        mentions.append(read(first, "a", **answer, received_at=NOON + 4 * MINUTE))
    if draw(st.booleans()):
        mentions.append(read(first, "a", action="deleted", text=None, title=None, media=(), links=()))
    return platform, first.external_id, draw(st.permutations([*mentions, *forged]))


@st.composite
def forgeries(draw, found, first, at):
    """Anything that B may report about A's id: it chooses the id and all the rest."""
    mention = draw(st.sampled_from([*found, first]))
    fields = {"event_at": draw(at), "received_at": draw(at)}
    if mention.kind == "reaction":
        return read(mention, "b", **fields | {"parent_id": first.external_id})
    act = draw(st.sampled_from(["created", "edited", "hidden", "deleted", "own", "answer", "echo"]))
    if act == "echo":
        return read(first, "b", event_at=draw(at))
    if act == "answer":
        fields |= {"parent_id": first.external_id, "root_id": first.root_id, "from_self": True}
        return read(mention, "b", **fields | {"external_id": "own-b", "action": "created", "text": "Sorry."})
    fields |= {"external_id": first.external_id, "account_id": first.account_id, "root_id": first.root_id}
    bare = {"text": None, "title": None, "media": (), "rating": None} if act in ("hidden", "deleted") else {}
    return read(
        mention, "b", **fields | bare | {"from_self": act == "own", "action": "created" if act == "own" else act}
    )


def test_every_platforms_event_tells_of_something():
    assert all(fixtures(platform) for platform in platforms.names())


@CASES
@given(deliveries())
def test_no_delivery_of_another_source_changes_what_one_told_of(drawn):
    platform, name, order = drawn
    mixed, alone = World(), World()
    for mention in order:
        mixed.hear(mention)
    for mention in order:
        if mention.source == "a":
            alone.hear(mention)
    found, expected = (shown(world.of("a", platform, (name,))[name]) for world in (mixed, alone))
    if mixed.told_alike:  # then both share the case
        found.pop("answered"), expected.pop("answered")
    assert found == expected


def shown(found):
    """Without the fields in which two reports of one post may differ."""
    differ = {"received_at": NOON, "event_at": NOON, "account_id": None, "audience": None, "lang": None, "links": ()}
    return found | {"mention": found["mention"] and replace(found["mention"], **differ)}


GRAVE = {"priority": "P1", "text": "It burns.", "author_id": "p"}


def test_an_allied_source_is_believed_and_no_other():
    for source, outcome, text in (("b", "stored", "It burns."), ("c", "changed", "It is fine.")):
        world = World(ALLIED)
        world.hear(scored(**GRAVE, source="a"))
        edit = GRAVE | {"text": "It is fine.", "priority": "P4", "action": "edited", "event_at": NOON + MINUTE}
        assert world.hear(scored(**edit, source=source)) == outcome
        assert world.mentions.find("x", "1").text == text
        assert world.hear(scored(action="deleted", source=source)) == "deleted"
        assert (world.mentions.find("x", "1") is None) == (source == "c")


def test_two_honest_sources_that_heard_one_post_are_one_mention():
    world = World()
    outcomes = [
        world.hear(scored(**GRAVE, source=source, received_at=NOON + MINUTE)) for source in ("a", "b", "b", "a")
    ]
    assert outcomes == ["stored", "same", "same", "same"]
    assert len(world.table.items) == len(world.notified) == 1


def test_what_two_told_of_is_kept_until_both_say_that_it_is_gone():
    world = World()
    for source in ("b", "a"):
        world.hear(scored(**GRAVE, source=source))
    gone = {"action": "deleted", "event_at": NOON + MINUTE}
    assert world.hear(scored(**gone, source="b")) == "deleted"
    assert world.mentions.find("x", "1").source == "a"
    assert world.hear(scored(**GRAVE, source="b")) == "gone"
    assert world.hear(scored(**gone, source="a")) == "deleted"
    assert world.mentions.find("x", "1") is None
    assert len(world.notified) == 1, "and nobody was notified twice"


def test_a_tombstone_that_came_first_does_not_silence_the_post():
    world = World()
    world.hear(scored(action="deleted", source="b"))
    assert world.hear(scored(**GRAVE, source="a")) == "stored"
    assert [mention.source for mention in world.notified] == ["a"]
    assert world.hear(scored(**GRAVE, source="b")) == "gone"


def test_a_tombstone_of_an_earlier_version_is_everybodys():
    world = World()
    key = {"pk": mention_key("x", "1"), "sk": "m"}
    item = to_dynamo(key | {"type": "gone", "schema": 1, "v": "0", "ttl": 1_900_000_000})
    world.table.items[key["pk"], "m"] = item
    assert [world.hear(scored(**GRAVE, source=source)) for source in ("a", "b")] == ["gone", "gone"]


def test_a_single_source_costs_one_request_an_event():
    for events in (
        [{}],
        [{}, {"action": "deleted"}],
        [{}, {"kind": "reaction", "external_id": None, "parent_id": "1"}],
    ):
        world = World()
        for event in events:
            made = scored(**GRAVE | event)
            world.mentions.remember(made) if made.kind != "reaction" else world.reactions.remember(made)
        assert dict(world.table.calls) == {"put_item": len(events)}


def test_an_answer_reads_the_second_key_only_where_another_holds_the_first():
    world = World()
    world.hear(scored(**GRAVE, source="a"))
    for name, reads in (("1", 1), ("unknown", 1)):
        world.table.calls.clear()
        world.mentions.reported_by("x", name, {"a"})
        assert world.table.calls["get_item"] == reads


@pytest.mark.parametrize("platform", platforms.names())
def test_no_id_that_is_heard_looks_like_one_that_is_kept_apart(platform):
    raw = raw_event(platform)
    forged = kept_apart("7", {"a"}).removeprefix("7")
    for mark in (forged, json.dumps(forged)[1:-1], f"&#{ord(forged[0])};{forged[1:]}"):
        delivery = Delivery(platform, "a", "POST", {}, {}, raw.replace(b'"', f'{mark}"'.encode()), datetime.now(UTC))
        assert not any(apart_mark(mention.external_id or "") for mention in heard_in(delivery))
    for fixture in fixtures(platform):
        assert not apart_mark(fixture.external_id or "")


def heard_in(delivery):
    try:
        return [
            item for item in platforms.load(delivery.platform).parse(delivery, frozenset()) if isinstance(item, Mention)
        ]
    except Unreadable:
        return []
