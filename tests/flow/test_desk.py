"""The desk function: viewing changes nothing, an action is kept once with who and when, a bad link reveals nothing."""

import base64
import html
import io
import json
import logging
import random
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest

from goodword.alerting.action_links import GOOD_FOR, ActionLinks
from goodword.alerting.case import Case, Cases
from goodword.alerting.corrections import Correction, Corrections
from goodword.aws.dynamodb_items import from_dynamo
from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.aws.mention_table import MentionTable
from goodword.aws.reactions import Reactions
from goodword.mention import Mention
from goodword.storage.keys import from_ms, to_ms
from tests.flow.posts import FIRE, comment
from tests.house.door import Answer, http_event
from tests.house.house import CONFIGURATION, House, open_house
from tests.sayings import SENTIMENTS, scored

FORM = "application/x-www-form-urlencoded"
INCIDENT = "0123456789abcdef"
CARE = {name: {"mail": f"{name}@example.com"} for name in ("ana", "ben", "cleo")}
TEAM = {
    **CONFIGURATION,
    "teams": {
        "care": {"timezone": "Europe/Berlin", "people": CARE},
        "legal": {"people": {"zoe": {"mail": "zoe@example.com"}}},
    },
}


@dataclass
class Desk:
    """A test stack with one case, opened now, and what tests do about it."""

    house: House
    store: DynamoDBStore
    opened: datetime

    def link(self, person: str = "ana", **other: Any) -> str:
        fields = {
            "incident_key": INCIDENT,
            "person": person,
            "brand": "acme",
            "reference": "x#1",
            "opened": self.opened,
        }
        return self.links.make(**fields | {"now": self.house.now} | other)

    def reopen(self) -> None:
        """The next case of the same incident."""
        before = self.case
        self.opened = self.house.now
        assert Cases(self.store).open(a_case(self.opened), before)

    def change(self, **new: Any) -> None:
        cases = Cases(self.store)
        assert not self.store.write(cases.change(self.case, **new))

    def remember(self, **fields: Any) -> None:
        table = self.house.deployed.names["Table"]
        MentionTable(table, 395).remember(scored(**MENTION | {"received_at": self.house.now} | fields))

    @property
    def links(self) -> ActionLinks:
        return ActionLinks(self.store)

    @property
    def case(self) -> Case:
        found = Cases(self.store).get(INCIDENT)
        assert found
        return found

    @property
    def actions(self) -> list[tuple[Any, ...]]:
        items = sorted((from_dynamo(item) for item in self.house.items("act")), key=lambda stored: stored["sk"])
        return [(item["what"], item["who"], int(item["at"]), item.get("detail")) for item in items]

    @property
    def corrections(self) -> list[Correction]:
        return list(Corrections(self.store).read(["acme"], self.opened, self.house.now))

    @property
    def everything(self) -> list[str]:
        return sorted(json.dumps(item, sort_keys=True) for item in self.house.items())


MENTION = {
    "text": "charger caught fire at 3am @acme",
    "author_handle": "jo_k",
    "intents": ("safety_or_legal",),
    "priority": "P1",
    "permalink": "https://x.com/jo_k/status/1",
    "sentiment": SENTIMENTS["negative"],
}


def a_case(opened: datetime) -> Case:
    fields = {
        "incident_key": INCIDENT,
        "tag": "7K2",
        "brand": "acme",
        "priority": "P1",
        "first": "x#1",
        "slot": "s#0001",
    }
    return Case(**fields, opened_at=opened, notified=("ana", "ben", "cleo"))


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_house(TEAM) as house:
        opened = Desk(house, DynamoDBStore(house.deployed.names["Table"]), house.now)
        Cases(opened.store).open(a_case(opened.opened), None)
        opened.remember()
        yield opened


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags, self.attributes = list[str](), list[tuple[str, str, str | None]]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, *attr) for attr in attrs]


def read(answer: Answer) -> _Reader:
    reader = _Reader()
    reader.feed(answer.body)
    return reader


def offered(answer: Answer) -> set[str]:
    """Values of `act` for which the page has a button."""
    return set(re.findall(r'name="act" value="([a-z-]+)"', answer.body))


