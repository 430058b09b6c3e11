"""The whole flow over HTTP, built and deployed as it will be, every role held to its policies."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from goodword import platforms
from goodword.alerting.gsm7 import septets
from goodword.aws._client import client
from goodword.aws.deployed_stack import DeployedStack
from goodword.aws.secret_store import SecretStore
from goodword.config import Configuration, Source
from goodword.config.loading import load_yaml
from goodword.mention import instant
from tests.embedded import emulator
from tests.embedded.books import Books, Entry, wait_until_quiet
from tests.embedded.day import webhooks
from tests.embedded.door import Door, heard_in
from tests.embedded.places import HOME, ROOT
from tests.embedded.provision import provision
from tests.embedded.renew import renewed
from tests.embedded.sent import Ear, Sent
from tests.embedded.stack import build, deploy
from tests.embedded.tuesday import Tuesday

pytestmark = [
    pytest.mark.rehearsal,
    # The SDK leaves its sockets to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

PAYLOADS = ROOT.parent / "shared" / "data" / "payloads"
EVENTS = ROOT / "events"
RING_SECONDS = 20
BEFORE = "@acme thank you for the lamp"  # said before the restart


def _fixtures() -> list[dict[str, Any]]:
    if not PAYLOADS.is_dir():
        return []
    index = json.loads((PAYLOADS / "index.json").read_text())
    return [one for one in index["fixtures"] if one["platform"] in platforms.names()]


FIXTURES = _fixtures()


@dataclass(frozen=True)
class Live:
    """A deployed stack and the ways to it."""

    stack: DeployedStack
    door: Door
    books: Books
    ear: Ear

    def hears(self, platform: str, source: str, text: str) -> str:
        """Say that on that platform, as a new event; returns its id."""
        body = renewed(platform, source, (EVENTS / f"{platform}.json").read_bytes(), text, frozenset())
        assert self.door.knock(platform, source, body).status == 200
        return _external_id(platform, body)

    def stored(self, platform: str, external_id: str) -> Entry:
        entry = self.books.wait_for(platform, external_id)
        assert entry is not None, "accepted, and not in the table"
        return entry


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bundle")


@pytest.fixture(scope="module")
def live(home: Path) -> Iterator[Live]:
    """The stack, deployed and used once, stopped, and started again with what it remembers."""
    with _running(home) as first:
        first.stored("x", first.hears("x", "acme-x", BEFORE))
        _ring(first, "x", first.hears("x", "acme-x", "@acme this is late again"))
    with _running(home) as second:
        yield second


@contextmanager
def _running(home: Path) -> Iterator[Live]:
    with emulator.running(home) as aws, pytest.MonkeyPatch.context() as environment:
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            environment.delenv(name)
        for name, value in aws.environment().items():
            environment.setenv(name, value)
        template = build(HOME / "build")
        emulator.wait_until_ready(home, aws)
        stack = deploy(template, home)
        ear = Ear(provision(stack, _configuration()), home)
        ear.start()
        door = Door(aws.webhooks(stack.output("ApiId")), SecretStore(stack.output("SecretsPath")))
        try:
            yield Live(stack, door, Books(stack), ear)
        finally:
            ear.stop()


SAMPLE = load_yaml((ROOT / "goodword.yaml").read_bytes())


def _accounts(fixture: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(sorted({str(fact["account_id"]) for fact in fixture["expected"] if fact["account_id"]}))


def _source_of(fixture: Mapping[str, Any]) -> str:
    """The source that owns the payload's account: of the sample where that has it, else one of its own."""
    platform, accounts = fixture["platform"], _accounts(fixture)
    of_platform = [name for name, source in SAMPLE.sources.items() if source.platform == platform]
    if not accounts or set(accounts) <= set(SAMPLE.sources[of_platform[0]].accounts):
        return of_platform[0]
    digest = sha256("".join(accounts).encode()).hexdigest()[:8]
    return f"real-{platform}-{digest}"


def _configuration() -> Configuration:
    """The sample, and sources for the accounts of the real payloads."""
    real = {
        _source_of(fixture): Source(platform=fixture["platform"], brand="acme", accounts=_accounts(fixture))
        for fixture in FIXTURES
    }
    return SAMPLE.model_copy(update={"sources": real | dict(SAMPLE.sources)})


