"""What is due, and how it is leased: leased first, read once, and no read when there is nothing to poll."""

from datetime import timedelta

import pytest

from goodword.jobs import Job
from goodword.polling.cursor_store import CursorStore
from goodword.polling.plan import plan
from goodword.polling.scheduler import LEASE, MOST, Scheduler
from tests.polling.small_world import KEYS, NOW, RECHECK, SmallWorld, configuration, install, page

TWO = configuration(acme_one={"ask": {"search": ["acme", "lamp"]}}, acme_two={"ask": {"search": ["acme"]}})


class Untouchable:
    def __getattr__(self, name):
        raise AssertionError(f"the table was touched: {name}")


def test_everything_that_is_asked_is_planned(toy):
    assert [(poll.job.source, poll.job.what, poll.job.value) for poll in plan(TWO)] == [
        ("acme-one", "search", "acme"),
        ("acme-one", "search", "lamp"),
        ("acme-two", "search", "acme"),
    ]
    assert len({poll.name for poll in plan(TWO)}) == 3


def test_a_source_may_have_its_own_interval(toy):
    [poll] = plan(configuration(acme_toy={"ask": {"search": ["acme"]}, "every": 5}))
    assert poll.every == timedelta(minutes=5)


def test_feeds_and_platforms_of_another_version_are_left_out(toy):
    assert plan(configuration(a={"platform": "other", "ask": {"search": ["x"]}}, b={"ask": {"odd": ["x"]}})) == []


def test_mentions_are_looked_at_again_and_keys_fetched_once_for_a_platform(monkeypatch):
    install(monkeypatch, RECHECK=RECHECK, KEYS=KEYS)
    silent_first = configuration(a={}, b={"ask": {"search": ["acme"]}}, c={"ask": {"search": ["acme"]}})
    once = [poll for poll in plan(silent_first) if poll.job.kind != "poll"]
    assert [(poll.job.kind, poll.job.source, poll.every) for poll in once] == [
        ("recheck", "b", timedelta(days=1)),
        ("keys", "b", timedelta(hours=6)),
    ]


def test_where_nothing_is_asked_the_table_is_not_touched(toy):
    assert Scheduler(CursorStore(Untouchable())).go(configuration(acme_toy={}), NOW) == []


def test_the_table_is_read_once_a_round(world, monkeypatch):
    reads = []
    monkeypatch.setattr(world.store, "since", lambda *key: reads.append(key) or [])
    monkeypatch.setattr(world.store, "get", None)
    world.hand_out.go(TWO, world.now)
    assert reads == [("asked", "a")]


def test_what_is_leased_is_not_handed_out(world):
    assert len(world.hand_out.go(TWO, world.now)) == 3
    world.now += LEASE - timedelta(seconds=1)
    assert world.hand_out.go(TWO, world.now) == []
    world.wait(seconds=1)
    assert len(world.hand_out.go(TWO, world.now)) == 3


def test_two_sweeps_at_once_hand_a_job_out_once(world, monkeypatch):
    other = Scheduler(CursorStore(world.store))
    stale = world.memory.all()
    assert len(world.hand_out.go(TWO, world.now)) == 3
    monkeypatch.setattr(other._memory, "all", lambda: stale)
    assert other.go(TWO, world.now) == []


def test_a_round_has_an_end_and_what_waits_longest_goes_first(world):
    many = configuration(**{f"s{place:03}": {"ask": {"search": [f"w{n}" for n in range(40)]}} for place in range(10)})
    first = world.hand_out.go(many, world.now)
    assert len(first) == MOST
    second = world.hand_out.go(many, world.now)
    assert len(second) == 400 - MOST
    assert not {(poll.source, poll.value) for poll in first} & {(poll.source, poll.value) for poll in second}


def test_other_terms_are_tried_at_once(world):
    poor = configuration(acme_toy={"ask": {"search": ["acme"]}, "cap": {"reads": 5}})
    assert [poll.outcome for poll in world.round(poor)] == ["cap"]
    world.wait(minutes=1)
    assert world.round(poor) == []
    rich = configuration(acme_toy={"ask": {"search": ["acme"]}, "cap": {"reads": 500}})
    assert [poll.outcome for poll in world.round(rich)] == ["asked"]
    assert world.round(rich) == []


def test_who_asked_us_to_wait_is_left_alone_on_any_terms(world):
    world.answers = [page(status=429, retry_after="3600")]
    world.round(configuration())
    world.wait(minutes=5)
    assert world.round(configuration(acme_toy={"ask": {"search": ["acme"]}, "every": 1})) == []


@pytest.mark.parametrize("every", [1, 7, 1440])
def test_a_source_is_asked_as_often_as_it_says(world, every):
    configured = configuration(acme_toy={"ask": {"search": ["acme"]}, "every": every})
    asked = 0
    for _ in range(3 * every):
        asked += len(world.round(configured))
        world.wait(minutes=1)
    assert asked in (3, 4)  # the first time at once, then at its interval


def test_many_sources_spread_over_the_time(toy):
    world = SmallWorld()
    many = configuration(**{f"s{place:03}": {"ask": {"search": ["acme"]}} for place in range(90)})
    world.round(many)
    minutes = []
    for _ in range(15):
        world.wait(minutes=1)
        minutes.append(len(world.round(many)))
    assert sum(minutes) == 90
    assert max(minutes) <= 18


def test_a_job_goes_over_a_queue(toy):
    [poll] = plan(configuration())
    assert Job.from_message(poll.job.as_message()) == poll.job
