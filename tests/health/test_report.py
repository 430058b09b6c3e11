"""The hourly report and the last line of every mail: well, or what is wrong, and the numbers of the month."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from goodword.budget.price_list import usd
from goodword.health.wording import Health
from tests.flow.posts import FIRE, THANKS, comment, post, shop
from tests.house.house import House, open_house
from tests.sayings import scored

QUEUES = (
    "DeliveriesDeadLetters",
    "ScoredDeadLetters",
    "UrgentDeadLetters",
    "StreamDeadLetters",
    "AlertDeadLetters",
    "SweepDeadLetters",
)

NOVEMBER = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def house() -> Any:
    with open_house() as opened:
        yield opened


@pytest.fixture
def health(house: House) -> Health:
    """As the alert room has it."""
    found = house.rooms["alert"].module.composer.health
    assert isinstance(found, Health)
    return found


def until(house: House, day: int, hour: int, minute: int = 0, month: int = 11) -> None:
    """Wait until then; nothing runs in between."""
    house.wait((datetime(2026, month, day, hour, minute, 1, tzinfo=UTC) - house.now).total_seconds())


def say(house: House, *names: str) -> None:
    table = house.rooms["store"].module.table
    for name in names:
        fields = {"external_id": name, "author_id": name, "received_at": house.now, "event_at": house.now}
        assert table.remember(scored(**fields)) == "stored"


def report(house: House) -> dict[str, Any]:
    return next(item for item in house.items("mark") if item["sk"]["S"] == "health")


def test_a_house_that_was_just_opened_says_so(house: House, health: Health) -> None:
    assert health.line(house.now) == "Goodword: its first hourly report is still to come."


def test_all_is_well(house: House, health: Health) -> None:
    house.sweep()
    spent = usd(mentions=0, minutes=0, mails=0, months=(house.now - NOVEMBER) / timedelta(days=30))
    assert health.line(house.now) == (
        f"Goodword: well at 09:00 UTC, nothing waits. November so far: 0 mentions, about {spent:.2f} USD."
    )


def test_the_report_is_written_once_an_hour(house: House, health: Health) -> None:
    house.live(10, every=60)
    assert report(house)["at"]["N"] == str(int(datetime(2026, 11, 18, 9, 1, 5, tzinfo=UTC).timestamp() * 1000))
    until(house, 18, 10, 7)
    house.sweep()
    assert "well at 10:07 UTC" in health.line(house.now)


def test_it_is_read_once_a_minute(house: House, health: Health) -> None:
    house.sweep()
    alert = house.rooms["alert"]
    for _ in range(5):
        health.line(house.now)
    assert len(alert.calls) == 1
    house.wait(61)
    health.line(house.now)
    assert len(alert.calls) == 2


@pytest.mark.parametrize("queue", QUEUES)
def test_what_waits_in_any_dead_letter_queue_is_said(house: House, health: Health, queue: str) -> None:
    for number in range(3):
        house.sqs.send_message(QueueUrl=house.deployed.names[queue], MessageBody=str(number))
    house.sweep()
    line = health.line(house.now)
    assert line.startswith("Goodword: at 09:00 UTC 3 messages wait in dead letters. November so far: 0 mentions")
    assert "well" not in line


def test_a_notification_that_sns_does_not_take_is_said(house: House, health: Health) -> None:
    until(house, 18, 9, 50)
    shop(house, post("s1", FIRE))
    with house.faults.on("sns.Publish"):
        house.settle()
        house.live(11, every=60)
    assert "at 10:00 UTC 1 notification is overdue." in health.line(house.now)
    house.live(2, every=60)
    until(house, 18, 11)
    house.sweep()
    assert "well at 11:00 UTC" in health.line(house.now)


def test_minutes_that_nobody_counts_are_said(house: House, health: Health) -> None:
    say(house, "s1")
    house.settle()
    house.wait(61)
    house.settle()
    until(house, 18, 11)
    house.sweep()
    assert "1 minute is not counted yet" in health.line(house.now)


def test_all_that_is_wrong_is_said_in_one_line(house: House, health: Health) -> None:
    house.sqs.send_message(QueueUrl=house.deployed.names["AlertDeadLetters"], MessageBody="1")
    with house.faults.on("sns.Publish"):
        shop(house, post("s1", FIRE), post("s2", FIRE, root_id="other"))
        house.settle()
        until(house, 18, 10)
        house.sweep()
    assert "at 10:00 UTC 1 message waits in dead letters, 2 notifications are overdue." in health.line(house.now)


def test_a_report_that_is_missing_is_said(house: House, health: Health) -> None:
    house.sweep()
    until(house, 18, 10, 14)
    assert "well at 09:00 UTC" in health.line(house.now)
    until(house, 18, 10, 16)
    assert health.line(house.now) == "Goodword: the hourly report is missing since 10:00 UTC."
    until(house, 19, 8)
    assert health.line(house.now) == "Goodword: the hourly report is missing since 18 November, 10:00 UTC."


def test_a_round_that_cannot_count_the_letters_writes_no_report() -> None:
    with open_house(without=frozenset({("SweepRole", "sqs:GetQueueAttributes")})) as house:
        assert not house.sweep()
        assert house.items("mark") == []


def test_the_month_so_far_in_mentions_money_and_texts(house: House, health: Health) -> None:
    house.door.send("facebook", "acme-facebook", comment("c1", THANKS))
    shop(house, post("s1", FIRE))
    house.settle()
    house.live(9, every=60)
    [ana_mail, ben_mail, ana_sms] = [house.people.got(to) for to in ("ana:mail", "ben:mail", "ana:sms")]
    assert len(ana_sms) == 1
    until(house, 18, 10)
    house.sweep()
    mails, share = len(ana_mail) + len(ben_mail), (house.now - NOVEMBER) / timedelta(days=30)
    spent = usd(mentions=2, minutes=1, mails=mails, months=share)
    assert health.line(house.now).endswith(
        f"November so far: 2 mentions, about {spent:.2f} USD, and 1 SMS at your country's price."
    )
    assert report(house)["mails"] == {"M": {"2026-11-18": {"N": str(mails)}}}


def test_days_add_up_and_a_day_that_is_over_keeps_its_number(house: House, health: Health) -> None:
    for day in (18, 19, 20, 21):
        until(house, day, 9)
        say(house, *(f"{day}-{number}" for number in range(day)))
        house.live(5, every=60)
        until(house, day, 10)
        house.sweep()
    assert report(house)["mentions"]["M"] == {f"2026-11-{day}": {"N": str(day)} for day in (18, 19, 20, 21)}
    assert "November so far: 78 mentions" in health.line(house.now)
    for item in house.items("tally"):
        house.dynamo.delete_item(
            TableName=house.deployed.names["Table"], Key={name: item[name] for name in ("pk", "sk")}
        )
    until(house, 21, 12)
    house.sweep()
    assert report(house)["mentions"]["M"] == {f"2026-11-{day}": {"N": str(day)} for day in (18, 19)}


def test_days_without_a_report_are_counted_when_the_next_one_comes(house: House) -> None:
    house.sweep()
    for day in (19, 20, 21):
        until(house, day, 9)
        say(house, f"one-{day}")
        house.settle()
        house.wait(61)
        house.settle()
    until(house, 22, 12)
    rollup = house.rooms["sweep"].module.rollup
    rollup.recount_due(house.now, lambda: True)
    house.sweep()
    assert report(house)["mentions"]["M"] == {f"2026-11-{day}": {"N": "1"} for day in (19, 20, 21)}


def test_a_new_month_begins_with_nothing(house: House, health: Health) -> None:
    until(house, 30, 23, 40)
    say(house, "november")
    house.live(18, every=60)
    assert "November so far: 0 mentions" in health.line(house.now)  # written at 23:41, before the mention was counted
    until(house, 1, 0, month=12)
    house.sweep()
    assert "December so far: 0 mentions, about 0.00 USD." in health.line(house.now)
    say(house, "december")
    house.live(5, every=60)
    until(house, 1, 1, month=12)
    house.sweep()
    assert "December so far: 1 mention, about " in health.line(house.now)
    assert report(house)["mentions"] == {"M": {"2026-12-01": {"N": "1"}}}


def test_the_line_is_short_plain_and_on_one_line(house: House, health: Health) -> None:
    house.sweep()
    key = {"pk": {"S": "mark"}, "sk": {"S": "health"}}
    huge = {":n": {"N": "1234567"}, ":days": {"M": {"2026-11-18": {"N": "123456789"}}}}
    house.dynamo.update_item(
        TableName=house.deployed.names["Table"],
        Key=key,
        UpdateExpression="SET waiting = :n, overdue = :n, uncounted = :n, mentions = :days, texts = :days",
        ExpressionAttributeValues=huge,
    )
    line = health.line(house.now)
    assert "1,234,567 messages wait" in line
    assert "123,456,789 SMS" in line
    assert len(line) <= 300
    assert line.isascii()
    assert line.isprintable()


def test_mails_end_with_it(house: House, health: Health) -> None:
    house.sweep()
    shop(house, post("s1", FIRE))
    house.settle()
    [notification, *_] = house.people.got("ana:mail")
    assert notification.machine["email"].rstrip().endswith(health.line(house.now))
