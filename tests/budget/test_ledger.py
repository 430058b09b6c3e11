"""The cost of polling: concurrent requests never exceed a cap, and after a crash the count is at most too high."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.budget.ledger import Account, CapReached, Ledger
from goodword.config.sources import Cap
from goodword.storage.in_memory_store import InMemoryStore
from goodword.web.guard import Unreachable
from tests.polling.small_world import NOW, SmallWorld, configuration, page, paid, replace

POOR = Account(source="acme-x", usd_per_read=0.005, cap=Cap(usd=1))


def booked(store, owner, month="2026-11"):
    spent = store.get(("spent", f"{owner}#{month}")) or {"reads": 0, "micro": 0}
    return int(spent["reads"]), int(spent["micro"])


class Crowd(InMemoryStore):
    """An in-memory store where somebody else writes between our read and our write, once for each of `others`."""

    def __init__(self, others):
        super().__init__()
        self.others, self.busy = list(others), False

    def write(self, *writes):
        if self.others and not self.busy:
            self.busy = True
            account, reads = self.others.pop()
            attempt(Ledger(self), account, reads)
            self.busy = False
        return super().write(*writes)


def attempt(spending, account, reads, now=NOW):
    try:
        return spending.reserve(account, reads, now)
    except CapReached:
        return None


accounts = st.builds(
    Account,
    source=st.sampled_from(["acme-x", "acme-y"]),
    usd_per_read=st.sampled_from([0.005, 0.01]),
    cap=st.just(Cap(usd=3, reads=400)),
    together=st.just(Cap(usd=4)),
    urgent=st.booleans(),
)
asks = st.tuples(accounts, st.integers(1, 200))


@given(st.lists(asks, max_size=20), st.lists(asks, max_size=20), st.lists(st.integers(0, 200), max_size=20))
def test_no_cap_is_passed_whoever_asks_at_the_same_time(ours, others, costs):
    store = Crowd(others)
    spending = Ledger(store)
    for account, reads in ours:
        reservation = attempt(spending, account, reads)
        if reservation and costs:
            spending.settle(reservation, min(costs.pop(), reads))
        (x, x_micro), (y, y_micro) = booked(store, "acme-x"), booked(store, "acme-y")
        together = booked(store, "*")
        assert max(x, y) <= 400
        assert max(x_micro, y_micro) <= 3_000_000
        assert together == (x + y, x_micro + y_micro)
        assert together[1] <= 4_000_000


@given(st.lists(asks, max_size=30))
def test_ordinary_sources_leave_a_fifth_to_the_urgent_ones(asked):
    store = InMemoryStore()
    for account, reads in asked:
        before = booked(store, "*")[1]
        if attempt(Ledger(store), account, reads):
            limit = 4_000_000 if account.urgent else 3_200_000
            assert before < booked(store, "*")[1] <= limit


def test_a_cap_ends_with_its_month():
    spending = Ledger(InMemoryStore())
    last = datetime(2026, 11, 30, 23, 59, 59, 999_999, UTC)
    assert attempt(spending, POOR, 200, last)
    assert attempt(spending, POOR, 1, last) is None
    assert attempt(spending, POOR, 200, last + timedelta(microseconds=1))


def test_a_cap_that_was_reached_as_the_month_ended_lasts_for_that_month_only(monkeypatch):
    paid(monkeypatch, usd=1)
    world = SmallWorld(now=datetime(2026, 11, 30, 23, 59, 59, 999_000, UTC))
    ticks = iter([world.now] * 3)
    world.asker._world = replace(
        world.asker._world, clock=lambda: next(ticks, datetime(2026, 12, 1, 0, 0, 1, tzinfo=UTC))
    )
    [done] = world.round(configuration(acme_toy={"ask": {"search": ["acme"]}, "cap": {"usd": 5}}))
    assert done.outcome == "cap"
    assert world.state().due < datetime(2026, 12, 1, 0, 2, tzinfo=UTC)


def test_that_a_cap_is_reached_is_told_though_somebody_else_books_at_the_same_time():
    store = Crowd([])
    spending = Ledger(store)
    spending.reserve(POOR, 1, NOW)
    store.others = [(POOR, 1)]
    assert spending.tell(POOR, "its cap", NOW)
    assert not spending.tell(POOR, "its cap", NOW)


def test_what_was_reserved_in_one_month_is_settled_there():
    store = InMemoryStore()
    spending = Ledger(store)
    reservation = spending.reserve(POOR, 100, datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC))
    spending.settle(reservation, 7)
    assert booked(store, "acme-x") == (7, 35_000)
    assert booked(store, "acme-x", "2026-12") == (0, 0)


@pytest.mark.parametrize(
    ("account", "detail"),
    [
        (POOR, "its monthly cap of 1 USD"),
        (Account(source="a", cap=Cap(reads=1000)), "its monthly cap of 1,000 reads"),
        (
            Account(source="a", usd_per_read=1, together=Cap(usd=50)),
            "80 % of the monthly cap of 50 USD over all sources",
        ),
        (
            Account(source="a", usd_per_read=1, together=Cap(usd=50), urgent=True),
            "the monthly cap of 50 USD over all sources",
        ),
    ],
)
def test_an_owner_reads_which_cap_it_was(account, detail):
    with pytest.raises(CapReached) as raised:
        Ledger(InMemoryStore()).reserve(account, 10_000, NOW)
    assert raised.value.detail == detail


def test_what_only_counts_knows_its_own_cap_alone():
    store = InMemoryStore()
    free = Account(source="acme-videos", cap=Cap(reads=100), together=Cap(reads=1))
    assert attempt(Ledger(store), free, 100)
    assert attempt(Ledger(store), free, 1) is None
    assert booked(store, "*") == (0, 0)


# ---- through the poller ----------------------------------------------------------------------------------------------


def test_what_an_answer_did_cost_is_booked(monkeypatch):
    paid(monkeypatch)
    world = SmallWorld()
    world.round(configuration())
    assert booked(world.store, "acme-toy") == (9, 45_000)
    assert booked(world.store, "*") == (9, 45_000)


@pytest.mark.parametrize(("answer", "reads"), [(Unreachable("no"), 10), (page(status=500), 0), (page(status=404), 0)])
def test_what_may_have_cost_something_stays_booked_and_a_refusal_does_not(monkeypatch, answer, reads):
    paid(monkeypatch)
    world = SmallWorld(answers=[answer])
    world.round(configuration())
    assert booked(world.store, "acme-toy")[0] == reads


def test_a_crash_counts_too_much_and_never_too_little(monkeypatch):
    paid(monkeypatch)
    world = SmallWorld(answers=[KeyboardInterrupt()])
    with pytest.raises(KeyboardInterrupt):
        world.round(configuration())
    assert booked(world.store, "acme-toy")[0] == 10


def test_at_its_cap_a_source_stops_until_the_month_is_over_and_says_so_once(monkeypatch):
    paid(monkeypatch, usd=0.1)
    two = configuration(acme_toy={"ask": {"search": ["acme", "lamp"]}, "cap": {"usd": 1}})
    world = SmallWorld()
    done = world.round(two)
    assert [poll.outcome for poll in done] == ["cap", "cap"]
    assert [poll.stopped for poll in done] == [True, False]
    assert len(world.sent) == 1  # 3 reads of a possible 10: the rest is less than a page can cost
    standing = next(state for state in world.memory.all().values() if state.cursor)
    assert (standing.cursor, standing.due.isoformat()[:16]) == ({"next": 3}, "2026-12-01T00:00")
    while world.now < datetime(2026, 12, 1, 0, 0, tzinfo=UTC):
        assert world.round(two) == []
        world.wait(hours=1)
    world.now = datetime(2026, 12, 1, 0, 1, tzinfo=UTC)
    done = world.round(two)
    assert [(poll.outcome, poll.stopped) for poll in done] == [("cap", True), ("cap", False)]
    assert len(world.sent) == 2
