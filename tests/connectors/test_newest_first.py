"""Walking a list, newest first: whatever the list does, nothing is skipped and nothing runs for ever."""

from datetime import timedelta

import pytest

from goodword.connectors._newest_first import PAGES, Page, newest_first
from goodword.connectors.contract import Request, Response
from tests.connectors.drive import NOW, ask

OVERLAP = timedelta(minutes=2)
DAY_AGO = "2026-11-19T09:00:00Z"


def minutes_ago(*counts):
    return tuple(NOW - timedelta(minutes=count) for count in counts)


class List:
    """Pages by their token ("" is the first): when its items were made, and the next token; or a status."""

    def __init__(self, pages):
        self.pages, self.asked, self.served = pages, [], []

    def run(self, cursor):
        """One run; returns the cursor."""

        def request(since, page):
            self.asked.append(page or "")
            return Request(url=f"https://api.example/{page or ''}")

        steps = newest_first(ask("search", cursor=cursor), request, lambda response: self.served[-1], OVERLAP)
        question = next(steps)
        try:
            while True:
                found = self.pages[self.asked[-1]]
                assert found != 400 or 400 in question.also, "it is refused"
                self.served.append(Page((), None) if found == 400 else found)
                question = steps.send(Response(400 if found == 400 else 200, {}, b""))
        except StopIteration as done:
            return done.value


def pages(count, minutes=1):
    """So many pages of two items, and one item a day old on the last."""
    found = {str(n): Page(minutes_ago(2 * n * minutes, (2 * n + 1) * minutes), str(n + 1)) for n in range(count)}
    return {"": found.pop("0"), **found, str(count): Page(minutes_ago(60 * 25), None)}


def until_the_bottom(listed, cursor=None, most=20):
    cursor = listed.run(cursor or {})
    for _ in range(most):
        if "page" not in cursor:
            return cursor
        cursor = listed.run(cursor)
    raise AssertionError("it goes on for ever")


def test_a_long_list_is_gone_through_to_its_bottom():
    listed = List(pages(12))
    assert listed.run({}) == {
        "since": DAY_AGO,
        "newest": "2026-11-20T09:00:00Z",
        "oldest": "2026-11-20T08:51:00Z",
        "page": "5",
    }
    assert until_the_bottom(listed, listed.run({})) == {"since": "2026-11-20T08:58:00Z"}
    assert set(listed.asked) == {"", *map(str, range(1, 13))}


@pytest.mark.parametrize("lost", [400, Page((), None)])
def test_a_page_that_waited_and_is_no_more_there_begins_at_the_top(lost):
    listed = List(pages(8))
    cursor = listed.run({})
    listed.pages["5"] = lost
    cursor = listed.run(cursor)
    assert cursor["since"] == DAY_AGO, "items that were not reached are not skipped"
    assert listed.asked[PAGES:] == ["5", "", "1", "2", "3"]
    listed.pages = pages(8)
    assert until_the_bottom(listed, cursor) == {"since": "2026-11-20T08:58:00Z"}


def test_an_empty_page_in_the_middle_is_no_end():
    found = pages(8)
    listed = List(found | {"3": Page((), "4"), "5": Page((), "6")})
    until_the_bottom(listed)
    assert listed.asked[-1] == "8"


@pytest.mark.parametrize(
    "found",
    [
        {"": Page(minutes_ago(1), "a"), "a": Page(minutes_ago(2), "b"), "b": Page(minutes_ago(3), "a")},
        {"": Page((), "a"), "a": Page((), "b"), "b": Page((), "a")},
        {"": Page(minutes_ago(1), "a"), "a": Page((), "b"), "b": Page((), "a")},
    ],
)
def test_a_list_that_goes_round_in_circles_is_left(found):
    listed = List(found)
    cursor = until_the_bottom(listed)
    assert len(listed.asked) <= 3 * PAGES
    assert listed.asked[0] == ""
    listed.run(cursor)
    assert "" in listed.asked[1:], "new items at the top are read again"


def test_a_month_of_silence_and_a_clock_that_was_wrong():
    quiet = List({"": Page((), None)})
    assert quiet.run({"since": "2026-10-20T09:00:00Z"}) == {"since": "2026-10-20T09:00:00Z"}
    assert quiet.run({}) == {"since": DAY_AGO}
    ahead = List({"": Page((NOW + timedelta(days=400), *minutes_ago(3)), None)})
    assert ahead.run({}) == {"since": "2026-11-20T08:58:00Z"}
