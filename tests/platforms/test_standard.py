"""Our own mention JSON: four shapes, three kinds of key, and a schema that says what the adapter does."""

import base64
import json
from dataclasses import fields
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jsonschema import Draft202012Validator

from goodword.errors import BadSignature, ConfigurationError, Unreadable
from goodword.mention import Mention
from goodword.platforms import standard
from goodword.platforms._standard_webhooks import MAX_SIGNATURES
from goodword.platforms.contract import Broken, Delivery, Ignored, Secrets, Wordless
from tests.conftest import ROOT
from tests.naming import naming
from tests.platforms.hearing import RECEIVED, hear, mention

ITEM = {"external_id": "q1", "text": "hi"}


@pytest.mark.parametrize("shape", [ITEM, [ITEM], {"mentions": [ITEM]}])
def test_every_shape_with_and_without_envelope(shape):
    bare = mention("standard", shape)
    assert (bare.external_id, bare.text, bare.kind, bare.action) == ("q1", "hi", "mention", "created")
    assert bare.event_at == RECEIVED
    enveloped = mention("standard", {"type": "anything.at.all", "timestamp": "2026-01-01T00:00:00Z", "data": shape})
    assert (enveloped.external_id, enveloped.event_at) == ("q1", datetime(2026, 1, 1, tzinfo=UTC))


def test_every_field_of_a_mention_can_be_said():
    fields = {
        **ITEM,
        "kind": "review",
        "action": "edited",
        "title": "Meh",
        "lang": "en",
        "author_id": 7,
        "author_name": "Ana",
        "author_handle": "ana",
        "audience": 12,
        "created_at": "2026-01-01T01:00:00+01:00",
        "event_at": 1_767_312_000,
        "parent_id": "p",
        "root_id": "r",
        "account_id": "a",
        "recipient_id": "c",
        "from_self": True,
        "rating": 2.5,
        "permalink": "https://shop.example/1",
        "media": ["https://shop.example/1.jpg"],
        "links": ["https://acme.example/shop", "Acme Charger", "#acme"],
    }
    received = mention(
        "standard", fields | {"platform": "x", "source": "s", "received_at": "1999-01-01T00:00:00Z", "new": 1}
    )
    expected = fields | {
        "platform": "standard",
        "source": "acme",
        "received_at": "2026-11-20T09:00:00Z",
        "author_id": "7",
        "created_at": "2026-01-01T00:00:00Z",
        "event_at": "2026-01-02T00:00:00Z",
    }
    assert received.as_dict() == expected
    assert Mention.from_dict(received.as_dict()) == received


def test_when_it_happened():
    def event_at(**item):
        return mention("standard", ITEM | item).event_at.year

    assert event_at(created_at="2020-01-01T00:00:00Z") == 2020
    assert event_at(created_at="2020-01-01T00:00:00Z", event_at="2021-01-01T00:00:00Z") == 2021
    assert event_at(created_at="2020-01-01T00:00:00Z", action="edited") == RECEIVED.year, "newer than the creation"


def test_own_post():
    assert mention("standard", ITEM | {"author_id": 5}, accounts={"5"}).from_self
    assert mention("standard", ITEM | {"from_self": True}).from_self
    assert not mention("standard", ITEM | {"author_id": "6"}, accounts={"5"}).from_self
    assert not mention("standard", ITEM, accounts={"5"}).from_self


def test_only_what_we_say_has_a_recipient():
    assert mention("standard", ITEM | {"recipient_id": 7, "from_self": True}).recipient_id == "7"
    assert mention("standard", ITEM | {"recipient_id": 7}).recipient_id is None


def test_a_deletion_keeps_no_words():
    gone = mention("standard", ITEM | {"action": "deleted", "title": "t", "media": ["m"], "links": ["l"]})
    assert (gone.text, gone.title, gone.media, gone.links) == (None, None, (), ())