def _external_id(platform: str, body: bytes) -> str:
    (mention,) = heard_in(platform, "any", body, frozenset())
    return str(mention.external_id)  # type: ignore[union-attr]


def _ring(live: Live, platform: str, external_id: str) -> Sent:
    sent = live.ear.wait_for(platform, external_id, RING_SECONDS)
    assert sent is not None, "nobody was rung"
    return sent


def test_a_restart_forgets_nothing(live: Live) -> None:
    assert [item for item in live.books.items() if BEFORE in json.dumps(item)]


def test_danger_rings_at_once_by_mail_and_text_message(live: Live) -> None:
    external_id = live.hears("x", "acme-x", "@acme my charger caught fire")
    entry = live.stored("x", external_id)
    assert entry.mention is not None
    assert (entry.mention.priority, entry.mention.brand) == ("P1", "acme")
    alert = _ring(live, "x", external_id).alert
    assert {"ana:mail", "ana:sms", "ben:mail"} == set(alert["to"])
    assert septets(f"Goodword> {alert['sms']}") <= 160
    assert "caught fire" in alert["sms"]
    assert alert["subject"].startswith("[ACME P1 ")


def test_a_complaint_rings_by_mail_only(live: Live) -> None:
    external_id = live.hears("facebook", "acme-facebook", "My order is late again, I am really disappointed")
    entry = live.stored("facebook", external_id)
    assert entry.mention is not None
    assert entry.mention.priority == "P2"
    alert = _ring(live, "facebook", external_id).alert
    assert set(alert["to"]) == {"ana:mail", "ben:mail"}
    assert alert["sms"] is None
    assert "late again" in alert["email"]


def test_a_forged_delivery_is_refused_and_leaves_nothing(live: Live) -> None:
    body = (EVENTS / "x.json").read_bytes()
    assert live.door.knock("x", "acme-x", body, forged=True).status == 401
    assert live.door.post("x", "acme-x", body, {}).status == 401
    _quiet()
    assert live.books.entry("x", _external_id("x", body)) is None


def test_who_is_not_configured_is_not_known(live: Live) -> None:
    assert live.door.post("x", "nobody", b"{}", {}).status == 404
    assert live.door.post("smoke-signals", "acme-x", b"{}", {}).status == 404
    assert live.door.post("facebook", "acme-x", b"{}", {}).status == 404


def test_a_handshake_is_answered(live: Live) -> None:
    token = live.stack.secrets("acme-facebook")["verify_token"][0].replace("+", "%2B")
    query = f"hub.mode=subscribe&hub.challenge=4711&hub.verify_token={token}"
    answer = live.door.get("facebook", "acme-facebook", query)
    assert (answer.status, answer.text) == (200, "4711")
    assert live.door.get("facebook", "acme-facebook", query + "x").status == 403


def test_the_same_delivery_twice_is_one_item_and_one_ring(live: Live) -> None:
    body = renewed("standard", "acme-shop", (EVENTS / "standard.json").read_bytes(), "It exploded!", frozenset())
    for _ in range(3):
        assert live.door.knock("standard", "acme-shop", body).status == 200
    external_id = _external_id("standard", body)
    _ring(live, "standard", external_id)
    _quiet()
    assert sum(sent.is_about("standard", external_id) for sent in live.ear.heard) == 1
    assert sum(item["pk"]["S"].endswith(f"#{external_id}") for item in live.books.items()) == 1


def test_what_is_taken_back_is_forgotten(live: Live) -> None:
    said = {"external_id": "t-1", "kind": "comment", "text": "I should not have said this", "author_name": "Jo"}
    assert live.door.knock("standard", "acme-shop", json.dumps(said).encode()).status == 200
    live.stored("standard", "t-1")
    gone = {"external_id": "t-1", "kind": "comment", "action": "deleted"}
    assert live.door.knock("standard", "acme-shop", json.dumps(gone).encode()).status == 200
    assert live.books.wait_for("standard", "t-1", lambda entry: entry.kind == "gone")
    assert not [item for item in live.books.items() if "should not" in json.dumps(item)]


