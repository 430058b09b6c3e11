"""A delivery that takes longer than a batch may: everything in it is done, once, in few messages."""

import json
import random
from bisect import bisect_left
from collections import Counter, deque
from dataclasses import replace
from datetime import UTC, datetime
from itertools import repeat
from math import ceil, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.errors import TooLarge
from goodword.platforms.contract import MAX_MESSAGE_BYTES, Delivery
from goodword.scoring.portions import MOST, Portion, Shares

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
DELIVERY = Delivery("standard", "acme", "POST", {"webhook-id": "1"}, {}, b"[1, 2]", NOW, asked={"what": "search"})
MESSAGE = DELIVERY.as_message(["webhook-id"])


def always():
    return True


def never():
    return False


def sweep(items, enough):
    """Process a delivery in runs of `enough()` items each; returns how often each was done, the messages, the depth."""
    waiting, done, messages, deepest = deque([(MESSAGE, 1)]), Counter(), 0, 0
    while waiting:
        message, depth = waiting.popleft()
        messages, deepest = messages + 1, max(deepest, depth)
        left = iter([True] * (enough() - 1))
        portion = Portion(items, Delivery.from_message(message).part, lambda left=left: next(left, False))
        done.update(portion)
        waiting.extend((back, depth + 1) for back in portion.back(message))
    return done, messages, deepest


@given(count=st.integers(0, 3000), seed=st.integers(0, 99), most=st.integers(1, 400))
def test_everything_is_done_once_whatever_time_each_round_has(count, seed, most):
    chance = random.Random(seed)
    done, messages, deepest = sweep(range(count), lambda: chance.randint(1, most))
    assert done == Counter(range(count))
    assert messages <= max(count, 1)
    assert deepest <= ceil(log2(count + 1)) + 1


def test_where_each_round_does_one_item_only_lambda_sees_no_endless_loop():
    done, messages, deepest = sweep(range(20_000), lambda: 1)
    assert (len(done), messages) == (20_000, 20_000)
    assert deepest < 16


def test_what_there_is_time_for_goes_in_one_round():
    assert sweep(range(MOST), lambda: MOST)[1:] == (1, 1)
    assert sweep((), lambda: 1)[1:] == (1, 1)


def test_no_round_does_more_than_can_be_sent():
    portion = Portion(range(2 * MOST + 1), None, always)
    assert len(list(portion)) == MOST
    assert len(portion.back(MESSAGE)) == 2


def test_the_first_item_is_done_even_when_there_is_no_time_at_all():
    portion = Portion("abc", None, never)
    assert list(portion) == ["a"]
    assert [Delivery.from_message(back).part for back in portion.back(MESSAGE)] == [(1, 2, 3), (2, 3, 3)]


def test_what_goes_back_is_what_came_but_for_its_part():
    """A version without support for parts reads all of it again, and writes nothing twice."""
    portion = Portion("abc", None, never)
    list(portion)
    for back in portion.back(MESSAGE):
        assert replace(Delivery.from_message(back), part=None) == DELIVERY
        assert {name: value for name, value in json.loads(back).items() if name != "part"} == json.loads(MESSAGE)


def test_a_message_of_an_earlier_version_is_about_the_whole():
    assert Delivery.from_message(MESSAGE).part is None
    assert list(Portion("abc", None, always)) == ["a", "b", "c"]


@pytest.mark.parametrize("items", ["", "ab", "abcd"])
def test_a_body_that_reads_otherwise_by_now_is_read_again_from_its_start(items):
    assert list(Portion(items, (2, 3, 3), always)) == list(items)


def test_the_largest_message_that_comes_in_can_go_back():
    noise = random.Random(1).randbytes(790_000)
    fits = bisect_left(range(len(noise)), True, key=lambda size: not _fits(noise[:size])) - 1
    message = replace(DELIVERY, body=noise[:fits]).as_message()
    portion = Portion(range(99_999_999), None, never)
    next(iter(portion))
    assert all(MAX_MESSAGE_BYTES - 64 < len(back) <= MAX_MESSAGE_BYTES for back in portion.back(message))


def _fits(body):
    try:
        replace(DELIVERY, body=body).as_message()
    except TooLarge:
        return False
    return True


# ---- the time of a batch -------------------------------------------------------------------------------------------


def test_each_record_has_its_share_and_what_those_before_it_left_over():
    clock = [10_000]
    shares = Shares(4, lambda: clock[0], 4_000)
    for until in (8_500, 7_000):
        more = shares.next()
        clock[0] = until + 1
        assert more()
        clock[0] = until
        assert not more()
    shares.next()  # is done at once, and leaves its share to the last
    last = shares.next()
    clock[0] = 4_001
    assert last()
    clock[0] = 4_000
    assert not last()


def test_without_any_time_nobody_has_a_share():
    shares = Shares(2, repeat(3_000).__next__, 4_000)
    assert not shares.next()()
    assert not shares.next()()
