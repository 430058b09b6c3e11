"""Roll-ups equal an independent recount of the table, whatever is repeated, edited, deleted, lost or interrupted."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import repeat
from typing import Any

import pytest

from goodword.aws.dynamodb_items import from_dynamo, read_memory
from goodword.budget.price_list import USD_A_COUNTED_MINUTE
from goodword.mention import iso
from goodword.stats import rollup
from tests.embedded import prices
from tests.flow.meter import Meter
from tests.flow.posts import FIRE, LATE, THANKS, comment, post, shop
from tests.house.corridors import StreamCorridor
from tests.house.faults import Crash
from tests.house.house import CONFIGURATION, House, open_house
from tests.sayings import scored

FACEBOOK = ("facebook", "acme-facebook")
TWO_BRANDS: dict[str, Any] = {
    **CONFIGURATION,
    "brands": CONFIGURATION["brands"] | {"bolt": {"name": "Bolt", "terms": ["bolt"], "team": "care"}},
    "sources": CONFIGURATION["sources"] | {"acme-shop": {"platform": "standard", "accounts": ["acme"]}},
}
ROLLUPS = 0.3  # write units per mention, on average
A_MINUTE = 25  # mentions, at load

type Counts = dict[tuple[str, str], dict[str, Any]]
"""By (brand, minute): the total, and the numbers by value of each dimension."""


def recount(house: House) -> Counts:
    """The expected roll-ups, from a scan of the table and the mentions as the functions read them."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for item in house.items("mention"):
        mention = read_memory(item).mention
        place = found.setdefault((mention.brand, mention.received_at.strftime("%Y-%m-%dT%H:%M")), {"total": 0})
        place["total"] += 1
        fields = {
            "platform": [mention.platform],
            "touchpoint": [mention.touchpoint] if mention.touchpoint else [],
            "intent": mention.intents,
            "sentiment": [mention.sentiment.label],
            "priority": [mention.priority],
        }
        for dimension, values in fields.items():
            for value in values:
                place.setdefault(dimension, Counter())[value] += 1
    return found


def rolled_up(house: House) -> Counts:
    """The actual roll-ups."""
    found = {}
    for item in map(from_dynamo, house.items("tally")):
        place = item["pk"].removeprefix("tally#"), item["sk"]
        found[place] = {
            name: value for name, value in item.items() if name not in ("pk", "sk", "type", "schema", "ttl")
        }
    return found


def hear(house: House, external_id: str, text: str | None = THANKS, **fields: Any) -> None:
    assert house.door.send(*FACEBOOK, comment(external_id, text, post=external_id, **fields)).status == 200


def count(house: House) -> None:
    """Long enough for a minute to end and to be marked and counted."""
    house.live(6, every=20)


def tally_corridor(house: House) -> StreamCorridor:
    corridor = house.corridors["TallyMapping"]
    assert isinstance(corridor, StreamCorridor)
    return corridor


def right(house: House) -> bool:
    """Whether all stored mentions are counted, nothing else is, and no mark is left."""
    assert recount(house), "there must be something to count"
    assert rolled_up(house) == recount(house)
    assert house.items("dirty") == []
    assert house.given_up() == {}
    return True


# ---- What is counted ------------------------------------------------------------------------------------------------


def test_a_minute_is_counted_by_every_dimension(house: House) -> None:
    hear(house, "c1", LATE)
    hear(house, "c2", THANKS)
    shop(house, post("s1", FIRE))
    count(house)
    assert right(house)
    [((brand, minute), counts)] = rolled_up(house).items()
    assert (brand, minute) == ("acme", "2026-11-18T09:00")
    assert counts["total"] == 3
    assert counts["platform"] == {"facebook": 2, "standard": 1}
    assert counts["priority"] == {"P1": 1, "P2": 1, "P3": 1}
    assert counts["intent"]["praise"] == counts["intent"]["complaint"] == 1


def test_it_is_counted_two_minutes_after_its_end_and_not_before(house: House) -> None:
    hear(house, "c1")
    house.live(2.5, every=15)
    assert rolled_up(house) == {}
    assert len(house.items("dirty")) == 1
    house.live(1, every=15)
    assert right(house)


def test_two_brands_are_counted_apart() -> None:
    with open_house(TWO_BRANDS) as house:
        shop(house, post("a1", "acme is wonderful"), post("b1", "bolt is wonderful"), post("b2", "thank you bolt"))
        count(house)
        assert right(house)
        assert {brand: counts["total"] for (brand, _), counts in rolled_up(house).items()} == {"acme": 1, "bolt": 2}


# ---- What changes ---------------------------------------------------------------------------------------------------