def test_other_events_of_the_sender_are_ignored():
    [ignored] = hear("standard", {"type": "order.paid", "timestamp": "2026-01-01T00:00:00Z", "data": {"order": 5}})
    assert ignored == Ignored("event order.paid: no mention in it")


def test_the_bad_ones_are_named_and_the_others_go_on():
    parsed = hear("standard", [ITEM, {"text": "no id"}, ITEM | {"kind": "sermon"}, ITEM])
    assert [type(item) for item in parsed] == [Mention, Broken, Broken, Mention]
    assert parsed[1].reason == "external_id is missing"
    assert parsed[2].reason.startswith("kind is none of comment, mention")


def test_an_infinite_rating_is_no_rating():
    assert hear("standard", b'{"external_id": "1", "rating": 1e400}')[0].reason == "rating is not a number"


# --- the schema -------------------------------------------------------------------------------------------------------

ACCEPTED = [
    ITEM,
    {"external_id": 5},
    {"kind": "reaction", "parent_id": "q1"},
    {"kind": "reaction", "external_id": None},
    *(ITEM | {name: None} for name in standard.FIELDS if name != "external_id"),
    ITEM | {"rating": 4, "audience": 0, "from_self": False, "media": []},
    ITEM | {"created_at": 1_767_312_000, "event_at": "2026-01-01T00:00:00Z"},
    ITEM | {"of_tomorrow": {}},
]
REFUSED = [
    {},
    {"text": "no id"},
    {"external_id": ""},
    {"external_id": None},
    {"external_id": True},
    {"external_id": 1.5},
    {"external_id": "x" * 513},
    *(ITEM | {name: value} for name in ("kind", "action") for value in ("sermon", 7, True)),
    *(ITEM | {name: {}} for name in standard.FIELDS),
    ITEM | {"text": 5},
    ITEM | {"rating": "five"},
    ITEM | {"rating": True},
    ITEM | {"audience": -1},
    ITEM | {"audience": 1.5},
    ITEM | {"from_self": "yes"},
    ITEM | {"permalink": "javascript:alert(1)"},
    ITEM | {"media": [1]},
    ITEM | {"created_at": -1},
]
SHAPES = [
    lambda item: item,
    lambda item: [item],
    lambda item: {"mentions": [item]},
    lambda item: {"type": "t", "data": item},
    lambda item: {"type": "t", "timestamp": "2026-01-01T00:00:00Z", "data": [item]},
]


def adapter_accepts(body):
    try:
        parsed = hear("standard", body)
    except Unreadable:
        return False
    return all(isinstance(mention, Mention | Wordless) for mention in parsed)


@pytest.mark.parametrize(
    ("item", "good"), [*((item, True) for item in ACCEPTED), *((item, False) for item in REFUSED)], ids=repr
)
def test_the_schema_and_the_adapter_agree(item, good):
    validator = Draft202012Validator(standard.schema())
    for body in (shape(item) for shape in SHAPES):
        with naming(body):
            assert validator.is_valid(body) is good
            assert adapter_accepts(body) is good


def test_the_published_schema_is_fresh():
    Draft202012Validator.check_schema(standard.schema())
    published = json.loads((ROOT / "docs" / "mention.schema.json").read_text())
    assert published == standard.schema(), "python -m goodword.platforms.standard > docs/mention.schema.json"


def test_the_schema_knows_every_field_of_a_mention():
    ours_to_set = {"platform", "source", "received_at"}
    assert set(standard.FIELDS) == {field.name for field in fields(Mention)} - ours_to_set


def test_the_sample_event_is_valid():
    Draft202012Validator(standard.schema()).validate(json.loads((ROOT / "events" / "standard.json").read_text()))


# --- the signature ----------------------------------------------------------------------------------------------------

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = json.dumps(ITEM).encode()
SEED = b"s" * 32


def keys():
    public = Ed25519PrivateKey.from_private_bytes(SEED).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    private = "whsk_" + base64.b64encode(SEED).decode()
    return private, "whpk_" + base64.b64encode(public).decode()


