"""Polling: from a line in goodword.yaml to a mention in the table, and what happens when a platform fails."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from goodword.connectors.contract import Request, Response
from goodword.jobs import Job
from goodword.web.guard import Unreachable
from tests.connectors import drive
from tests.connectors.apis import google_business, mastodon, x
from tests.connectors.standin import Reply
from tests.house.faults import Crash
from tests.house.house import CONFIGURATION, House, open_house

ASKED = {
    **CONFIGURATION,
    "sources": {
        **CONFIGURATION["sources"],
        "acme-fediverse": mastodon.SOURCE,
        "acme-reviews": google_business.SOURCE,
    },
}
FIRST, SECOND = mastodon.EXPECTS
REVIEW = google_business.HOT


class Line:
    """Replaces the sender: a model of the API answers, or nothing does. `sent` is what was sent."""

    def __init__(self) -> None:
        self.api: Any = None
        self.down = False
        self.sent: list[Request] = []

    def send(self, request: Request) -> Response:
        self.sent.append(request)
        if self.down:
            raise Unreachable("no connection")
        if request.url.startswith("https://www.googleapis.com/"):
            return Response(200, {}, b'{"keys": [{"kid": "1", "kty": "RSA"}]}')
        try:
            return drive.send(request, self.api)
        except AssertionError:
            reply: Reply = Reply(status=401)
            return Response(reply.status, {}, reply.raw)


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
def house(line: Line) -> Iterator[House]:
    with open_house(ASKED) as opened:
        line.api = mastodon.Api(now=opened.now)
        asker = opened.rooms["fetch"].module.poller
        asker._world = replace(asker._world, sender=line)
        for source, secrets in (("acme-fediverse", mastodon.SECRETS), ("acme-reviews", google_business.SECRETS)):
            opened.secrets[source] = dict(secrets)
            opened.keep_secrets(source)
        yield opened


def poll_state(house: House, what: str) -> dict[str, Any]:
    return next(item for item in house.items("asked") if f"#{what}#" in item["sk"]["S"])


def lookup(house: House, name: str, *, sure: bool = True, source: str = "acme-reviews") -> None:
    asked = {"what": "review", "name": name}
    job = Job(kind="lookup", platform="google_business", source=source, what="review", asked=asked, sure=sure)
    house.sqs.send_message(QueueUrl=house.deployed.names["JobsQueue"], MessageBody=job.as_message())


def test_what_is_asked_for_stands_in_the_table_two_minutes_later(house: House) -> None:
    house.live(2)
    found = {name: house.mention("mastodon", name) for name in mastodon.EXPECTS}
    assert {name: mention.text for name, mention in found.items() if mention} == mastodon.EXPECTS
    assert all(mention and mention.source == "acme-fediverse" and mention.brands for mention in found.values())
    assert house.depths() == {}


def test_asked_again_nothing_is_heard_twice_and_nothing_is_written(house: House) -> None:
    house.live(2)
    before = [house.item("mastodon", name) for name in mastodon.EXPECTS]
    asked = len(house.rooms["fetch"].calls)
    for _ in range(4):
        house.wait(900)
        house.live(1, every=60)
    assert len(house.rooms["fetch"].calls) > asked
    assert [house.item("mastodon", name) for name in mastodon.EXPECTS] == before


def test_a_house_that_asks_nothing_costs_nothing() -> None:
    with open_house() as quiet:
        sources = {name: source for name, source in CONFIGURATION["sources"].items() if name == "acme-shop"}
        quiet.configure({**CONFIGURATION, "sources": sources})
        quiet.live(3, every=60)
        assert quiet.items("asked") == []
        sweep = quiet.rooms["sweep"]
        assert not any("asked" in json.dumps(call.params, default=str) for call in sweep.calls)


def test_a_job_that_the_queue_does_not_take_comes_when_its_lease_is_over(house: House) -> None:
    with house.faults.on("sqs.SendMessageBatch", room="sweep"):
        house.live(1, every=60)
    house.live(3, every=60)
    assert house.mention("mastodon", FIRST) is None
    house.live(3, every=60)
    assert house.mention("mastodon", FIRST)


@pytest.mark.parametrize("operation", ["sqs.SendMessage", "dynamodb.PutItem"])
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("crash", [False, True])
def test_whatever_breaks_in_between_nothing_is_lost(house: House, operation: str, after: bool, crash: bool) -> None:
    error = Crash() if crash else None
    with house.faults.on(operation, error, room="fetch", after=after, times=2):
        house.live(2, every=60)
    for _ in range(3):
        house.wait(360)
        house.live(1, every=60)
    assert {name for name in mastodon.EXPECTS if house.mention("mastodon", name)} == {FIRST, SECOND}
    assert house.dead_letters() == {}


def test_a_platform_that_is_down_is_asked_again_and_the_line_below_a_mail_says_so(house: House, line: Line) -> None:
    line.down = True
    house.live(1, every=60)
    house.wait(3540)
    house.live(1, every=60)
    house.wait(3540)
    house.live(1, every=60)
    assert poll_state(house, "tag")["trouble"]["S"] == "down"
    health = house.rooms["alert"].module.composer.health
    assert "acme-fediverse has not answered since 09:01 UTC" in health.line(house.now)
    line.down = False
    house.wait(6 * 3600)
    house.live(1, every=60)
    assert house.mention("mastodon", FIRST)
    house.wait(3600)
    house.live(1, every=60)
    assert "acme-fediverse" not in health.line(house.now)


def test_a_review_that_was_only_named_is_looked_up(house: House, line: Line) -> None:
    line.api = google_business.Api()
    lookup(house, REVIEW)
    house.settle()
    found = house.mention("google_business", REVIEW)
    assert found
    assert found.text == google_business.EXPECTS[REVIEW]
    assert house.depths() == {}


def test_a_lookup_of_a_source_that_is_newer_than_what_we_know_is_run(house: House, line: Line) -> None:
    house.live(1)
    other = {**google_business.SOURCE, "accounts": ["accounts/1/locations/2"]}
    house.configure({**ASKED, "sources": {**ASKED["sources"], "acme-shops": other}})
    house.keep_secrets("acme-shops", **google_business.SECRETS)
    line.api = google_business.Api()
    line.sent.clear()
    lookup(house, REVIEW, source="acme-shops")
    house.settle()
    assert any(REVIEW in request.url for request in line.sent)


def test_a_lookup_that_cannot_be_had_waits_and_then_comes(house: House, line: Line) -> None:
    line.down = True
    lookup(house, REVIEW)
    house.live(30, every=60)
    assert house.depths() == {"JobsQueue": 1}
    line.down, line.api = False, google_business.Api()
    house.live(20, every=60)
    assert house.mention("google_business", REVIEW)


@pytest.mark.parametrize(("sure", "waits"), [(True, {}), (False, {"JobsDeadLetters": 1})])
def test_without_a_token_what_is_believed_stays_as_it_is_and_a_claim_waits_for_us(
    house: House, sure: bool, waits: dict[str, int]
) -> None:
    house.secrets["acme-reviews"] = {"audience": ["https://acme.example"]}
    house.keep_secrets("acme-reviews")
    lookup(house, REVIEW, sure=sure)
    for _ in range(25):
        house.wait(901)
        house.settle()
    assert house.dead_letters() == waits


def test_public_keys_are_kept_for_the_front_door(house: House) -> None:
    house.live(1)
    keys = house.rooms["intake"].module.keys
    assert [json.loads(key) for key in keys.of("google_business")] == [{"kid": "1", "kty": "RSA"}]
    assert keys.of("facebook") == ()


def test_at_its_cap_a_source_is_not_asked_and_the_owner_reads_it(
    house: House, line: Line, capsys: pytest.CaptureFixture[str]
) -> None:
    house.configure({**ASKED, "sources": {**ASKED["sources"], "acme-x": {**x.SOURCE, "cap": {"reads": 9}}}})
    house.keep_secrets("acme-x", **x.SECRETS)
    house.wait(61)
    sent = len(line.sent)
    house.live(1, every=60)
    house.wait(3600)
    house.live(1, every=60)
    assert not any(request.url.startswith("https://api.x.com/2/tweets/search") for request in line.sent[sent:])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    assert sum(sum(line["stopped"]) for line in lines if "stopped" in line) == 1
    health = house.rooms["alert"].module.composer.health
    assert "acme-x has not been polled since 09:02 UTC: its monthly cap of 9 reads is reached" in health.line(house.now)