def test_what_comes_again_is_counted_once(house: House) -> None:
    for _ in range(3):
        hear(house, "c1")
        house.settle()
        house.wait(61)
    count(house)
    assert right(house)
    assert sum(counts["total"] for counts in rolled_up(house).values()) == 1


def test_an_edit_that_changes_what_is_wanted_is_counted_anew(house: House) -> None:
    hear(house, "c1", THANKS)
    count(house)
    before = rolled_up(house)
    hear(house, "c1", LATE, verb="edited", time=1_794_992_999)
    count(house)
    assert right(house)
    assert rolled_up(house) != before
    assert "praise" not in next(iter(rolled_up(house).values())).get("intent", {})


def test_a_deletion_takes_its_count_away_and_the_last_one_the_tally(house: House) -> None:
    hear(house, "c1")
    hear(house, "c2")
    count(house)
    hear(house, "c1", None, verb="remove")
    count(house)
    assert right(house)
    hear(house, "c2", None, verb="remove")
    count(house)
    assert house.items("tally") == house.items("dirty") == []


def test_a_mention_that_turns_out_to_be_about_another_brand_moves() -> None:
    with open_house(TWO_BRANDS) as house:
        for brand, action in (("acme", "created"), ("bolt", "edited")):
            shop(house, post("s1", f"{brand} is wonderful", action=action, event_at=iso(house.now)))
            count(house)
            assert right(house)
            assert [found for found, _ in rolled_up(house)] == [brand]


def test_our_own_post_is_not_counted_nor_what_turns_out_to_be_ours(house: House) -> None:
    say(house, "s1")
    say(house, "s2")
    count(house)
    ours = scored(external_id="s2", from_self=True, received_at=house.now, event_at=house.now, text="We are sorry")
    assert house.rooms["store"].module.table.remember(ours) == "changed"
    say(house, "s3", from_self=True)
    count(house)
    assert len(house.items("own")) == 2
    assert right(house)
    assert [counts["total"] for counts in rolled_up(house).values()] == [1]


# ---- What goes wrong ------------------------------------------------------------------------------------------------


def test_a_tally_room_that_was_down_for_an_hour_catches_up(house: House) -> None:
    tally_corridor(house).asleep = True
    for number in range(12):
        hear(house, f"c{number}")
        house.settle()
        house.wait(300)
        assert house.sweep()
    assert rolled_up(house) == {}
    tally_corridor(house).asleep = False
    count(house)
    assert right(house)
    assert len(rolled_up(house)) == 12


@pytest.mark.parametrize("room", ["tally", "sweep"])
def test_a_table_that_does_not_answer_for_a_while_costs_nothing_but_time(house: House, room: str) -> None:
    hear(house, "c1")
    house.settle()
    house.wait(61)
    operation = {"tally": "dynamodb.PutItem", "sweep": "dynamodb.BatchGetItem"}[room]
    with house.faults.on(operation, room=room, times=20) as fault:
        count(house)
    count(house)
    assert fault.hits
    assert right(house)


@pytest.mark.parametrize("after", [False, True])
def test_a_sweep_that_dies_at_the_end_of_a_recount_does_it_again_or_did_it(house: House, after: bool) -> None:
    hear(house, "c1")
    with house.faults.on(
        "dynamodb.TransactWriteItems", Crash(), room="sweep", after=after, times=1, match=_is_a_tally
    ) as fault:
        count(house)
    assert fault.hits == 1
    count(house)
    assert right(house)


def _is_a_tally(params: Mapping[str, Any]) -> bool:
    return any("Delete" in part and part["Delete"]["Key"]["pk"]["S"] == "dirty" for part in params["TransactItems"])


def test_a_change_while_a_minute_is_counted_is_not_lost(house: House) -> None:
    """It happens between the read and the write; the older count must not remain."""
    hear(house, "c1")
    hear(house, "c2")
    house.live(2.5)
    counting, recount_queue = house.rooms["sweep"].module.rollup, house.rooms["tally"].module.recount_queue
    [mark] = counting._recount_queue.due(house.now + timedelta(minutes=5))
    assert recount_queue.mark(mark.brand, mark.minute, mark.due)  # already due: it gets a new one
    assert counting.recount(mark, house.now) is False
    assert rolled_up(house) == {}
    count(house)
    assert right(house)


def test_two_sweeps_at_once_come_to_the_same(house: House) -> None:
    hear(house, "c1")
    house.live(2.5)
    counting = house.rooms["sweep"].module.rollup
    [mark] = counting._recount_queue.due(house.now + timedelta(minutes=5))
    assert [counting.recount(mark, house.now), counting.recount(mark, house.now)] == [True, False]
    assert right(house)