def words(answer: Answer) -> str:
    return " ".join(html.unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", answer.body, flags=re.DOTALL)).split())


def is_guarded(answer: Answer) -> bool:
    """Whether it has every header that keeps it private and without scripts, and a style that its policy allows."""
    style = re.search(r"<style>(.*?)</style>", answer.body, re.DOTALL)
    digest = base64.b64encode(sha256(style[1].encode()).digest()).decode() if style else ""
    expected = {
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "x-robots-tag": "noindex, nofollow",
        "content-type": "text/html; charset=utf-8",
    }
    policy = dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))
    return expected.items() <= answer.headers.items() and policy == {
        "default-src": "'none'",
        "style-src": policy["style-src"] if not style else f"'sha256-{digest}'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }


# ---- Viewing --------------------------------------------------------------------------------------------------------


def test_the_page_tells_what_the_alert_told_and_how_the_case_stands(desk):
    page = desk.house.door.follow(desk.link())
    assert page.status == 200
    assert is_guarded(page)
    shown = words(page)
    for part in (
        "ACME P1 7K2",
        "safety on X by @jo_k",
        "Nobody has it yet.",
        "charger caught fire at 3am @acme",
        "First answer due Wed 18 Nov, 10:15 CET (Europe/Berlin).",
        "Goodword read it as negative.",
    ):
        assert part in shown
    assert ("a", "href", "https://x.com/jo_k/status/1") in read(page).attributes
    assert offered(page) == {"take", "hand", "not-about-us", "mute", "wrong-sentiment"}
    assert re.findall(r"<option>(\w+)", page.body) == ["ben", "cleo"]


def test_times_are_in_the_readers_zone(desk):
    lisbon = {**CARE["ana"], "timezone": "Europe/Lisbon"}
    desk.house.configure({**TEAM, "teams": {"care": {"timezone": "Europe/Berlin", "people": {**CARE, "ana": lisbon}}}})
    assert "10:15 CET (Europe/Berlin)" in words(desk.house.door.follow(desk.link("ben")))
    assert "09:15 WET (Europe/Lisbon)" in words(desk.house.door.follow(desk.link("ana")))


def test_the_page_tells_how_many_reacted(desk):
    assert "reaction" not in words(desk.house.door.follow(desk.link()))
    reactions = Reactions(desk.house.deployed.names["Table"], 395)
    for author in range(1, 13):
        fields = {"platform": "x", "source": "acme-x", "external_id": None, "kind": "reaction", "action": "created"}
        moments = {"event_at": desk.opened, "received_at": desk.opened}
        reactions.remember(Mention(**fields, **moments, parent_id="1", author_id=str(author)))
        shown = words(desk.house.door.follow(desk.link()))
        assert f" {author} reaction{'s' * (author > 1)}. " in shown
    desk.remember(action="deleted", event_at=desk.house.now)
    assert "reaction" not in words(desk.house.door.follow(desk.link()))


def test_a_scanner_that_opens_every_link_changes_nothing(desk):
    tokens = [desk.link(person) for person in ("ana", "ben", "cleo")]
    desk.house.door.act(tokens[0], act="take")
    before, calls = desk.everything, len(desk.house.rooms["desk"].calls)
    for place in range(120):
        answer = desk.house.door.follow(tokens[place % 3], method=("GET", "HEAD")[place % 2])
        assert (answer.status, bool(answer.body)) == (200, place % 2 == 0)
    assert desk.everything == before
    made = {call.operation for call in desk.house.rooms["desk"].calls[calls:]}
    assert made == {"dynamodb.GetItem", "dynamodb.Query"}


def test_a_deleted_post_is_not_shown(desk):
    token = desk.link()
    desk.remember(action="deleted")
    page = desk.house.door.follow(token)
    assert page.status == 200
    assert "The post was deleted" in words(page)
    assert not re.search("charger|jo_k", page.body)
    assert offered(page) == {"take", "hand", "not-about-us", "mute"}


HOSTILE = (
    "<script>alert(1)</script></blockquote>\"'><img src=x onerror=alert(1)>\u202e{{ 7*7 }}{% raw %}\u0007&lt;b&gt;"
)


def test_hostile_words_stay_words(desk):
    fields = {"author_handle": None, "author_name": HOSTILE, "permalink": "javascript:alert(1)", "title": HOSTILE}
    clean = read(desk.house.door.follow(desk.link())).tags
    desk.remember(external_id="2", text=HOSTILE, **fields)
    page = desk.house.door.follow(desk.link(reference="x#2"))
    assert page.status == 200
    seen = read(page)
    assert Counter(seen.tags) == Counter(clean) - Counter({"a": 1, "p": 1})  # no link: this URL must not be opened
    assert not any(name.startswith("on") or name == "style" for _, name, _ in seen.attributes)
    assert {value for _, name, value in seen.attributes if name in ("href", "src", "action")} == set()
    assert words(page).count(HOSTILE.replace("\u202e", "").replace("\u0007", "")) == 2  # title and text
    assert not re.search("[\u202e\u0007]", page.body)


def test_a_link_of_one_mention_in_a_thread_shows_that_mention(desk):
    desk.remember(external_id="p#2#3", text="mine smokes too")
    assert "mine smokes too" in words(desk.house.door.follow(desk.link(reference="x#p#2#3")))


# ---- Acting ---------------------------------------------------------------------------------------------------------


def test_after_acting_the_browser_is_sent_back_to_the_page(desk):
    token = desk.link()
    answer = desk.house.door.act(token, act="take")
    assert (answer.status, answer.body, answer.headers["location"]) == (303, "", token)
    assert is_guarded(answer)


@pytest.mark.parametrize("as_base64", [True, False])
@pytest.mark.parametrize("media", [FORM, f"{FORM}; charset=UTF-8", FORM.upper()])
def test_a_form_may_come_as_base64_or_not(desk, media, as_base64):
    path = f"/a/{desk.link()}"
    answer = desk.house.door.knock("POST", path, b"act=take", {"Content-Type": media}, as_base64=as_base64)
    assert answer.status == 303
    assert desk.case.owner == "ana"


def test_i_have_it(desk):
    desk.house.wait(41 * 60)
    token, now = desk.link("ben"), desk.house.now
    desk.house.door.act(token, act="take")
    assert (desk.case.owner, desk.case.owned_at, desk.case.n) == ("ben", now.replace(microsecond=0), 2)
    assert desk.actions == [("take", "ben", to_ms(now), None)]
    assert "You took it at 10:41." in words(desk.house.door.follow(token))
    assert "10:41 ben: took it" in words(desk.house.door.follow(token))
    other = desk.house.door.follow(desk.link("ana"))
    assert "ben took it at 10:41." in words(other)
    assert offered(other) == {"not-about-us", "mute", "wrong-sentiment"}


def test_having_it_twice_is_having_it_once(desk):
    token = desk.link("ben")
    desk.house.door.act(token, act="take")
    before = desk.everything
    desk.house.wait(60)
    assert desk.house.door.act(token, act="take").status == 303
    assert desk.everything == before


def test_two_hundred_who_have_it_at_once_are_one_who_has_it(desk):
    """Real conditional writes, all but the first of which are refused; everybody had seen the case as not taken."""
    many = {f"p{place:02d}": {"mail": f"p{place}@example.com"} for place in range(40)}
    desk.house.configure({**TEAM, "teams": {"care": {"timezone": "Europe/Berlin", "people": many}}})
    tokens = [(person, desk.link(person)) for person in many for _ in range(5)]
    assert len(tokens) == 200
    for _, token in random.Random(3).sample(tokens, 20):
        assert "Nobody has it yet." in words(desk.house.door.follow(token))
    random.Random(7).shuffle(tokens)
    with ThreadPoolExecutor(16) as racing:
        answers = list(racing.map(lambda token: desk.house.door.act(token[1], act="take").status, tokens))
    assert answers == [303] * 200
    owner = desk.case.owner
    assert owner in many
    assert desk.actions == [("take", owner, to_ms(desk.house.now), None)]
    assert desk.case.n == 2
    for person, token in dict(tokens).items():
        who = "You" if person == owner else owner
        assert f"{who} took it at 10:00." in words(desk.house.door.follow(token))


def test_who_comes_between_reading_and_writing_has_it(desk):
    slow, quick, once = desk.link("ana"), desk.link("ben"), iter([True])

    def overtaken(_params: Any) -> bool:
        """Let ben act while ana's write is in progress; no fault."""
        if next(once, False):
            assert desk.house.door.act(quick, act="take").status == 303
        return False

    with desk.house.faults.on("dynamodb.TransactWriteItems", match=overtaken):
        assert desk.house.door.act(slow, act="take").status == 303
    assert next(once, None) is None
    assert desk.case.owner == "ben"
    assert [who for _, who, *_ in desk.actions] == ["ben"]


def test_another_transaction_in_the_way_is_waited_out(desk):
    dynamo = desk.house.dynamo
    reasons = {"CancellationReasons": [{"Code": "TransactionConflict"}, {"Code": "None"}]}
    fields = {"Error": {"Code": "TransactionCanceledException", "Message": "-"}, **reasons}
    conflict = dynamo.exceptions.TransactionCanceledException(fields, "TransactWriteItems")
    with desk.house.faults.on("dynamodb.TransactWriteItems", conflict, times=3) as fault:
        assert desk.house.door.act(desk.link(), act="take").status == 303
    assert fault.hits == 3
    assert desk.case.owner == "ana"


def test_handing_over(desk):
    ana, now = desk.link("ana"), desk.house.now
    desk.house.door.act(ana, act="take")
    assert desk.house.door.act(ana, act="hand", to="cleo").status == 303
    case = desk.case
    assert (case.owner, case.owned_at) == (None, None)
    assert (case.handed_to, case.handed_by, case.handed_at) == ("cleo", "ana", now.replace(microsecond=0))
    assert case.n == 3
    assert ("hand", "ana", to_ms(now), "cleo") in desk.actions
    assert "ana handed it to you at 10:00. Nobody has it yet." in words(desk.house.door.follow(desk.link("cleo")))
    assert "ana handed it to cleo at 10:00. Nobody has it yet." in words(desk.house.door.follow(desk.link("ben")))
    desk.house.door.act(desk.link("cleo"), act="take")
    assert (desk.case.owner, desk.case.handed_to, desk.case.handed_by, desk.case.handed_at) == (
        "cleo",
        None,
        None,
        None,
    )


def test_what_nobody_has_anybody_may_hand_over(desk):
    desk.house.door.act(desk.link("ana"), act="hand", to="ben")
    assert (desk.case.handed_to, desk.case.handed_by) == ("ben", "ana")


def test_what_somebody_else_has_cannot_be_handed_over(desk):
    desk.house.door.act(desk.link("ben"), act="take")
    before = desk.everything
    ana = desk.link("ana")
    after = desk.everything
    assert len(after) == len(before) + 1
    assert desk.house.door.act(ana, act="hand", to="cleo").status == 303
    assert desk.everything == after
    assert "ben took it at 10:00." in words(desk.house.door.follow(ana))


@pytest.mark.parametrize("to", ["ana", "zoe", "nobody", "", "ben\x00", "BEN"])
def test_it_is_handed_to_somebody_else_of_the_team(desk, to):
    token = desk.link("ana")
    before = desk.everything
    assert desk.house.door.act(token, act="hand", to=to).status == 400
    assert desk.everything == before


def test_who_is_alone_has_nobody_to_hand_over_to(desk):
    desk.house.configure({**TEAM, "teams": {"care": {"people": {"ana": CARE["ana"]}}}})
    assert "hand" not in offered(desk.house.door.follow(desk.link()))


def test_not_about_us(desk):
    token, now = desk.link("ana"), desk.house.now
    desk.house.door.act(token, act="not-about-us")
    case = desk.case
    assert (case.closed_at, case.closed_why, case.n) == (now.replace(microsecond=0), "not about us", 2)
    assert desk.actions == [("not-about-us", "ana", to_ms(now), None)]
    for person in ("ana", "ben"):
        page = desk.house.door.follow(desk.link(person))
        assert "This case was resolved at 10:00: not about us." in words(page)
        assert offered(page) == {"wrong-sentiment"}


def test_muting(desk):
    token, now = desk.link("ana"), desk.house.now
    desk.house.door.act(token, act="mute")
    assert desk.case.muted_until == now.replace(microsecond=0) + timedelta(hours=4)
    assert desk.case.n == 2
    assert desk.actions == [("mute", "ana", to_ms(now), None)]
    assert "Muted until 14:00." in words(desk.house.door.follow(token))
    desk.house.wait(4 * 3600)
    assert "Muted until" not in words(desk.house.door.follow(token))


@pytest.mark.parametrize("label", ["negative", "neutral", "positive"])
def test_the_right_sentiment_is_kept_with_the_mention(desk, label):
    desk.house.door.act(desk.link("ana"), act="wrong-sentiment", label=label)
    (act,) = (from_dynamo(item) for item in desk.house.items("act"))
    expected = {
        "what": "wrong-sentiment",
        "who": "ana",
        "detail": label,
        "reference": "x#1",
        "at": to_ms(desk.house.now),
    }
    assert expected.items() <= act.items()
    assert act["ttl"] == int((desk.house.now + timedelta(days=395)).timestamp())
    assert f"10:00 ana: marked as {label}" in words(desk.house.door.follow(desk.link("ben")))
    assert desk.case.n == 1
    (correction,) = desk.corrections
    assert (correction.text, correction.predicted, correction.correct, correction.who) == (
        MENTION["text"],
        "negative",
        label,
        "ana",
    )
    assert (correction.at, correction.model, correction.probabilities) == (
        from_ms(to_ms(desk.house.now)),
        "vader-1",
        SENTIMENTS["negative"].probabilities,
    )


def test_who_says_so_twice_has_said_the_last_and_each_person_is_heard(desk):
    for who, label in (("ana", "positive"), ("ben", "neutral"), ("ana", "negative")):
        desk.house.wait(1)
        desk.house.door.act(desk.link(who), act="wrong-sentiment", label=label)
    assert [(correction.who, correction.correct) for correction in desk.corrections] == [
        ("ben", "neutral"),
        ("ana", "negative"),
    ]
    assert [detail for *_, detail in desk.actions] == ["positive", "neutral", "negative"]


def test_the_words_of_a_corrected_mention_stand_in_the_mention_only_and_go_with_it(desk):
    desk.house.door.act(desk.link("ana"), act="wrong-sentiment", label="neutral")
    desk.remember(action="deleted")
    assert desk.house.items("correction")
    assert desk.corrections == []
    assert not [stored for stored in desk.everything if "charger" in stored]


def test_what_is_said_of_a_deleted_mention_is_an_action_and_no_text(desk):
    desk.remember(action="deleted")
    assert desk.house.door.act(desk.link("ana"), act="wrong-sentiment", label="neutral").status == 303
    assert [what for what, *_ in desk.actions] == ["wrong-sentiment"]
    assert desk.house.items("correction") == []


def test_action_and_correction_are_kept_together_or_not_at_all(desk):
    token = desk.link("ana")
    before, form = desk.everything, {"act": "wrong-sentiment", "label": "neutral"}
    with desk.house.faults.on("dynamodb.TransactWriteItems"):
        assert desk.house.door.act(token, **form).status == 503
    assert desk.everything == before
    reasons = {"CancellationReasons": [{"Code": "None"}, {"Code": "TransactionConflict"}]}
    fields = {"Error": {"Code": "TransactionCanceledException", "Message": "-"}, **reasons}
    conflict = desk.house.dynamo.exceptions.TransactionCanceledException(fields, "TransactWriteItems")
    with desk.house.faults.on("dynamodb.TransactWriteItems", conflict, times=3):
        assert desk.house.door.act(token, **form).status == 303
    assert (len(desk.actions), len(desk.corrections)) == (1, 1)


def test_the_page_offers_every_label_so_that_a_slip_can_be_taken_back(desk):
    labels = re.findall(r'name="label" value="(\w+)"', desk.house.door.follow(desk.link()).body)
    assert labels == ["negative", "neutral", "positive"]


ACTIONS = (
    {"act": "take"},
    {"act": "hand", "to": "ben"},
    {"act": "not-about-us"},
    {"act": "mute"},
)


@pytest.mark.parametrize("how", ["reopened", "withdrawn", "closed_at", "answered_at", "cleared_at", "gone"])
def test_what_is_over_cannot_be_acted_on(desk, how):
    token = desk.link("ana")
    desk.house.wait(60)
    match how:
        case "reopened":
            desk.reopen()
        case "withdrawn":
            Cases(desk.store).close(INCIDENT, "s#0001")
        case "gone":
            key = {"pk": {"S": f"case#{INCIDENT}"}, "sk": {"S": "case"}}
            desk.house.dynamo.delete_item(TableName=desk.house.deployed.names["Table"], Key=key)
        case _:
            desk.change(**{how: desk.house.now})
    before = desk.everything
    assert [desk.house.door.act(token, **form).status for form in ACTIONS] == [303] * len(ACTIONS)
    assert desk.everything == before
    page = desk.house.door.follow(token)
    assert page.status == 200
    assert re.search("This case (was resolved at|is no longer open)", words(page))
    assert offered(page) == {"wrong-sentiment"}


def test_actions_of_an_earlier_case_are_not_told_of_a_later_one(desk):
    desk.house.door.act(desk.link("ben"), act="take")
    desk.house.wait(60)
    desk.reopen()
    page = desk.house.door.follow(desk.link("ana"))
    assert "Nobody has it yet." in words(page)
    assert "History" not in words(page)


# ---- Bad links ------------------------------------------------------------------------------------------------------


def good_for_nothing(desk: Desk) -> Iterator[tuple[str, str]]:
    """Paths behind /a/ that open nothing, by reason."""
    yield "guessed", "AbCdEfGhIjKlMnOp"
    yield "short", "AbC"
    yield "long", "A" * 8_000
    yield "NUL", "AbCdEfGhIjKlMn\x00p"
    yield "not ASCII", "AbCdEfGhIjKlMnO\u0661"
    yield "surrogate", "AbCdEfGhIjKlMnO\ud800"
    yield "markup", "<b>AbCdEfGhIjKl"
    yield "blank at the end", desk.link() + " "
    yield "line feed at the end", desk.link() + "\n"
    yield "revoked", (revoked := desk.link())
    assert desk.links.revoke(revoked, desk.house.now)
    yield "expired", desk.link(now=desk.house.now - GOOD_FOR)
    yield "somebody who left", desk.link("gone")
    yield "a brand that left", desk.link(brand="gone")


def test_a_link_that_is_not_good_says_so_and_nothing_else(desk):
    bad = dict(good_for_nothing(desk))
    before, room = desk.everything, desk.house.rooms["desk"]
    desk.house.door.follow(desk.link())  # the configuration is read
    answers = set()
    for token in bad.values():
        for method, body in (("GET", b""), ("POST", b"act=take"), ("POST", b"act=burn"), ("HEAD", b"")):
            calls = len(room.calls)
            answer = desk.house.door.knock(method, f"/a/{token}", body, {"content-type": FORM})
            assert [call.operation for call in room.calls[calls:]] == ["dynamodb.GetItem"], "always one read"
            if method == "HEAD":
                assert (answer.status, answer.body) == (404, "")
            else:
                answers.add((answer.status, answer.body, json.dumps(answer.headers, sort_keys=True)))
                assert is_guarded(answer)
    ((status, body, _),) = answers
    assert status == 404
    assert "This link no longer works" in body
    assert not re.search("acme|jo_k|charger|ana|7K2|expired|revoked|AbC", body, re.IGNORECASE)
    assert len(desk.everything) == len(before) + 1  # the valid link


def test_a_link_is_good_for_seven_days_whenever_its_item_goes(desk):
    token = desk.link()
    desk.house.wait(7 * 86_400 - 1)
    assert desk.house.door.follow(token).status == 200
    desk.house.wait(1)
    assert desk.house.door.follow(token).status == 404
    assert desk.house.items("link"), "its item is still there"


def test_a_revoked_link_stays_revoked_and_what_was_never_a_link_cannot_be(desk):
    token = desk.link()
    assert desk.links.revoke(token, desk.house.now)
    assert desk.house.door.act(token, act="take").status == 404
    assert desk.case.owner is None
    assert not desk.links.revoke("AbCdEfGhIjKlMnOp", desk.house.now)
    assert len(desk.house.items("link")) == 1


@pytest.fixture
def logged(desk) -> Iterator[io.StringIO]:
    """Everything that the desk function logs, as it is written."""
    logger, lines = desk.house.rooms["desk"].module.logger, io.StringIO()
    ear = logging.StreamHandler(lines)
    ear.setFormatter(logger.registered_formatter)
    logger.addHandler(ear)
    logger.setLevel("DEBUG")
    yield lines
    logger.removeHandler(ear)


def test_tokens_are_sixteen_letters_no_two_alike_and_in_neither_table_nor_logs(desk, logged):
    tokens = [desk.link() for _ in range(200)]
    assert len(set(tokens)) == 200
    assert {bool(re.fullmatch("[0-9A-Za-z]{16}", token)) for token in tokens} == {True}
    assert len(set("".join(tokens))) == 62
    tried = [*tokens[:20], "AbCdEfGhIjKlMnOp"]
    for token in tried:
        desk.house.door.follow(token)
        desk.house.door.act(token, act="take")
        desk.house.door.act(token, act="burn")
        with desk.house.faults.on("dynamodb.*"):
            assert desk.house.door.follow(token).status == 503
            assert desk.house.door.act(token, act="mute").status == 503
    lines = logged.getvalue()
    assert Counter(json.loads(line)["message"] for line in lines.splitlines()) == {
        "acted": 20,
        "refused": 23,
        "not answered": 42,
    }
    assert not [word for word in (*tried, "charger", "jo_k", "ana", INCIDENT) if word in lines]
    stored = "".join(desk.everything)
    assert not [token for token in tokens if token in stored]


# ---- Bad forms ------------------------------------------------------------------------------------------------------

API_GATEWAYS_OWN = 4_194_304  # bytes: as base64, more than an invocation accepts
BAD = {
    "empty": (400, b""),
    "unknown act": (400, b"act=burn"),
    "no act": (400, b"to=ben"),
    "act twice": (400, b"act=take&act=mute"),
    "the same twice": (400, b"act=take&act=take"),
    "no name": (400, b"take"),
    "label that is none": (400, b"act=wrong-sentiment&label=unsure"),
    "label missing": (400, b"act=wrong-sentiment"),
    "NUL": (400, b"act=take\x00"),
    "NUL, quoted": (400, b"act=take%00"),
    "not UTF-8": (400, b"act=\xff\xfe"),
    "not UTF-8, quoted": (400, b"act=%ff%fe"),
    "surrogate, quoted": (400, b"act=%ed%a0%80"),
    "not ASCII": (400, "act=täke".encode()),
    "half a quote": (400, b"act=%"),
    "many fields": (400, b"&".join(b"f%d=1" % place for place in range(500))),
    "template": (400, b"act={{7*7}}"),
    "JSON": (400, b'{"act": "take"}'),
    "4 KB and one": (413, b"act=take&x=" + b"x" * 4_086),
    "1 MB": (413, b"act=take&x=" + b"x" * 1_048_576),
    "8 MB": (413, b"x" * 8_388_608),
}


@pytest.mark.parametrize("as_base64", [True, False])
def test_a_bad_form_is_refused_and_changes_nothing(desk, as_base64):
    path = f"/a/{desk.link()}"
    before = desk.everything
    for name, (status, body) in BAD.items():
        answer = desk.house.door.knock("POST", path, body, {"content-type": FORM}, as_base64=as_base64)
        assert (name, answer.status) == (name, status)
        if len(body) < API_GATEWAYS_OWN:
            assert is_guarded(answer)
            assert "Nothing was changed." in words(answer)
    assert desk.everything == before


OTHER_MEDIA = (
    "",
    "text/plain",
    "application/json",
    "multipart/form-data; boundary=x",
    f"{FORM}x",
    f"{FORM},{FORM}",
    "\x00",
    "é",
)


def test_what_is_not_a_form_is_refused(desk):
    path = f"/a/{desk.link()}"
    before = desk.everything
    for media in OTHER_MEDIA:
        answer = desk.house.door.knock("POST", path, b"act=take", {"content-type": media})
        assert (media, answer.status) == (media, 415)
        assert is_guarded(answer)
    assert desk.everything == before


ODD = (
    {"headers": None},
    {"headers": {}},
    {"body": None},
    {"body": "act=take\ud800"},
    {"body": "%%%", "isBase64Encoded": True},
    {"body": "YWN0PXRha2U", "isBase64Encoded": True},  # its padding is missing
    {"body": "é", "isBase64Encoded": True},
    {"pathParameters": None},
    {"pathParameters": {}},
)


def test_odd_events_are_the_callers_fault(desk):
    token = desk.link()
    event = http_event("POST /a/{link}", f"/a/{token}", {"link": token}, b"act=take", {"content-type": FORM})
    for odd in ODD:
        assert (odd, desk.house.door.carry(event | odd).status // 100) == (odd, 4)
    assert desk.case.owner is None
    assert desk.house.door.carry(event).status == 303


# ---- Outside ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("operation", ["dynamodb.GetItem", "dynamodb.Query", "dynamodb.TransactWriteItems"])
def test_when_the_table_does_not_answer_the_person_is_told_to_try_again(desk, operation):
    token = desk.link()
    before = desk.everything
    with desk.house.faults.on(operation):
        answers = desk.house.door.follow(token), desk.house.door.act(token, act="take")
    failed = [answer for answer in answers if answer.status == 503]
    assert failed
    for answer in failed:
        assert is_guarded(answer)
        assert "Go back and try again in a minute." in words(answer)
    assert desk.everything == before or operation == "dynamodb.Query"
    assert desk.house.door.act(token, act="take").status == 303
    assert desk.case.owner == "ana"


def test_an_answer_that_was_lost_is_an_action_that_was_kept(desk):
    token = desk.link()
    with desk.house.faults.on("dynamodb.TransactWriteItems", after=True, times=1):
        assert desk.house.door.act(token, act="take").status == 503
    assert desk.house.door.act(token, act="take").status == 303
    assert [what for what, *_ in desk.actions] == ["take"]
    assert "You took it" in words(desk.house.door.follow(token))


def test_it_reaches_no_further_than_its_role_lets_it(desk):
    """The role names the partitions; the test stack checks only actions and resources, so the test checks the keys."""
    token = desk.link()
    for form in (
        *ACTIONS[:2],
        {"act": "mute"},
        {"act": "wrong-sentiment", "label": "neutral"},
        {"act": "not-about-us"},
    ):
        assert desk.house.door.act(token, **form).status == 303
    desk.house.door.follow(token)
    looked, written = set(), set()
    for call in desk.house.rooms["desk"].calls:
        match call.operation.split("."):
            case ["dynamodb", "GetItem"]:
                looked.add(call.params["Key"]["pk"]["S"])
            case ["dynamodb", "Query"]:
                looked.add(call.params["ExpressionAttributeValues"][":pk"]["S"])
            case ["dynamodb", "PutItem"]:
                written.add(call.params["Item"]["pk"]["S"])
            case ["dynamodb", "TransactWriteItems"]:
                parts = [part for param in call.params["TransactItems"] for part in param.values()]
                written |= {(part.get("Item") or part["Key"])["pk"]["S"] for part in parts}
    assert {key.split("#")[0] for key in looked} == {"link", "case", "m", "r"}
    assert {key.split("#")[0] for key in written} == {"case", "correction"}


# ---- From the alert on ----------------------------------------------------------------------------------------------


def tokens_of(house: House) -> dict[str, str]:
    """Tokens by person, from the mails about a fire."""
    assert house.door.send("facebook", "acme-facebook", comment("c1", FIRE)).status == 200
    house.settle()
    return {who: house.people.got(f"{who}:mail")[0].machine["link"].rsplit("/", 1)[-1] for who in ("ana", "ben")}


def kinds_sent_to(house: House, recipient: str) -> list[str]:
    return [alert.machine["kind"] for alert in house.people.got(recipient)]


def test_whoever_takes_it_from_the_alert_stops_the_escalation_and_the_others_hear_so(house):
    tokens = tokens_of(house)
    page = words(house.door.follow(tokens["ben"]))
    assert "safety on Facebook by Mia Brandt" in page
    assert FIRE in page
    house.door.act(tokens["ben"], act="take")
    house.live(14)
    assert kinds_sent_to(house, "ana:mail") == ["new", "taken"]
    assert kinds_sent_to(house, "ben:mail") == ["new"]
    assert "ben took it at 10:00." in words(house.door.follow(tokens["ana"]))


def test_while_a_scanner_only_looks_the_escalation_goes_on(house):
    tokens = tokens_of(house)
    for token in tokens.values():
        house.door.follow(token)
        house.door.follow(token, method="HEAD")
    house.live(14)
    assert kinds_sent_to(house, "ana:mail") == ["new", "step"]


def test_whoever_it_is_handed_to_is_notified(house):
    tokens = tokens_of(house)
    house.wait(20)
    house.door.act(tokens["ben"], act="hand", to="ana")
    house.live(2)
    assert kinds_sent_to(house, "ana:mail") == ["new", "handed"]
    assert kinds_sent_to(house, "ben:mail") == ["new"]


@pytest.mark.parametrize("act", ["mute", "not-about-us"])
def test_what_is_muted_or_not_about_us_notifies_no_more(house, act):
    tokens = tokens_of(house)
    house.door.act(tokens["ben"], act=act)
    house.door.send("facebook", "acme-facebook", comment("c2", FIRE))
    house.live(20)
    assert not {"new", "more", "step"} & set(kinds_sent_to(house, "ana:mail")[1:])
