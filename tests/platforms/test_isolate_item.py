"""One item of a delivery's body by itself: it reads as it did among its neighbours, and none of them is left."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword import platforms
from goodword.platforms.contract import Broken, Delivery
from goodword.platforms.isolate_item import IsolatedItems
from tests.growth import assert_linear
from tests.house.house import OPENING
from tests.platforms.cases import case, written

META = {
    "object": "page",
    "entry": [
        {"id": "1", "time": 1763400000, "changes": [{"field": "feed", "value": {"item": "post", "post_id": "1_2"}}]},
        {
            "id": "7",
            "time": 1763400001,
            "changes": [
                {
                    "field": "feed",
                    "value": {"item": "comment", "comment_id": "c1", "post_id": "7_1", "message": "fine"},
                },
                {"field": "feed", "value": {"item": "comment", "post_id": "7_1", "message": "no id"}},
            ],
        },
    ],
}


def read(platform, body):
    delivery = Delivery(platform, "source", "POST", {}, {}, body, OPENING)
    return list(platforms.load(platform).parse(delivery, frozenset()))


def broken(platform, body):
    return [item for item in read(platform, body) if isinstance(item, Broken)]


def test_what_stands_around_an_item_stays_and_its_neighbours_go():
    body = json.dumps(META).encode()
    (fault,) = broken("facebook", body)
    alone = json.loads(IsolatedItems(body).alone(fault.item))
    assert alone == {"object": "page", "entry": [{"id": "7", "time": 1763400001, "changes": [fault.item]}]}


def test_profiles_that_came_along_stay():
    post = {"id": "5", "text": "hi @acme", "author_id": "9", "created_at": "not a time"}
    users = {"users": [{"id": "9", "username": "jo_k"}]}
    body = json.dumps({"data": post, "includes": users, "matching_rules": [{"id": "1"}]}).encode()
    (fault,) = broken("x", body)
    assert json.loads(IsolatedItems(body).alone(fault.item)) == {"data": post, "includes": users}


# Lists that are part of an item, in any platform's sample: nobody tries one of their members by itself.
PARTS = {"contacts", "facets", "features", "langs", "media_attachments", "mentions", "tags"}


@pytest.mark.parametrize("platform", [name for name in platforms.names() if case(name).is_json])
def test_of_every_sample_each_item_reads_alone_as_it_did_in_its_place(platform):
    body, sample = case(platform).event, case(platform).payload
    around, whole = IsolatedItems(body), read(platform, body)
    found = [alone for item in [sample, *_members(sample, PARTS)] if (alone := around.alone(item))]
    assert found
    assert all(item in whole for alone in found for item in read(platform, alone))


@pytest.mark.parametrize("platform", [name for name in platforms.names() if case(name).is_json and case(name).one_bad])
def test_of_every_platforms_batch_the_bad_item_reads_alone_as_it_did_in_its_place(platform):
    body = written(case(platform).one_bad(case(platform).payload))
    faults = broken(platform, body)
    assert faults
    assert [read(platform, IsolatedItems(body).alone(fault.item)) for fault in faults] == [[fault] for fault in faults]


def _members(tree, leave_out=frozenset()):
    """Everything that stands in a list, but for the lists of these names."""
    if isinstance(tree, dict):
        tree, listed = [child for key, child in tree.items() if key not in leave_out], False
    else:
        tree, listed = tree if isinstance(tree, list) else (), True
    for child in tree:
        if listed:
            yield child
        yield from _members(child, leave_out)


def test_who_spoke_stays_beside_what_they_said():
    body = case("whatsapp").payload
    [received] = [change["value"] for entry in body["entry"] for change in entry["changes"]]
    alone = IsolatedItems(written(body)).alone(received["messages"][0])
    assert read("whatsapp", alone) == read("whatsapp", written(body))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=2), inner, max_size=4),
    max_leaves=20,
)


@given(JSON)
def test_whatever_stands_in_a_list_is_found_again(tree):
    around = IsolatedItems(json.dumps(tree).encode())
    for item in _members(tree):
        alone = around.alone(item)
        assert alone is None or item in [json.loads(alone), *_members(json.loads(alone)), *_parts(json.loads(alone))]


def _parts(tree):
    for child in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield child
        yield from _parts(child)


@pytest.mark.parametrize("body", [b"", b"\xff", b"NaN,", b"[" * 100_000, b"9" * 5000])
def test_a_body_that_cannot_be_read_holds_no_item(body):
    assert IsolatedItems(body).alone({"id": 1}) is None


def test_what_is_not_in_it_is_not_found():
    assert IsolatedItems(b'[{"id": 1}]').alone({"id": 2}) is None


def test_a_thousand_items_that_cannot_be_read_cost_one_look_at_the_body():
    def delivery(number):
        return [{"id": at, "text": "x" * 500, "deep": {"er": [{"est": at}]}} for at in range(number)]

    def look_at_each(items):
        around = IsolatedItems(json.dumps({"mentions": items}).encode())
        assert all(around.alone(item) for item in items)

    assert_linear(look_at_each, delivery, 125)