def test_any_part_of_the_stream_replayed_changes_nothing(house: House) -> None:
    for number, text in enumerate((THANKS, LATE, FIRE)):
        hear(house, f"c{number}", text)
        house.live(1, every=30)
    hear(house, "c1", None, verb="remove")
    count(house)
    expected = rolled_up(house)
    records = tally_corridor(house).everything()
    assert len(records) == 4
    for start in range(len(records)):
        tally_corridor(house).replay(records[start:])
        count(house)
        assert rolled_up(house) == expected
        assert right(house)


def test_a_record_that_cannot_be_read_is_given_up_on_alone(house: House) -> None:
    hear(house, "c1")
    hear(house, "c2")
    house.settle()
    [first, second] = tally_corridor(house).everything()
    tally_corridor(house).skip()
    poison = json.loads(json.dumps(first, default=str))
    del poison["dynamodb"]["NewImage"]["p"]
    poison["dynamodb"]["ApproximateCreationDateTime"] = house.now.timestamp()
    tally_corridor(house).replay([poison, second])
    count(house)
    assert house.dead_letters() == {"StreamDeadLetters": 1}
    assert rolled_up(house) == recount(house)  # another mention had marked its minute


# ---- Limits -----------------------------------------------------------------------------------------------------


def test_a_minute_that_is_more_than_a_sweep_has_time_for_is_finished_by_later_ones(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rollup, "_PAGE", 3)
    sweep = house.rooms["sweep"]
    for number in range(40):
        say(house, f"s{number}")
    house.settle()
    sweep.clock = lambda: chain_of(20_000)
    sweep = 0
    while house.items("tally") == [] and sweep < 60:
        house.live(1, every=60)
        sweep += 1
    assert 14 <= sweep < 30, "one page of the feed per sweep"
    assert right(house)


def chain_of(number: int) -> Iterator[int]:
    """Time enough to begin, and then none."""
    yield number
    yield from repeat(0)


def test_what_the_table_does_not_give_at_once_is_asked_for_again(house: House) -> None:
    hear(house, "c1")
    hear(house, "c2")
    waits: list[float] = []
    house.rooms["sweep"].module.rollup._sleep = waits.append
    with house.faults.on("dynamodb.BatchGetItem", room="sweep", times=2, edit=_unprocessed, match=_of_mentions):
        count(house)
    assert waits == [0.05, 0.1]
    assert right(house)


def test_a_table_that_never_gives_all_of_it_is_left_for_a_later_round(house: House) -> None:
    hear(house, "c1")
    waits: list[float] = []
    house.rooms["sweep"].module.rollup._sleep = waits.append
    with house.faults.on("dynamodb.BatchGetItem", room="sweep", edit=_unprocessed, match=_of_mentions):
        house.live(4, every=60)
    assert rolled_up(house) == {}
    assert sum(waits[:6]) < 4
    assert len(house.items("dirty")) == 1
    count(house)
    assert right(house)


def _of_mentions(params: Mapping[str, Any]) -> bool:
    requests = params.get("RequestItems", {}).values()
    return any(key["pk"]["S"].startswith("m#") for request in requests for key in request["Keys"])


def _unprocessed(answer: dict[str, Any], params: Mapping[str, Any]) -> None:
    """The table returns nothing of it."""
    [(table, request)] = params["RequestItems"].items()
    answer["Responses"][table] = []
    answer["UnprocessedKeys"] = {table: request}


def say(house: House, external_id: str, **fields: Any) -> None:
    """Directly into the table, as the store function writes it: other tests cover the functions before it."""
    facts = {"external_id": external_id, "author_id": external_id, "received_at": house.now, "event_at": house.now}
    assert house.rooms["store"].module.table.remember(scored(**facts | fields)) == "stored"


def test_marks_come_by_the_minute_however_much_is_said(house: House) -> None:
    """100,000 a minute fill a hundred batches; each checks for the mark, and the first of a minute writes it."""
    meter, corridor = Meter(house), tally_corridor(house)
    for number in range(100):
        say(house, f"s{number}")
    house.settle()
    records = corridor.everything()
    corridor.skip()
    for start in range(0, len(records), 5):
        corridor.replay(records[start : start + 5])
        corridor.step()
    assert house.rooms["tally"].invocations["all"] == 20
    assert meter.writes["dirty"] == 1
    count(house)
    assert right(house)
    assert meter.writes["dirty"] == 2  # and removed


