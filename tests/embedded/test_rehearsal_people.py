"""What follows a notification, over HTTP and with every role limited to its policies: links, answers, rules, counts."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin

import pytest

from goodword.__main__ import main
from goodword.aws.dynamodb_items import from_dynamo, read_memory
from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.health.wording import Health
from goodword.storage.keys import minute_of, to_ms
from tests.embedded.live import TEAMS, Live
from tests.embedded.places import STACK
from tests.embedded.sent import Sent
from tests.embedded.wait import eventually

pytestmark = [
    pytest.mark.rehearsal,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

FIRE = "Your charger caught fire"
POLICY = "default-src 'none'; style-src 'sha256-"


def items(live: Live, kind: str) -> list[dict[str, Any]]:
    """Those of a kind, as plain values."""
    return [from_dynamo(item) for item in live.books.items(kind)]


def test_a_link_only_shows_until_somebody_acts_and_who_acts_first_has_it(live: Live) -> None:
    fire = live.hears("standard", "nova-shop", FIRE)
    mine, other = (live.notification("standard", fire, person).alert for person in TEAMS["nova"])
    assert mine["link"].startswith(live.stack.output("LinkBase"))
    before = live.books.case(mine["case"])
    for _ in range(2):
        page = live.door.follow(mine["link"])
        assert (page.status, FIRE in page.text, "I have it" in page.text) == (200, True, True)
        assert page.headers["content-security-policy"].startswith(POLICY)
    assert (live.books.case(mine["case"]), items(live, "act")) == (before, [])

    taken = live.door.act(mine["link"], act="take")
    assert (taken.status, urljoin(mine["link"], taken.headers["location"])) == (303, mine["link"])
    assert live.door.act(other["link"], act="take").status == 303
    case, [act] = live.books.case(mine["case"]), items(live, "act")
    assert case.owner == "cleo"
    assert (act["pk"], act["what"], act["who"]) == (f"case#{case.incident_key}", "take", "cleo")
    assert "You took it at" in live.door.follow(mine["link"]).text

    live.sweep()
    live.sent_for("taken", case.tag, "dan")
    assert live.door.act(mine["link"], act="hand", to="dan").status == 303
    live.sweep()
    handed = live.sent_for("handed", case.tag, "dan")
    assert "cleo handed it to you" in live.door.follow(handed["link"]).text


def test_a_link_that_is_guessed_switched_off_or_too_old_opens_nothing(
    live: Live, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, other = (_first(live, person).alert["link"] for person in TEAMS["nova"])
    guessed = live.stack.output("LinkBase") + "0" * 16
    assert main(["revoke", mine, "--stack", STACK]) == 0
    kept_under = sha256(other.rsplit("/", 1)[-1].encode()).hexdigest()
    live.books.change((f"link#{kept_under}", "link"), expires=to_ms(datetime.now(UTC)))  # as if it were a week old
    for link in (guessed, mine, other):
        for answer in (live.door.follow(link), live.door.act(link, act="not-about-us")):
            assert (answer.status, "This link no longer works" in answer.text) == (404, True)
            assert answer.headers["content-security-policy"].startswith(POLICY)
            assert FIRE not in answer.text
    assert live.books.case(_first(live, "cleo").alert["case"]).closed_at is None


def test_our_own_answer_ends_the_case_and_those_who_were_notified_hear_of_it(live: Live) -> None:
    fire = live.hears("standard", "luna-shop", FIRE)
    for person in TEAMS["luna"]:
        live.notification("standard", fire, person)
    answer = {"external_id": f"re-{fire}", "kind": "comment", "from_self": True, "parent_id": fire, "text": "We call."}
    assert live.door.knock("standard", "luna-shop", json.dumps(answer).encode()).status == 200
    own = live.stored("standard", f"re-{fire}")
    assert own.mention is not None
    case = live.books.answered(own.mention)
    assert case is not None
    assert case.answered_at == own.mention.received_at
    live.sweep()
    live.sweep()
    for person in TEAMS["luna"]:
        over = live.sent_for("over", case.tag, person)
        assert over["subject"].startswith(f"[LUNA P1 {case.tag}] resolved after ")
        assert FIRE not in over["email"]
    assert live.books.case(case.tag).cleared_at is not None


def test_a_rule_decides_whom_it_notifies_and_says_so(live: Live) -> None:
    broken = live.hears("standard", "vega-shop", "The lamp arrived broken, I am really disappointed")
    mention = live.stored("standard", broken).mention
    assert mention is not None
    assert (mention.rule, mention.priority, mention.trace) == (
        "broken",
        "P1",
        ("moving: no, intent", "broken: won, P2 to P1"),
    )
    alert = live.notification("standard", broken).alert
    assert alert["to"] == ["gus:mail"]
    assert "Ask for a photo." in alert["email"]
    assert "broken" in alert["email"].partition("WHY YOU GOT THIS")[2].partition("WHO")[0]


def test_a_mute_notifies_nobody_and_is_remembered(live: Live) -> None:
    muted = live.hears("standard", "vega-shop", "Can you please help me with my lamp?")
    mention = live.stored("standard", muted).mention
    assert mention is not None
    assert (mention.priority, mention.rule) == ("P2", "mute:moving")
    assert mention.trace[0].startswith("moving: muted until ")
    assert eventually(lambda: live.books.held("standard", muted)) == "muted"
    assert not any(sent.is_about("standard", muted) for sent in live.ear.received)


def test_what_is_heard_is_marked_and_counted_from_the_table(live: Live) -> None:
    thanks = live.hears("standard", "nova-shop", "Thank you for the lamp")
    mention = live.stored("standard", thanks).mention
    assert mention is not None
    minute = minute_of(mention.received_at)
    mark = ("dirty", f"{minute}#nova")
    live.quiet()
    assert eventually(lambda: mark in keys(live, "dirty")), "tally did not mark the minute"
    live.books.change(mark, due=0)  # as if that minute had ended long ago
    live.sweep()
    received = [read_memory(item).mention for item in live.books.items("mention")]
    [tally] = [item for item in items(live, "tally") if (item["pk"], item["sk"]) == ("tally#nova", minute)]
    assert tally["total"] == sum(
        mention.brand == "nova" and minute_of(mention.received_at) == minute for mention in received
    )
    assert mark not in keys(live, "dirty")


def test_how_it_is_itself_is_written_by_the_sweep(live: Live) -> None:
    live.sweep()
    assert (
        Health(DynamoDBStore(live.stack.output("TableName"))).line(datetime.now(UTC)).startswith("Goodword: well at ")
    )


def keys(live: Live, kind: str) -> set[tuple[str, str]]:
    return {(item["pk"]["S"], item["sk"]["S"]) for item in live.books.items(kind)}


def _first(live: Live, person: str) -> Sent:
    return next(sent for sent in live.ear.received if sent.alert["person"] == person and sent.alert["kind"] == "new")