def check(headers, *secrets, body=BODY):
    delivery = Delivery("standard", "acme", "POST", headers, {}, body, RECEIVED)
    standard.verify(delivery, Secrets({"webhook_secret": secrets}), RECEIVED)


def signed(secret, body=BODY):
    return standard.sign(body, Secrets({"webhook_secret": (secret,)}), RECEIVED)


def test_public_key_checks_what_the_private_one_signed():
    private, public = keys()
    headers = signed(private)
    assert headers["webhook-signature"].startswith("v1a,")
    check(headers, public)
    check(headers, SECRET, public)
    with pytest.raises(BadSignature):
        check(headers, public, body=BODY + b" ")
    with pytest.raises(BadSignature):
        check(headers, SECRET)


def test_a_public_key_is_never_used_as_a_shared_secret():
    """Whoever knows the public key could otherwise sign with it."""
    _, public = keys()
    for stolen in (public.removeprefix("whpk_"), "whsec_" + public.removeprefix("whpk_")):
        with pytest.raises(BadSignature):
            check(signed(stolen), public)


def test_a_public_key_cannot_sign():
    with pytest.raises(ConfigurationError):
        signed(keys()[1])


def test_one_of_several_signatures_is_enough():
    headers = signed(SECRET)
    good = headers["webhook-signature"]
    check(headers | {"webhook-signature": f"v1,!!! v2,abc v1a,x v1 , {good}"}, SECRET)
    with pytest.raises(BadSignature):
        check(headers | {"webhook-signature": good.replace("v1,", "v2,")}, SECRET)


def test_svix_names():
    check({name.replace("webhook-", "svix-"): value for name, value in signed(SECRET).items()}, SECRET)


def test_secret_without_prefix_is_the_same_secret():
    check(signed(SECRET), SECRET.removeprefix("whsec_"))


@pytest.mark.parametrize("mistyped", ["whsec_", "whsec_???", "whpk_AAAA", "whsk_AAAA", "not base64 at all", "ä"])
def test_a_mistyped_secret_accepts_nothing_and_bars_nobody(mistyped):
    headers = signed(SECRET)
    with pytest.raises(BadSignature) as refusal:
        check(headers, mistyped)
    assert mistyped not in str(refusal.value) or mistyped == "whsec_"
    check(headers, mistyped, SECRET)


def test_a_repeat_keeps_its_id():
    assert signed(SECRET)["webhook-id"] == signed(SECRET)["webhook-id"]
    assert signed(SECRET)["webhook-id"] != signed(SECRET, body=b"other")["webhook-id"]


def test_only_so_many_signatures_are_tried():
    headers = signed(SECRET)
    many = " ".join(["v1,x"] * MAX_SIGNATURES + [headers["webhook-signature"]])
    with pytest.raises(BadSignature):
        check(headers | {"webhook-signature": many}, SECRET)


@pytest.mark.parametrize(
    ("more", "counted"),
    [
        ({}, [Wordless("mention")]),
        ({"kind": "review"}, [Wordless("review")]),
        ({"kind": "review", "rating": 1}, []),
        ({"kind": "share"}, []),
        ({"media": ["https://a.example/1.png"]}, []),
        ({"links": ["https://a.example"]}, []),
        ({"action": "hidden"}, []),
        ({"action": "deleted"}, []),
        ({"kind": "reaction"}, []),
    ],
)
def test_what_comes_without_words_is_kept_and_counted(more, counted):
    [kept, *beside] = hear("standard", {"external_id": "q1", "body": "words under a name of its own"} | more)
    assert (kept.external_id, beside) == ("q1", counted)


def test_a_comment_on_a_post_is_under_the_post():
    assert mention("standard", ITEM | {"kind": "comment", "root_id": "p"}).parent_id == "p"
    assert mention("standard", ITEM | {"kind": "comment", "root_id": "p", "parent_id": "c"}).parent_id == "c"
    assert mention("standard", ITEM | {"kind": "message", "root_id": "p"}).parent_id is None
