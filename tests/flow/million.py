"""What a mention uses beyond an idle month when many arrive: in full batches, evenly over a month, or one a minute.

One mention is one webhook; one in a hundred is a complaint that opens a case, with links and publishes for two people.
Mails stop at those people's monthly budgets. What the sweep and Lambda's pollers use without any mention belongs to
the idle month.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from goodword.config.configuration import Configuration
from tests.embedded.prices import Counted, item_bytes, kept_usd
from tests.flow import pollers
from tests.flow.bill import LIVES, SHARDS, Account, start_gb_seconds
from tests.flow.posts import LATE, THANKS, comment
from tests.house.house import CONFIGURATION, House
from tests.house.plan import plan

A_MILLION = 1_000_000
DAYS = 30
MONTH = DAYS * 86_400  # seconds
COMPLAINTS_EVERY = 100
WAVE = 100_000  # mentions that arrive at once, for which Lambda starts as many environments of each function as it may


class Way(NamedTuple):
    """How mentions arrive: the number that is tried, `gap` seconds apart, and the number in a month."""

    mentions: int
    gap: float
    a_month: float


WAYS = {
    "in full batches": Way(100, 0, A_MILLION),
    "evenly over a month": Way(300, MONTH / A_MILLION, A_MILLION),
    "each alone in its minute": Way(100, 60, MONTH / 60),
}


class Used(NamedTuple):
    """Per mention, on average: what is paid for; bytes of its item, and on the queues; USD to keep it a month."""

    counted: Counted
    item_bytes: float
    queue_bytes: float
    kept_usd: float


def of_a_mention(house: House, text: Callable[[], str], way: Way) -> Used:
    """Send the mentions, count, and divide. The callable gives what the functions have logged since the last call."""
    account = Account(house, text)
    silent = _silent_round(house, account)
    house.wait(60 - house.now.second)
    account.reset()
    (_all_at_once if way.gap == 0 else _gathered if way.gap < 60 else _settled)(house, way)
    house.live(5, every=15)
    items = house.items("mention")
    assert sum(int(item["total"]["N"]) for item in house.items("tally")) == len(items) == way.mentions
    used = account.counted()
    sweep = house.rooms["sweep"].invocations["all"]
    polled = Counted(
        sqs_requests=_polls(house, way),
        init_gb_seconds=way.mentions * _starting(way),
        mails=min(used.publishes, _budgets() * way.mentions / way.a_month),
    )
    return Used(
        (used + silent * -sweep + polled) * (1 / way.mentions),
        sum(map(item_bytes, items)) / way.mentions,
        account.queue_bytes() / way.mentions,
        sum(map(kept_usd, items)) / way.mentions,
    )


def _starting(way: Way) -> float:
    """GB-seconds of starts, per mention. A steady flow needs one environment of each function, replaced at times."""
    if way.gap:
        return sum(map(start_gb_seconds, _at_once_in_a_wave())) * MONTH / LIVES / way.a_month
    return sum(number * start_gb_seconds(room) for room, number in _at_once_in_a_wave().items()) / WAVE


def _at_once_in_a_wave() -> Mapping[str, int]:
    """Environments of each function that a wave starts, with a concurrency of 1,000; as many of intake as of score."""
    mappings = plan().of_type("AWS::Lambda::EventSourceMapping")
    share = {
        name: plan().at("1000", mapping["ScalingConfig"]["MaximumConcurrency"])
        for name, mapping in mappings.items()
        if "ScalingConfig" in mapping
    }
    reading, shards = (
        share["DeliveriesMapping"],
        plan().at("1000", mappings["StreamMapping"]["ParallelizationFactor"]) * SHARDS,
    )
    storing = share["ScoredMapping"] + share["UrgentMapping"]
    return {"intake": reading, "score": reading, "store": storing, "alert": shards, "tally": SHARDS}


def of_an_idle_round(house: House, text: Callable[[], str]) -> Counted:
    """What one sweep uses when there is nothing to do."""
    return _silent_round(house, Account(house, text))


def window() -> float:
    """Seconds for which mentions that are not urgent are batched."""
    return float(plan().of_type("AWS::Lambda::EventSourceMapping")["ScoredMapping"]["MaximumBatchingWindowInSeconds"])


def _silent_round(house: House, account: Account) -> Counted:
    house.live(2, every=60)  # the first sweeps read the configuration
    account.reset()
    house.live(1, every=60)
    assert house.rooms["sweep"].invocations["all"] == 1
    return account.counted()


def _all_at_once(house: House, way: Way) -> None:
    for number in range(way.mentions):
        _say(house, number)
    house.settle()


def _settled(house: House, way: Way) -> None:
    for number in range(way.mentions):
        _say(house, number)
        house.settle()
        house.live(way.gap / 60, every=way.gap / 2)


def _gathered(house: House, way: Way) -> None:
    """The scored queue is read when a poller closes its batch, everything else at once."""
    moments = [number * way.gap for number in range(way.mentions)]
    single = [(moment, 0) for moment in moments]
    handed_over = [(batch.closes, batch.size) for batch in pollers.gathered(moments, window())]
    now = 0.0
    for moment, size in sorted(single + handed_over):
        _pass(house, moment - now)
        now = moment
        if size:
            house.corridors["ScoredMapping"].step(size)
        else:
            _say(house, moments.index(moment))
        while any(house.corridors[name].step() for name in _AT_ONCE):
            pass


_AT_ONCE = ("DeliveriesMapping", "UrgentMapping", "StreamMapping", "TallyMapping")


def _pass(house: House, seconds: float) -> None:
    before = house.now
    house.wait(seconds)
    if house.now.minute != before.minute:
        house.sweep()


def _say(house: House, number: int) -> None:
    text = LATE if number % COMPLAINTS_EVERY == COMPLAINTS_EVERY // 2 else THANKS
    answer = house.door.send("facebook", "acme-facebook", comment(f"c{number}", text, post=f"p{number}"))
    assert answer.status == 200


def _polls(house: House, way: Way) -> float:
    """Lambda's SQS requests: receives beyond those of an idle month, and deletes."""
    batches = sum(house.rooms[name].invocations["all"] for name in ("score", "store"))
    above = pollers.calls(way.gap) - pollers.idle_calls(way.gap)
    return batches + (2 * way.mentions * above if way.gap else batches)


def _budgets() -> int:
    """Mails that the people of the test configuration may get in a month."""
    teams = Configuration.model_validate(CONFIGURATION).teams.values()
    return DAYS * sum(person.budget for team in teams for person in team.people.values())
