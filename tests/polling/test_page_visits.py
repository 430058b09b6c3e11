"""When a page may be visited: limits for page and host, and a visit begins after every webmention."""

from datetime import timedelta

import pytest

from goodword.jobs import RetryLater
from goodword.polling.page_visits import AGAIN, LEASE, SKEW, PageVisits
from goodword.storage.in_memory_store import InMemoryStore
from goodword.web.guard import Forbidden
from tests.polling.small_world import NOW

TARGET = "https://acme.example/"
SLOW, QUICK = timedelta(seconds=10), timedelta(seconds=0.3)
SECOND = timedelta(seconds=1)


class Days:
    """Page visits, and a clock to set."""

    def __init__(self):
        self.now, self.store = NOW, InMemoryStore()
        self.turns = PageVisits(self.store, lambda: self.now)

    def visit(self, source, announcement="1", sent=None, takes=QUICK):
        """Whether the page was visited; None when another visit covers it."""
        try:
            turn = self.turns.take(source, TARGET, announcement, sent or self.now)
        except RetryLater:
            return False
        if turn is None:
            return None
        self.now += takes
        self.turns.end(turn)
        return True


@pytest.fixture
def days():
    return Days()


def test_a_thousand_slow_pages_of_one_host_take_half_of_one_runs_time(days):
    pages = [f"https://slow.example/{number}" for number in range(1_000)]
    begun, visits = days.now, 0
    while days.now < begun + timedelta(minutes=1):
        done = [page for page in pages if days.visit(page, takes=SLOW)]
        assert len(done) <= 1, "the others do not wait for it within a run"
        visits += len(done)
        assert days.visit(f"https://ana.example/{visits}", takes=timedelta()), "an honest host does not wait for others"
        days.now += SECOND
    assert 2 <= visits <= 4


def test_a_quick_host_is_hardly_held_up(days):
    done = 0
    for _ in range(600):
        done += bool(days.visit(f"https://quick.example/{done}"))
        days.now += timedelta(seconds=0.1)
    assert done >= 100


def test_a_host_is_visited_by_one_run_at_a_time(days):
    assert days.turns.take("https://a.example/1", TARGET, "1", days.now)
    assert days.visit("https://A.example./2", "2") is False
    assert days.visit("https://www.a.example/", "3") is True
    days.now += LEASE
    assert days.visit("https://a.example/2", "2") is True, "the run that had the lease was lost"


def test_only_one_of_two_that_read_the_same_goes(days):
    class Late(InMemoryStore):
        def get(self, key):
            found = super().get(key)
            if turns := self.__dict__.pop("first", None):
                turns.take("https://a.example/", TARGET, "1", NOW)
            return found

    days.store = Late()
    days.turns = PageVisits(days.store, lambda: days.now)
    days.store.first = days.turns
    assert days.visit("https://a.example/", "2") is False


def test_an_announcement_is_dropped_only_for_a_visit_that_began_after_it(days):
    sent = days.now
    days.now += 10 * SECOND
    begun = days.now
    assert days.visit("https://a.example/", "1", sent)
    assert days.visit("https://a.example/", "2", sent) is None
    for later in (begun - SKEW, begun, begun + SECOND):
        assert days.visit("https://a.example/", "3", later) is False
    days.now = begun + AGAIN
    assert days.visit("https://a.example/", "3", begun + SECOND) is True
    assert days.visit("https://a.example/", "4", begun + 2 * SECOND) is None


def test_the_same_announcement_goes_on_trying_and_counts(days):
    tries = []
    for _ in range(3):
        turn = days.turns.take("https://a.example/", TARGET, "1", NOW)
        days.turns.end(turn)
        tries.append(turn.tries)
        days.now += 10 * SECOND
    assert tries == [1, 2, 3]


def test_another_target_is_another_page(days):
    assert days.visit("https://a.example/")
    days.now += SECOND
    assert days.turns.take("https://a.example/", f"{TARGET}other", "2", days.now)


def test_a_run_that_comes_back_late_does_not_end_anothers_lease(days):
    late = days.turns.take("https://a.example/1", TARGET, "1", days.now)
    days.now += LEASE
    assert days.turns.take("https://a.example/2", TARGET, "2", days.now)
    days.turns.end(late)
    assert days.visit("https://a.example/3", "3") is False


def test_nothing_is_kept_of_a_page_but_digests_and_times(days):
    days.visit("https://ana.example/secret")
    assert "ana" not in repr(days.store._items)


def test_what_nobody_goes_to_is_never_polled(days):
    with pytest.raises(Forbidden):
        days.turns.take("http://localhost/", TARGET, "1", NOW)
    assert days.store._items == {}
