"""One cache: fresh for a while, stale while its source is down, and never longer than it may be."""

import pytest

from goodword.storage.stale_while_down import StaleWhileDown


class Down(Exception):
    """The source does not answer."""


class Source:
    """Answers with its value, and counts how often it is asked; `now` is the clock."""

    def __init__(self) -> None:
        self.value, self.asked, self.now, self.known = "a", 0, 0.0, []

    def load(self, known):
        self.asked += 1
        self.known.append(known)
        if self.value is None:
            raise Down
        return self.value


@pytest.fixture
def source():
    return Source()


@pytest.fixture
def cache(source):
    return StaleWhileDown(
        source.load, fresh=lambda _: 60, errors=(Down,), retry=10, stale=lambda _: 300, clock=lambda: source.now
    )


def test_it_is_loaded_once_while_it_is_fresh(source, cache):
    assert [cache.get() for _ in range(5)] == ["a"] * 5
    assert source.asked == 1
    source.value, source.now = "b", 60
    assert cache.get() == "b"


def test_the_last_good_value_serves_while_the_source_is_down_and_it_is_tried_again_after_a_while(source, cache):
    cache.get()
    source.value, source.now = None, 61
    assert [cache.get() for _ in range(5)] == ["a"] * 5
    assert source.asked == 2
    source.now = 71
    assert cache.get() == "a"
    assert source.asked == 3
    assert source.known == [None, "a", "a"]


def test_not_for_ever(source, cache):
    cache.get()
    source.value, source.now = None, 300
    with pytest.raises(Down):
        cache.get()
    source.value = "b"
    assert cache.get() == "b"


def test_without_a_good_value_the_error_rises_each_time(source, cache):
    source.value = None
    for _ in range(3):
        with pytest.raises(Down):
            cache.get()
    assert source.asked == 3


def test_it_can_be_loaded_afresh_but_not_all_the_time(source, cache):
    cache.get()
    source.value = "b"
    assert cache.again() is None
    source.now = 10
    assert cache.again() == "b"
    assert cache.get() == "b"


def test_what_expired_is_loaded_by_the_next_who_asks(source, cache):
    cache.get()
    source.value = "b"
    cache.expire()
    assert (cache.get(), source.asked) == ("b", 2)


def test_an_error_that_it_does_not_hide_rises_at_once(source):
    cache = StaleWhileDown(source.load, fresh=lambda _: 1, errors=(), retry=1, clock=lambda: source.now)
    cache.get()
    source.value, source.now = None, 5
    with pytest.raises(Down):
        cache.get()