def test_what_nobody_can_read_is_kept_with_its_reason(live: Live) -> None:
    assert live.door.knock("standard", "acme-shop", b"not json").status == 200
    _quiet()
    bucket = live.stack.output("BucketName")
    (kept,) = client("s3").list_objects_v2(Bucket=bucket, Prefix="quarantine/standard/")["Contents"]
    content = json.loads(client("s3").get_object(Bucket=bucket, Key=kept["Key"])["Body"].read())
    assert content["reason"]


def test_a_room_without_its_permission_does_nothing_and_loses_nothing(live: Live) -> None:
    iam = client("iam")
    (role,) = [one["RoleName"] for one in iam.list_roles()["Roles"] if "StoreRole" in one["RoleName"]]
    granted = iam.get_role_policy(RoleName=role, PolicyName="store")["PolicyDocument"]
    withheld = {**granted, "Statement": [one for one in granted["Statement"] if one["Sid"] != "Remember"]}
    iam.put_role_policy(RoleName=role, PolicyName="store", PolicyDocument=json.dumps(withheld))
    external_id = live.hears("instagram", "acme-instagram", "What a lovely lamp")
    assert live.books.wait_for("instagram", external_id, seconds=5) is None
    iam.put_role_policy(RoleName=role, PolicyName="store", PolicyDocument=json.dumps(granted))
    assert live.books.wait_for("instagram", external_id, seconds=60) is not None


def test_the_sample_day_adds_up(live: Live) -> None:
    day = EVENTS / "tuesday.jsonl"
    tuesday = Tuesday(live.door, live.books, live.ear, SAMPLE, "Goodword", pace=0)
    tuesday.play(day)
    posted = list(webhooks(day, lambda: datetime.now(UTC)))
    assert tuesday.balance["lost"] == 0
    assert tuesday.balance["refused"] == sum(one.forged for one in posted)
    assert tuesday.balance["duplicate"] == sum(one.again for one in posted)
    assert tuesday.balance.total() == len(posted)


@pytest.mark.skipif(not FIXTURES, reason="../shared/data is absent")
def test_real_payloads_end_up_in_the_table_as_their_facts_say(live: Live) -> None:
    _quiet()
    before = _kept(live)
    for fixture in FIXTURES:
        body = (PAYLOADS / fixture["file"]).read_bytes()
        assert live.door.knock(fixture["platform"], _source_of(fixture), body).status == 200, fixture["file"]
        for external_id, facts in _by_id(fixture).items():
            _check(live, fixture, external_id, facts)
            live.books.forget(fixture["platform"], external_id)  # the payloads reuse ids
    _quiet()
    assert _kept(live) == before  # and nothing beside the facts was stored
    print(f"\n{len(FIXTURES)} real payloads went through over HTTP")


def _by_id(fixture: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for fact in fixture["expected"]:
        if fact["external_id"] and fact["kind"] != "reaction":
            found.setdefault(fact["external_id"], []).append(fact)
    return found


def _check(live: Live, fixture: Mapping[str, Any], external_id: str, facts: list[dict[str, Any]]) -> None:
    last, name = facts[-1], fixture["file"]
    wanted = "gone" if last["action"] == "deleted" else "own" if last["from_self"] else "mention"
    entry = live.books.wait_for(fixture["platform"], external_id, lambda entry: _is(entry, wanted, last))
    assert entry is not None, f"{name}: {external_id} does not stand as {wanted}"
    if entry.mention is None:
        return
    mention = entry.mention
    assert (mention.platform, mention.external_id) == (fixture["platform"], external_id), name
    assert (mention.kind, mention.text, mention.author_id) == (last["kind"], last["text"], last["author_id"]), name
    if len(facts) == 1:
        assert mention.created_at == (instant(last["created_at"]) if last["created_at"] else None), name


def _is(entry: Entry, wanted: str, last: Mapping[str, Any]) -> bool:
    return entry.kind == wanted and (entry.mention is None or entry.mention.action == last["action"])


def _kept(live: Live) -> set[str]:
    return {item["pk"]["S"] for item in live.books.items() if item["type"]["S"] in ("mention", "own", "gone")}


def _quiet() -> None:
    urls = [url for url in client("sqs").list_queues()["QueueUrls"] if "DeadLetters" not in url]
    assert wait_until_quiet(urls), "a queue does not run empty"