def test_at_load_roll_ups_cost_a_third_of_a_write_unit_a_mention(house: House) -> None:
    meter, minutes = Meter(house), 4
    for number in range(A_MINUTE * minutes):
        say(house, f"s{number}", intents=("praise", "question")[: number % 3])
        house.live(1 / A_MINUTE, every=60 / A_MINUTE)
    count(house)
    assert right(house)
    units = sum(number for (_, kind), number in meter.units.items() if kind in ("dirty", "tally"))
    each = units / (A_MINUTE * minutes)
    print(f"roll-ups at {A_MINUTE} mentions a minute: {each:.3f} write units a mention")
    assert 0 < each <= ROLLUPS


def test_a_counted_minute_costs_no_more_than_the_monthly_line_says(house: House) -> None:
    meter, sweep = Meter(house), house.rooms["sweep"]
    house.live(2, every=60)
    hear(house, "c1", "acme, seen today")
    house.live(2.5, every=30)
    meter.reset()
    sweep.calls.clear()
    before = house.rooms["tally"].invocations["all"]
    house.live(4, every=30)
    assert right(house)
    written = 1 + sum(number for (_, kind), number in meter.units.items() if kind in ("dirty", "tally"))
    read = [call for call in sweep.calls if call.params.get("Limit") or _of_mentions(call.params)]
    invocations = max(1, house.rooms["tally"].invocations["all"] - before)
    compute = (0.015 * invocations + 0.010 * len(read)) * 0.5 * prices.LAMBDA_GB_SECOND
    usd = written * prices.WRITE_UNIT + (1 + 0.5 * len(read)) * prices.READ_UNIT + compute
    print(f"a minute counted: {usd * 1e6:.2f} USD a million; {written} write units, {len(read)} reads")
    assert written == 5
    assert usd + invocations * prices.LAMBDA_REQUEST <= USD_A_COUNTED_MINUTE


# ---- Reading them ---------------------------------------------------------------------------------------------------


def test_hours_are_sums_of_minutes_within_their_bounds(house: House) -> None:
    for hour in range(3):
        for number in range(2):
            hear(house, f"c{hour}-{number}")
            house.live(2, every=60)
        house.wait(3600 - 240)
    count(house)
    counting = house.rooms["sweep"].module.rollup
    start = datetime(2026, 11, 18, 9, tzinfo=UTC)
    hours = counting.hours("acme", start, start + timedelta(hours=2))
    assert {hour: tally.total for hour, tally in hours.items()} == {"2026-11-18T09": 2, "2026-11-18T10": 2}
    assert hours["2026-11-18T09"].by("platform") == {"facebook": 2}
    assert counting.hours("bolt", start, house.now) == {}
    one_minute = counting.hours("acme", start, start + timedelta(minutes=1))
    assert {hour: tally.total for hour, tally in one_minute.items()} == {"2026-11-18T09": 1}


def test_a_month_that_ends_is_counted_to_its_last_minute(house: House) -> None:
    house.wait((datetime(2026, 11, 30, 23, 58, 30, tzinfo=UTC) - house.now).total_seconds())
    for number in range(4):
        hear(house, f"c{number}")
        house.live(1, every=20)
    count(house)
    assert right(house)
    mentions, minutes = house.rooms["sweep"].module.rollup.days("acme", house.now - timedelta(days=1), house.now)
    assert mentions == {"2026-11-30": 2, "2026-12-01": 2}
    assert minutes == mentions


def test_what_has_outlived_its_time_is_neither_counted_nor_read(house: House) -> None:
    say(house, "s1")
    say(house, "s2")
    house.live(2.5)
    expire(house, "m#x#s1")
    count(house)
    counting = house.rooms["sweep"].module.rollup
    today = house.now - timedelta(hours=1), house.now
    assert [tally.total for tally in counting.hours("acme", *today).values()] == [1]
    expire(house, "tally#acme")
    assert counting.hours("acme", *today) == {}


def expire(house: House, pk: str) -> None:
    """It has expired, and DynamoDB has not removed it yet."""
    [item] = [item for item in house.items() if item["pk"]["S"] == pk]
    house.dynamo.update_item(
        TableName=house.deployed.names["Table"],
        Key={name: item[name] for name in ("pk", "sk")},
        UpdateExpression="SET #ttl = :past",
        ExpressionAttributeNames={"#ttl": "ttl"},
        ExpressionAttributeValues={":past": {"N": str(int(house.now.timestamp()) - 1)}},
    )


def test_tallies_are_kept_as_long_as_mentions_are(house: House) -> None:
    hear(house, "c1")
    count(house)
    [tally], [mention] = house.items("tally"), house.items("mention")
    assert 0 <= int(tally["ttl"]["N"]) - int(mention["ttl"]["N"]) < 3600
