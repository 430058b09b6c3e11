"""Rechecks: each mention at its ages, once a day, continuing after any interruption."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.connectors.contract import Recheck
from goodword.connectors.reporters import for_each
from goodword.id_scope import kept_apart
from goodword.mention import Mention
from goodword.polling.recheck import ages, batches, is_over
from goodword.storage.document_store import ConditionalWrite
from goodword.storage.keys import feed_keys, from_ms, mention_key
from tests.polling.small_world import NOW, RECHECK, SmallWorld, configuration, install, page

DAY = timedelta(days=1)
SILENT = configuration(acme_toy={})
TODAY = NOW.replace(hour=0, minute=0, second=0)
PLACE, OTHER = sorted(feed_keys("acme"))[0], sorted(feed_keys("acme"))[5]


@pytest.fixture
def world(monkeypatch):
    install(monkeypatch, RECHECK=RECHECK)
    return SmallWorld()


def looked_at(world):
    return [delivery.asked["ids"] for delivery in world.passed_on]


def test_ages_go_on_in_steps_as_long_as_a_mention_is_kept():
    rule = Recheck(steps=None, batch=1, ages=(1, 7, 28), why="")
    assert ages(rule, 100) == [1, 7, 28, 49, 70, 91]
    assert ages(rule, 7) == [1, 7]
    assert ages(Recheck(steps=None, batch=1, ages=(2,), why=""), 7) == [2, 4, 6]


def test_a_day_a_week_and_on(world):
    at = {age: TODAY - age * DAY + timedelta(hours=3) for age in (0, 1, 2, 7, 13, 31)}
    world.filed = {PLACE: [(moment, "toy", f"id{age}") for age, moment in sorted(at.items(), reverse=True)]}
    assert [poll.outcome for poll in world.round(SILENT)] == ["asked"]
    assert sorted(looked_at(world)) == ["id1", "id13", "id7"]
    assert [delivery.asked["what"] for delivery in world.passed_on] == ["recheck"] * 3


def test_only_this_platforms_and_in_batches(world):
    moment = TODAY - DAY
    world.filed = {
        PLACE: [(moment + timedelta(seconds=n), "other" if n % 2 else "toy", f"id{n}") for n in range(8)],
        OTHER: [(moment + timedelta(hours=23, minutes=59, seconds=59, milliseconds=999), "toy", "last")],
    }
    world.round(SILENT)
    assert sorted(looked_at(world)) == ["id0,id2", "id4,id6", "last"]


def test_a_day_full_of_other_platforms_has_places_to_stop_at(monkeypatch):
    monkeypatch.setattr("goodword.polling.recheck.ROWS", 10)
    rows = [(TODAY - DAY + timedelta(seconds=n), "toy" if n == 25 else "other", f"id{n}") for n in range(30)]
    stops = list(batches(RECHECK, "toy", [PLACE], lambda *_: iter(rows), {}, NOW, 1))
    assert [stop.ids for stop in stops] == [(), (), ("id25",), (), ()]
    assert [from_ms(stop.after["after"]) for stop in stops[:3]] == [rows[9][0], rows[19][0], rows[29][0]]


def test_each_day_once(world):
    world.filed = {PLACE: [(TODAY - DAY, "toy", "id")]}
    for _ in range(23):
        world.round(SILENT)
        world.wait(hours=1)
    assert looked_at(world) == ["id"]


def test_it_goes_on_where_it_was_refused(world):
    world.filed = {PLACE: [(TODAY - DAY + timedelta(seconds=n), "toy", f"id{n}") for n in range(6)]}
    world.answers = [page(), page(status=500)]
    assert [poll.outcome for poll in world.round(SILENT)] == ["down"]
    world.until_due()
    world.round(SILENT)
    assert looked_at(world) == ["id0,id1", "id1,id2", "id3,id4", "id5"]  # from the last moment on, inclusive


def test_it_stops_when_time_is_up_and_goes_on_at_once(world):
    world.filed = {PLACE: [(TODAY - DAY + timedelta(seconds=n), "toy", f"id{n}") for n in range(4)]}
    [job] = world.hand_out.go(SILENT, world.now)
    left = iter([True, False])
    world.asker.do(job, SILENT, lambda: next(left))
    assert world.state().due == world.now
    for _ in range(3):
        world.round(SILENT)
        world.wait(minutes=1)
    assert looked_at(world) == ["id0,id1", "id1,id2", "id3"]


def test_a_day_that_was_missed_is_made_up_for(world):
    world.round(SILENT)
    world.now += 3 * DAY
    world.filed = {PLACE: [(TODAY + n * DAY, "toy", f"id{n}") for n in range(-3, 3)]}
    for _ in range(5):
        world.round(SILENT)
        world.wait(minutes=1)
    assert looked_at(world) == ["id0", "id1", "id2"]


def test_without_a_token_nobody_is_told(world, monkeypatch):
    def needy(ask):
        ask.token("token")
        yield

    install(monkeypatch, RECHECK=Recheck(steps=needy, batch=2, ages=(1,), why=""))
    world.stored, world.filed = {}, {PLACE: [(TODAY - DAY, "toy", "id")]}
    [done] = world.round(SILENT)
    assert (done.outcome, done.stopped) == ("no token", False)
    world.wait(hours=5)
    world.hand_out.go(SILENT, world.now)
    assert world.hand_out.silent == []


@given(
    st.lists(st.tuples(st.integers(0, 40 * 86_400 - 1), st.sampled_from(["x", "y", "z"])), max_size=30),
    st.integers(1, 4),
    st.lists(st.integers(0, 5), max_size=12),
)
def test_whatever_comes_between_everything_due_is_looked_at(mentions, batch, breaks):
    """Each run handles some batches and is cut off; the next one continues from the cursor."""
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    rule = Recheck(steps=None, batch=batch, ages=(1, 7), why="")
    filed = {}
    for number, (ago, place) in enumerate(sorted(mentions, reverse=True)):
        heard_at = now.replace(hour=23, minute=59, second=59) - timedelta(seconds=ago)
        filed.setdefault(place, []).append((heard_at, "toy", f"id{number}"))

    def received_between(place, after, until):
        assert after <= until
        return (item for item in filed.get(place, []) if after <= item[0] <= until)

    cursor, seen = {}, set()
    for most in [*breaks, 10_000]:
        for done, item in enumerate(batches(rule, "toy", ["x", "y", "z"], received_between, cursor, now, 30)):
            if done == most:
                break
            seen.update(item.ids)
            cursor = item.after
        if is_over(cursor, now):
            break
    days = {(now - age * DAY).date() for age in ages(rule, 30)}
    assert seen == {name for found in filed.values() for at, _, name in found if at.date() in days}
    assert is_over(cursor, now)


def test_it_asks_by_the_platforms_own_id_and_tells_each_source_that_told_of_it(world):
    apart = kept_apart("id", {"second"})
    world.filed = {PLACE: [(TODAY - DAY, "toy", "id"), (TODAY - DAY, "toy", apart)]}
    for external_id, source in (("id", "acme-toy"), (apart, "second")):
        item = {"type": "mention", "so": source, "kd": "post"}
        world.store.write(ConditionalWrite(key=(mention_key("toy", external_id), "m"), item=item))
    world.round(SILENT)
    assert looked_at(world) == ["id"]
    [delivery] = world.passed_on
    mention = Mention(
        platform="toy",
        source="acme-toy",
        external_id="id",
        kind="post",
        action="deleted",
        event_at=NOW,
        received_at=NOW,
    )
    sources = [lookup.source for lookup in for_each(delivery, [mention, replace(mention, external_id="other")])]
    assert sources == ["acme-toy", "second", "acme-toy"]
