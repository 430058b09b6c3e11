"""Each platform's times are read in the unit that the platform documents; another unit is named, not read as a year."""

from datetime import UTC, datetime

import pytest

from goodword.errors import Unreadable
from goodword.mention import Mention
from goodword.platforms.contract import Broken
from goodword.platforms.json_fields import from_any, from_iso, from_milliseconds, from_seconds
from tests.platforms.cases import case
from tests.platforms.hearing import hear

SECONDS, MILLISECONDS = 1_795_800_000, 1_795_800_000_123
DAY = datetime(2026, 11, 27, 17, 20, tzinfo=UTC)


def read(clock, value):
    return clock({"at": value}, "at")


def test_each_clock_reads_its_own_unit():
    assert read(from_seconds, SECONDS) == DAY
    assert read(from_seconds, str(SECONDS)) == DAY
    assert read(from_seconds, f"{SECONDS}.000250") == DAY.replace(microsecond=250)
    assert read(from_milliseconds, MILLISECONDS) == DAY.replace(microsecond=123_000)
    assert read(from_milliseconds, str(MILLISECONDS)) == DAY.replace(microsecond=123_000)
    assert read(from_any, SECONDS) == DAY
    assert read(from_any, MILLISECONDS) == DAY.replace(microsecond=123_000)


