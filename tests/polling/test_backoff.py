"""When to poll again: limits that always hold."""

from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goodword.budget.ledger import next_month
from goodword.connectors.contract import Request, Response
from goodword.polling.backoff import next_poll, next_try
from goodword.polling.failure import LONGEST_WAIT, SHORTEST_WAIT, STOPPED, FetchFailure, check, retry_after
from tests.naming import naming

NOW = datetime(2026, 11, 20, 9, 0, 5, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WORDS = ["busy", "down", "slow", "unreadable", "lost", *sorted(STOPPED - {"cap"})]

moments = st.integers(0, 6 * 366 * 86_400_000).map(
    lambda ms: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
)
intervals = st.integers(1, 1440).map(lambda minutes: timedelta(minutes=minutes))


@given(moments, intervals, st.text())
def test_a_poll_comes_within_the_interval(now, every, name):
    next_due = next_poll(now, every, name)
    assert now < next_due <= now + every
    assert abs(next_poll(next_due, every, name) - next_due - every) < timedelta(milliseconds=1)


@given(st.sampled_from(WORDS), st.integers(1, 10_000), intervals, st.text())
def test_a_try_comes_no_sooner_than_the_interval_or_six_hours_and_within_a_day(word, fails, every, name):
    wait = next_try(FetchFailure(word), fails, every, NOW, name) - NOW
    assert min(every, HOUR) <= wait <= DAY + MINUTE
    if word not in STOPPED:
        assert min(every, 6 * HOUR) <= wait <= 6 * HOUR + MINUTE


@given(st.integers(60, 86_400), st.integers(1, 100), intervals, st.text())
def test_who_asks_us_to_wait_is_never_asked_sooner(seconds, fails, every, name):
    asked = timedelta(seconds=seconds)
    wait = next_try(FetchFailure("busy", asked), fails, every, NOW, name) - NOW
    assert asked <= wait <= asked + MINUTE


@given(moments, st.text())
@example(datetime(2026, 12, 31, 23, 59, 59, 999_999, UTC), "a")
@example(datetime(2028, 2, 29, 12, tzinfo=UTC), "a")
@example(datetime(2026, 12, 1, tzinfo=UTC), "a")
def test_a_cap_lasts_until_the_month_is_over(now, name):
    due = next_try(FetchFailure("cap", next_month(now) - now), 1, HOUR, now, name)
    assert next_month(now) <= due <= next_month(now) + MINUTE
    assert next_month(now).day == 1
    assert (next_month(now) - timedelta(microseconds=1)).month == now.month
    assert now < next_month(now)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120),
        ("0", 60),
        ("99999999999999999999999999", 86_400),
        ("Fri, 20 Nov 2026 10:00:05 GMT", 3600),
        ("Fri, 20 Nov 2026 10:00:05 -0000", 3600),
        ("Fri, 20 Nov 2026 08:00:05 GMT", 60),
        ("Fri, 20 Nov 2099 08:00:05 GMT", 86_400),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("Fri, 99 Nov 2026 10:00:05 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(text, seconds):
    assert retry_after({"retry-after": text}, NOW) == (None if seconds is None else timedelta(seconds=seconds))


@given(st.text(max_size=60) | st.integers().map(str))
def test_retry_after_may_say_anything(text):
    wait = retry_after({"retry-after": text}, NOW)
    assert wait is None or SHORTEST_WAIT <= wait <= LONGEST_WAIT


def test_every_status_is_an_answer_or_a_failure():
    request = Request(url="https://toy.example/", also=frozenset({304, 404}))
    for status in range(100, 600):
        answers = 200 <= status < 300 or status in (304, 404)
        with naming(status), nullcontext() if answers else pytest.raises(FetchFailure):
            assert check(request, Response(status, {}, b""), NOW) is None
