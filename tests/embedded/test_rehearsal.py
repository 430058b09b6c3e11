"""The whole flow over HTTP, built and deployed as in production, every role limited to its policies."""

import json
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit

import pytest

from goodword.aws.client import client
from goodword.messages.gsm7 import septets
from goodword.messages.sms import on_a_phone
from goodword.operations.secrets import StoredSecrets
from tests.embedded.conftest import BEFORE
from tests.embedded.day import webhooks
from tests.embedded.live import EVENTS, SAMPLE, Live, external_id
from tests.embedded.renew import renewed
from tests.embedded.tuesday import Tuesday

pytestmark = [
    pytest.mark.rehearsal,
    # The SDK leaves its sockets to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def test_a_restart_forgets_nothing(live: Live) -> None:
    assert [item for item in live.books.items() if BEFORE in json.dumps(item)]


def test_danger_notifies_at_once_by_mail_and_text_message(live: Live) -> None:
    fire = live.hears("x", "acme-x", "@acme my charger caught fire")
    entry = live.stored("x", fire)
    assert entry.mention is not None
    assert (entry.mention.priority, entry.mention.brand) == ("P1", "acme")
    ana, ben = (live.notification("x", fire, person).alert for person in ("ana", "ben"))
    assert (set(ana["to"]), set(ben["to"])) == ({"ana:mail", "ana:sms"}, {"ben:mail"})
    assert septets(on_a_phone(ana["sms"], "Goodword")) <= 160
    assert '"@acme my charger caught fire"' in ana["sms"]
    assert ana["sms"].endswith(ana["link"])
    assert ana["subject"].startswith("[ACME P1 ")


def test_a_complaint_notifies_by_mail_only(live: Live) -> None:
    late = live.hears("facebook", "acme-facebook", "My order is late again, I am really disappointed")
    entry = live.stored("facebook", late)
    assert entry.mention is not None
    assert entry.mention.priority == "P2"
    assert entry.mention.model.startswith("standard-"), "the model layer was not found"
    alert = live.notification("facebook", late).alert
    assert alert["to"] == [f"{alert['person']}:mail"]
    assert alert["sms"] is None
    assert "late again" in alert["email"]


def test_a_forged_delivery_is_refused_and_leaves_nothing(live: Live) -> None:
    body = (EVENTS / "x.json").read_bytes()
    assert live.door.knock("x", "acme-x", body, forged=True).status == 401
    assert live.door.post("x", "acme-x", body, {}).status == 401
    live.quiet()
    assert live.books.entry("x", external_id("x", body)) is None


def test_a_page_that_lies_indoors_is_not_visited(live: Live) -> None:
    """Here that would be the emulator itself, with all its data."""
    indoors = f"http://127.0.0.1:{urlsplit(live.door.url).port}/"
    body = urlencode({"source": indoors, "target": "https://acme.example/charger"}).encode()
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert live.door.post("webmention", "acme-blog", body, form).status == 202
    live.quiet()
    assert live.books.entry("webmention", f"{indoors} https://acme.example/charger") is None


def test_what_is_told_by_its_id_only_is_kept_and_asked_for(live: Live) -> None:
    """Without a token it has no effect, and does not block anything else."""
    value = {"media_id": "17895695668004001", "comment_id": "17895695668004002"}
    entry = {"id": "17841400000000001", "time": 1763628200, "changes": [{"field": "mentions", "value": value}]}
    body = json.dumps({"object": "instagram", "entry": [entry]}).encode()
    assert live.door.knock("instagram", "acme-instagram", body).status == 200
    live.quiet()
    assert live.stored("instagram", "17895695668004002").kind == "mention"


def test_who_is_not_configured_is_not_known(live: Live) -> None:
    assert live.door.post("x", "nobody", b"{}", {}).status == 404
    assert live.door.post("smoke-signals", "acme-x", b"{}", {}).status == 404
    assert live.door.post("facebook", "acme-x", b"{}", {}).status == 404


def test_a_handshake_is_answered(live: Live) -> None:
    token = StoredSecrets(live.stack.output("SecretsPath")).live("acme-facebook")["verify_token"][0].replace("+", "%2B")
    query = f"hub.mode=subscribe&hub.challenge=4711&hub.verify_token={token}"
    answer = live.door.get("facebook", "acme-facebook", query)
    assert (answer.status, answer.text) == (200, "4711")
    assert live.door.get("facebook", "acme-facebook", query + "x").status == 403


def test_the_same_delivery_twice_is_one_item_and_one_notification_a_person(live: Live) -> None:
    body = renewed("standard", "acme-shop", (EVENTS / "standard.json").read_bytes(), "It exploded!", frozenset())
    for _ in range(3):
        assert live.door.knock("standard", "acme-shop", body).status == 200
    exploded = external_id("standard", body)
    live.notification("standard", exploded, "ben")
    live.quiet()
    people = [sent.alert["person"] for sent in live.ear.received if sent.is_about("standard", exploded)]
    assert sorted(people) == ["ana", "ben"]
    assert sum(item["pk"]["S"].endswith(f"#{exploded}") for item in live.books.items()) == 1


def test_what_is_taken_back_is_forgotten(live: Live) -> None:
    fields = {"external_id": "t-1", "kind": "comment", "text": "I should not have said this", "author_name": "Jo"}
    assert live.door.knock("standard", "acme-shop", json.dumps(fields).encode()).status == 200
    live.stored("standard", "t-1")
    gone = {"external_id": "t-1", "kind": "comment", "action": "deleted"}
    assert live.door.knock("standard", "acme-shop", json.dumps(gone).encode()).status == 200
    assert live.books.wait_for("standard", "t-1", lambda entry: entry.kind == "gone")
    assert not [item for item in live.books.items() if "should not" in json.dumps(item)]


def test_what_nobody_can_read_is_kept_with_its_reason(live: Live) -> None:
    assert live.door.knock("standard", "acme-shop", b"not json").status == 200
    live.quiet()
    bucket = live.stack.output("BucketName")
    (kept,) = client("s3").list_objects_v2(Bucket=bucket, Prefix="quarantine/standard/")["Contents"]
    content = json.loads(client("s3").get_object(Bucket=bucket, Key=kept["Key"])["Body"].read())
    assert content["reason"]


def test_the_sample_day_adds_up(live: Live) -> None:
    day = EVENTS / "tuesday.jsonl"
    tuesday = Tuesday(live.door, live.books, live.ear, SAMPLE, "Goodword", pace=0)
    tuesday.play(day)
    posted = list(webhooks(day, lambda: datetime.now(UTC)))
    assert tuesday.balance["lost"] == 0
    assert tuesday.balance["refused"] == sum(post.forged for post in posted)
    assert tuesday.balance["duplicate"] == sum(post.again for post in posted)
    assert tuesday.balance.total() == len(posted)