def test_the_unit_is_not_guessed_by_the_size():
    assert read(from_milliseconds, 86_400_000) == datetime(1970, 1, 2, tzinfo=UTC)
    assert read(from_milliseconds, 99_999_999_999) == datetime(1973, 3, 3, 9, 46, 39, 999_000, UTC)
    assert read(from_seconds, 86_400) == datetime(1970, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize("clock", [from_seconds, from_milliseconds, from_any, from_iso])
@pytest.mark.parametrize(
    "written",
    ["2026-11-27T17:20:00Z", "2026-11-27T17:20:00+0000", "2026-11-27T18:20:00.000+01:00", "2026-11-27 17:20"],
)
def test_iso_needs_no_unit(clock, written):
    assert read(clock, written) == DAY


@pytest.mark.parametrize("clock", [from_seconds, from_milliseconds, from_any, from_iso])
def test_no_time(clock):
    assert read(clock, None) is None
    assert read(clock, "") is None
    assert clock({}, "at") is None


@pytest.mark.parametrize("clock", [from_seconds, from_milliseconds, from_any])
@pytest.mark.parametrize("zero", [0, "0", 0.0, "0.000000"])
def test_zero_is_no_time(clock, zero):
    assert read(clock, zero) is None


@pytest.mark.parametrize("clock", [from_seconds, from_milliseconds, from_any, from_iso])
@pytest.mark.parametrize(
    "value",
    [
        *(True, False, -1, "-1", float("nan"), float("inf"), 10**400, "9" * 30, "9" * 400, 10**15, 10**18),
        *("yesterday", "1e9", "2026-13-01T00:00:00Z", "0001-01-01T00:00:00+23:59", "\ud800", [], {}, [SECONDS]),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_what_is_no_time_at_all(clock, value):
    with pytest.raises(Unreadable, match=r"^at is not a time"):
        read(clock, value)


@pytest.mark.parametrize(
    ("clock", "value"),
    [
        (from_seconds, MILLISECONDS),
        (from_seconds, str(MILLISECONDS)),
        (from_seconds, SECONDS * 1_000_000),
        (from_milliseconds, SECONDS),
        (from_milliseconds, str(SECONDS)),
        (from_milliseconds, SECONDS * 1_000_000),
        (from_iso, SECONDS),
        (from_iso, str(SECONDS)),
        (from_iso, MILLISECONDS),
        (from_any, 50_000_000_000),
        (from_any, SECONDS * 1_000_000),
    ],
)
def test_the_wrong_unit_is_named(clock, value):
    with pytest.raises(Unreadable, match=r"^at is not a time in the expected unit$"):
        read(clock, value)


# Where each platform's event says when it was said, and the same instant in the unit that its documents name.
# https://developers.facebook.com/docs/messenger-platform/reference/webhook-events (milliseconds)
# https://developers.facebook.com/docs/graph-api/webhooks/reference/page (seconds)
# https://developers.line.biz/en/reference/messaging-api/#common-properties (milliseconds)
# https://core.telegram.org/bots/api#message (seconds)
MESSENGER = {"sender": {"id": "77"}, "recipient": {"id": "1000"}, "message": {"mid": "m_1", "text": "hi"}}


def messaging(value):
    entry = {"id": "1000", "time": MILLISECONDS, "messaging": [MESSENGER | {"timestamp": value}]}
    return {"object": "page", "entry": [entry]}


def feed(value):
    comment = {"item": "comment", "verb": "add", "comment_id": "9_2", "post_id": "1000_9", "created_time": value}
    entry = {"id": "1000", "time": SECONDS, "changes": [{"field": "feed", "value": comment}]}
    return {"object": "page", "entry": [entry]}


def whatsapp(value):
    message = {"from": "1556", "id": "wamid.A", "timestamp": value, "type": "text", "text": {"body": "hi"}}
    change = {"field": "messages", "value": {"metadata": {"phone_number_id": "2"}, "messages": [message]}}
    return {"object": "whatsapp_business_account", "entry": [{"id": "W", "changes": [change]}]}


def line(value):
    event = {"type": "message", "timestamp": value, "source": {"userId": "U1"}}
    return {"destination": "U0", "events": [event | {"message": {"type": "text", "id": "1", "text": "hi"}}]}


def telegram(value):
    return {"update_id": 1, "message": {"message_id": 1, "chat": {"id": 7}, "date": value, "text": "hi"}}


def linkedin(value):
    urn = "urn:li:comment:(urn:li:activity:3,4)"
    fields = {"comment": {"text": "hi"}}
    comment = {"action": "COMMENT", "generatedActivity": urn, "decoratedGeneratedActivity": fields}
    return {"notifications": [comment | {"lastModifiedAt": value}]}


def direct_message(value):
    message = {"target": {"recipient_id": "10"}, "sender_id": "20", "message_data": {"text": "hi"}}
    event = {"type": "message_create", "id": "8", "created_timestamp": value, "message_create": message}
    return {"for_user_id": "10", "direct_message_events": [event]}


CONTRACTS = [
    ("facebook", messaging, "milliseconds"),
    ("instagram", lambda value: messaging(value) | {"object": "instagram"}, "milliseconds"),
    ("facebook", feed, "seconds"),
    ("whatsapp", whatsapp, "seconds"),
    ("line", line, "milliseconds"),
    ("telegram", telegram, "seconds"),
    ("linkedin", linkedin, "milliseconds"),
    ("x", direct_message, "milliseconds"),
]


@pytest.mark.parametrize(("name", "payload", "unit"), CONTRACTS)
def test_an_adapter_keeps_to_the_unit_of_its_platform(name, payload, unit):
    right, wrong = (SECONDS, MILLISECONDS) if unit == "seconds" else (MILLISECONDS, SECONDS)
    for written in (right, str(right)):
        [received] = hear(name, payload(written))
        assert received.created_at == DAY.replace(microsecond=0 if unit == "seconds" else 123_000)
    assert "is not a time in the expected unit" in why_not(name, payload(wrong))


def why_not(name, payload):
    """The reason why nothing is heard: of the item, or of the whole body where it holds no more than one."""
    try:
        [broken] = hear(name, payload)
    except Unreadable as error:
        return str(error)
    assert isinstance(broken, Broken)
    return broken.reason


def test_a_wrong_time_in_a_batch_leaves_its_neighbours():
    body = messaging(SECONDS)
    body["entry"][0]["messaging"].append(MESSENGER | {"timestamp": MILLISECONDS})
    assert [type(mention) for mention in hear("facebook", body)] == [Broken, Mention]


@pytest.mark.parametrize("written", ["1795800000", 1_795_800_000, 1_795_800_000_000, "1795800000000"])
def test_the_form_for_which_meta_shows_seconds_and_sends_milliseconds(written):
    change = {"field": "messages", "value": MESSENGER | {"timestamp": written}}
    [received] = hear("instagram", {"object": "instagram", "entry": [{"id": "1000", "changes": [change]}]})
    assert received.created_at == DAY


def test_every_event_of_ours_is_of_these_years():
    for name in (
        "facebook",
        "instagram",
        "line",
        "linkedin",
        "slack",
        "telegram",
        "threads",
        "tiktok",
        "whatsapp",
        "x",
    ):
        for received in hear(name, case(name).event):
            if isinstance(received, Mention):
                assert 2015 < received.event_at.year < 2030
