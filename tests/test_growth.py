"""The checks that other tests measure with: linear work passes, quadratic work does not."""

import re

import pytest

from tests.growth import assert_linear, assert_linear_steps, repeated, steps


def looks_once(text):
    return sum(letter == "a" for letter in text)


def looks_at_each_pair(text):
    return sum(left == right for left in text for right in text)


def looks_again_from_each_place(text):
    """Quadratic work in a library in C: no Python step shows it."""
    return re.findall("<[^>]*>", text)


@pytest.mark.parametrize("by", [assert_linear, assert_linear_steps])
def test_linear_work_passes_and_quadratic_work_does_not(by):
    by(looks_once, repeated("abc"), 2_000)
    with pytest.raises(AssertionError, match="more than 2"):
        by(looks_at_each_pair, repeated("abc"), 60)


def test_quadratic_work_of_a_library_is_seen_by_its_time():
    assert_linear(looks_again_from_each_place, repeated("<a>"), 2_000)
    with pytest.raises(AssertionError, match=r"costs \d+\.\d times as much"):
        assert_linear(looks_again_from_each_place, repeated("<"), 1_000)


def test_steps_are_counted_and_the_same_in_every_run():
    counted = {steps(looks_once, "abc" * 10) for _ in range(3)}
    assert len(counted) == 1
    assert counted.pop() >= 30


def test_no_two_tries_have_the_same_input():
    given = []
    with pytest.raises(AssertionError):
        assert_linear(lambda text: given.append(looks_at_each_pair(text) and text), repeated("abc"), 200)
    assert len({*given}) == len(given)
