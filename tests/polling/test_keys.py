"""Public keys: fetched every six hours, stored if they are keys."""

from datetime import timedelta

import pytest

from goodword.errors import Unreadable
from tests.polling.small_world import KEYS, SmallWorld, configuration, install, page

SILENT = configuration(acme_toy={})


@pytest.fixture
def world(monkeypatch):
    install(monkeypatch, KEYS=KEYS)
    return SmallWorld()


def test_keys_are_fetched_and_kept(world):
    assert [poll.outcome for poll in world.round(SILENT)] == ["asked"]
    assert world.kept_keys == {"toy": page().body}
    assert world.passed_on == []
    assert world.state().due <= world.now + timedelta(hours=6)


def test_what_are_no_keys_is_a_failure(world, monkeypatch):
    def refuse(platform, published):
        raise Unreadable("no keys")

    world.asker._world.keys.keep = refuse
    assert [poll.outcome for poll in world.round(SILENT)] == ["unreadable"]


@pytest.mark.parametrize("status", [401, 404, 500])
def test_a_refusal_is_remembered_like_any_other(world, status):
    world.answers = [page(status=status)]
    [done] = world.round(SILENT)
    assert (done.stopped, world.state().fails) == (False, 1)


def test_they_are_not_waited_for_as_long_as_they_last(world):
    world.answers = [page(status=500)]
    world.round(SILENT)
    assert world.state().due - world.now <= timedelta(minutes=11)
