"""The cost at list price: a million mentions, counted request by request, and a month without mentions."""

import json
import re
from collections.abc import Callable

import pytest

from goodword.aws.metrics import METRICS
from goodword.budget.price_list import USD_A_COUNTED_MINUTE, USD_A_MAIL, USD_A_MENTION, USD_IDLE_MONTH, usd
from tests.conftest import ROOT
from tests.connectors.apis import rss
from tests.embedded import prices
from tests.flow import pollers
from tests.flow.asked import connect
from tests.flow.bill import Account, start_gb_seconds
from tests.flow.idle import idle_month
from tests.flow.million import A_MILLION, WAYS, of_a_mention, of_an_idle_round, window
from tests.flow.posts import LATE, comment
from tests.house.house import CONFIGURATION, House
from tests.house.plan import plan

MOST_A_MILLION = 6.50  # 6.00 before an encoder read each mention, which takes 0.4 (decision record 11)
MOST_IDLE = 5.00
FULL, EVEN, ALONE = WAYS
HOURS = 1  # how long this test polls a feed
ANSWERS_IN = 1.0  # seconds, as an ordinary web server does
OVER = 1.3  # the monthly line in mails may exceed the counted cost by this factor, and must not be below it

PAGE = (ROOT / "docs" / "costs.md").read_text()


def on_page(label: str) -> float:
    """The figure in the row of docs/costs.md that starts with this label."""
    [figure] = re.findall(rf"^\| {re.escape(label)}[^|]*\| ([0-9.]+) \|$", PAGE, re.MULTILINE)
    return float(figure)


@pytest.fixture
def printed_lines(capfd: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """What the functions have logged since the last call."""
    return lambda: "".join(capfd.readouterr())


@pytest.mark.parametrize(("name", "most"), [(FULL, MOST_A_MILLION), (EVEN, MOST_A_MILLION), (ALONE, float("inf"))])
def test_a_million_mentions(house: House, printed_lines: Callable[[], str], name: str, most: float) -> None:
    """Nobody gets a million mentions one a minute: a month has 43,200. This shows what each of a few mentions costs."""
    used = of_a_mention(house, printed_lines, WAYS[name])
    million = used.counted.usd * A_MILLION
    lines = ", ".join(f"{line} {amount * A_MILLION:.2f}" for line, amount in used.counted.lines.items())
    print(f"a million mentions {name}: {million:.2f} USD ({lines})")
    assert million <= most
    assert on_page(f"a million mentions {name}") == pytest.approx(million, abs=0.02)
    assert on_page("a million mentions kept for a month") == pytest.approx(used.kept_usd * A_MILLION, abs=0.02)
    without_mails = (used.counted.usd - used.counted.lines["mails"]) * A_MILLION
    known = (USD_A_MENTION + (USD_A_COUNTED_MINUTE if name == ALONE else 0)) * A_MILLION
    assert without_mails <= known
    assert name == FULL or known <= OVER * without_mails


def test_a_million_whose_messages_fall_to_pollers_by_chance() -> None:
    gap = WAYS[EVEN].gap
    more = 2 * (pollers.calls_by_chance(gap) - pollers.calls(gap)) * prices.SQS_REQUEST * A_MILLION
    million = on_page(f"a million mentions {EVEN}") + more
    print(f"a million mentions {EVEN}, at random: {million:.2f} USD")
    assert f"at random instead, the even million costs {million:.2f}." in PAGE


def test_a_mention_that_starts_every_function_anew() -> None:
    """Lambda keeps an idle function for some minutes; AWS does not say how many."""
    rooms = ("intake", "score", "store", "alert", "tally")
    usd = sum(map(start_gb_seconds, rooms)) * prices.LAMBDA_GB_SECOND
    print(f"a mention that starts every function: {usd:.5f} USD more")
    assert f"for which every function has to start costs {usd:.5f} USD more" in PAGE


def test_a_month_of_silence(house: House, printed_lines: Callable[[], str]) -> None:
    bill = idle_month(house, printed_lines)
    parts = {name: round(usd, 2) for name, usd in bill.items()}
    print(f"an idle month: {sum(bill.values()):.2f} USD; {json.dumps(parts)}")
    assert bill["logs"] == 0, "a minute without mentions writes no line, and so costs no metric"
    assert sum(bill.values()) <= USD_IDLE_MONTH <= MOST_IDLE
    assert on_page("an idle month") == pytest.approx(sum(bill.values()), abs=0.005)


def test_a_feed_that_is_asked_and_has_nothing_new(house: House, printed_lines: Callable[[], str]) -> None:
    """Two of them, every half hour; what the sweep uses without them belongs to the idle month."""
    idle = of_an_idle_round(house, printed_lines)
    house.configure(CONFIGURATION | {"sources": CONFIGURATION["sources"] | {"acme-news": rss.SOURCE}})
    web = connect(house, dict.fromkeys(rss.HOSTS, rss.Api(house.now)))
    house.live(31, every=60)
    account, asked = Account(house, printed_lines), len(web.sent)
    house.live(HOURS * 60, every=60)
    assert len(web.sent) - asked == HOURS * 2 * len(rss.SOURCE["ask"]["feed"])
    used = account.counted() + idle * -(HOURS * 60)
    # Three SQS requests for each job: sent, received, deleted; the last two are Lambda's own. After half an hour
    # fetch starts again.
    waiting = ANSWERS_IN * plan().functions()["fetch"]["MemorySize"] / 1024 + start_gb_seconds("fetch")
    each = 2 * prices.SQS_REQUEST + waiting * prices.LAMBDA_GB_SECOND
    month = (used.usd + (len(web.sent) - asked) * each) * 30 * 24 / HOURS / 2
    print(f"a feed polled every half hour: {month:.3f} USD a month")
    assert on_page("a feed that is polled every half hour") == pytest.approx(month, abs=0.002)


def test_a_month_of_a_million_is_what_the_monthly_line_says(house: House, printed_lines: Callable[[], str]) -> None:
    """Approximately: its figures are rounded up."""
    idle = sum(idle_month(house, printed_lines).values())
    month = idle + len(METRICS) * prices.METRIC_MONTH + on_page(f"a million mentions {EVEN}")
    line = usd(mentions=A_MILLION, minutes=43_200, mails=480, months=1)
    assert month <= line <= OVER * month


def test_a_mail_costs_no_more_than_the_monthly_line_says() -> None:
    """The mail, its publish, and three writes of the outbox."""
    assert prices.SNS_MAIL + prices.SNS_PUBLISH + 3 * prices.WRITE_UNIT <= USD_A_MAIL


def test_nothing_waits_that_is_urgent() -> None:
    mappings = plan().of_type("AWS::Lambda::EventSourceMapping")
    at_once = ("DeliveriesMapping", "UrgentMapping")
    assert {mappings[name]["MaximumBatchingWindowInSeconds"] for name in at_once} == {0}
    assert "MaximumBatchingWindowInSeconds" not in mappings["StreamMapping"]
    assert window() <= 20


def test_no_metric_has_a_dimension_by_source_or_brand(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    house.door.send("facebook", "acme-facebook", comment("c1", LATE))
    house.settle()
    lines = [json.loads(line) for line in capfd.readouterr().out.splitlines() if '"_aws"' in line]
    dimensions = {
        tuple(item)
        for line in lines
        for directive in line["_aws"]["CloudWatchMetrics"]
        for item in directive["Dimensions"]
    }
    assert dimensions == {("service",)}
