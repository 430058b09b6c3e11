"""Google Business Profile: a push token checked in full, and a review's name found wherever it stands."""

import base64
import datetime
import json
from datetime import timedelta
from functools import cache

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from goodword import platforms
from goodword.errors import BadSignature, ConfigurationError, Unreadable
from goodword.mention import Mention
from goodword.platforms._hmac import hmac_sha256
from goodword.platforms.contract import Delivery, Ignored, Lookup, Secrets
from tests.platforms.cases.google_business import private_key
from tests.platforms.hearing import RECEIVED, at, hear

GOOGLE = platforms.load("google_business")
AUDIENCE, ACCOUNT = "https://acme.example/hook", "pusher@acme.iam.gserviceaccount.com"
LOCATION = "accounts/1/locations/2"
REVIEW = f"{LOCATION}/reviews/AbFvOqk_-3"
NOW = int(RECEIVED.timestamp())


@cache
def _key(name, bits):
    return load_pem_private_key(private_key(bits).encode(), None)


def key(name="a", bits=2048):
    return _key(name, bits)


def spki(some):
    return some.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def number(value):
    return packed(value.to_bytes((value.bit_length() + 7) // 8))


def jwk(name="a", **more):
    numbers = key(name).public_key().public_numbers()
    return {
        "kty": "RSA",
        "alg": "RS256",
        "use": "sig",
        "kid": name,
        "n": number(numbers.n),
        "e": number(numbers.e),
    } | more


def certificate(some):
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "federated-signon")])
    start = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    builder = x509.CertificateBuilder(name, name, some.public_key(), 7, start, start + timedelta(days=9))
    return builder.sign(some, SHA256()).public_bytes(Encoding.PEM).decode()


def packed(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def claims(**more):
    return {
        "iss": "https://accounts.google.com",
        "aud": AUDIENCE,
        "azp": "113774264463038321964",
        "sub": "113774264463038321964",
        "email": ACCOUNT,
        "email_verified": True,
        "iat": NOW - 1800,
        "exp": NOW + 1800,
    } | more


def token(text=None, head=None, by="a"):
    head = {"alg": "RS256", "kid": "a", "typ": "JWT"} if head is None else head
    signed = ".".join(packed(json.dumps(part).encode()) for part in (head, claims() if text is None else text))
    return f"{signed}.{packed(key(by).sign(signed.encode(), PKCS1v15(), SHA256()))}"


def secrets(*keys, audience=(AUDIENCE,), account=(ACCOUNT,)):
    live = tuple(key if isinstance(key, str) else json.dumps(key) for key in keys)
    return Secrets({"audience": audience, "service_account": account}).beside(keys=live)


def verify(header, live=None, now=RECEIVED):
    delivery = Delivery("google_business", "acme", "POST", {"authorization": header}, {}, b"{}", now)
    GOOGLE.verify(delivery, live or secrets(jwk()), now)


def refused(header, live=None, now=RECEIVED):
    with pytest.raises(BadSignature) as refusal:
        verify(header, live, now)
    assert AUDIENCE not in str(refusal.value)
    assert ACCOUNT not in str(refusal.value)


def without(name):
    return {claim: value for claim, value in claims().items() if claim != name}


def test_genuine():
    verify(f"Bearer {token()}")


def test_whoever_issued_it():
    verify(f"Bearer {token(claims(iss='accounts.google.com'))}")


@pytest.mark.parametrize(
    "held",
    [
        lambda: jwk(),
        lambda: {"keys": [jwk("b"), jwk()]},
        lambda: {"keys": [7, {}, {"kty": "EC", "kid": "a"}, jwk()]},
        lambda: jwk(kid=None),
        lambda: {name: value for name, value in jwk().items() if name in {"kty", "n", "e"}},
        lambda: spki(key()),
        lambda: certificate(key()),
        lambda: {"b": certificate(key("b")), "a": certificate(key())},
        lambda: key().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
    ],
)
def test_every_form_of_a_key(held):
    verify(f"Bearer {token()}", secrets(held()))
    refused(f"Bearer {token(by='b')}", secrets(held()))


def test_two_keys_are_live_while_google_turns_them():
    live = secrets({"keys": [jwk("b"), jwk()]})
    verify(f"Bearer {token()}", live)
    verify(f"Bearer {token(head={'alg': 'RS256', 'kid': 'b'}, by='b')}", live)
    refused(f"Bearer {token(head={'alg': 'RS256', 'kid': 'b'})}", live)
    refused(f"Bearer {token(head={'alg': 'RS256', 'kid': 'c'})}", live)


@pytest.mark.parametrize(
    "held",
    [
        *("", "x", "{", "[]", "7", "{}", '{"keys": 7}', '{"keys": []}', '{"kty": "RSA"}', '{"a": 7}', "-----BEGIN"),
        *("-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----", "-----BEGIN PRIVATE KEY-----\nx", "\ud800"),
        *(
            lambda: jwk(kid="b"),
            lambda: jwk(use="enc"),
            lambda: jwk(alg="RS512"),
            lambda: jwk(n="AQ"),
            lambda: jwk(n=7),
        ),
        *(
            lambda: jwk(e="AA"),
            lambda: jwk(n=""),
            lambda: jwk(n="!"),
            lambda: jwk(kty="oct"),
            lambda: {"b": spki(key())},
        ),
        *(lambda: spki(ec.generate_private_key(ec.SECP256R1())), lambda: spki(ed25519.Ed25519PrivateKey.generate())),
        lambda: (
            ed25519.Ed25519PrivateKey.generate()
            .private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            .decode()
        ),
    ],
)
def test_a_key_that_is_none_lets_nothing_in_and_does_not_bar_another(held):
    held = held() if callable(held) else held
    refused(f"Bearer {token()}", secrets(held))
    verify(f"Bearer {token()}", secrets(held, jwk()))


def test_a_key_that_is_too_short():
    refused(f"Bearer {token(by='short')}", secrets(spki(key("short", 1024))))


@pytest.mark.parametrize("live", [Secrets(), Secrets({"audience": (AUDIENCE,), "service_account": (ACCOUNT,)}), "none"])
def test_nothing_is_let_in_without_keys(live):
    refused(f"Bearer {token()}", secrets() if live == "none" else live)


def test_nothing_is_let_in_without_an_audience_or_an_account():
    refused(f"Bearer {token()}", secrets(jwk(), audience=()))
    refused(f"Bearer {token()}", secrets(jwk(), account=()))
    verify(f"Bearer {token()}", secrets(jwk(), audience=("new", AUDIENCE), account=("new", ACCOUNT)))


@pytest.mark.parametrize(
    "alg", ["none", "None", "HS256", "RS512", "PS256", "ES256", "rs256", "", None, 7, [], ["RS256"]]
)
def test_the_token_does_not_choose_its_algorithm(alg):
    refused(f"Bearer {token(head={'alg': alg, 'kid': 'a'})}")
    refused(f"Bearer {token(head={'kid': 'a'})}")


def test_the_public_key_is_no_shared_secret():
    public = spki(key())
    for alg in ("HS256", "RS256"):
        signed = f"{packed(json.dumps({'alg': alg}).encode())}.{packed(json.dumps(claims()).encode())}"
        refused(f"Bearer {signed}.{packed(hmac_sha256(public, signed.encode()))}", secrets(public))
        refused(f"Bearer {signed}.", secrets(public))


def test_a_demand_that_we_do_not_know():
    refused(f"Bearer {token(head={'alg': 'RS256', 'kid': 'a', 'crit': ['exp']})}")


@pytest.mark.parametrize(
    "wrong",
    [
        *({"iss": "https://accounts.google.com.evil.example"}, {"iss": ["https://accounts.google.com"]}, {"iss": None}),
        *({"aud": "https://other.example"}, {"aud": AUDIENCE + "/"}, {"aud": [AUDIENCE]}, {"aud": None}, {"aud": ""}),
        *({"email": "pusher@evil.example"}, {"email": ACCOUNT.upper()}, {"email": [ACCOUNT]}, {"email": None}),
        *({"email_verified": False}, {"email_verified": "true"}, {"email_verified": 1}, {"email_verified": None}),
        *({"exp": NOW - 10}, {"exp": NOW - 3600}, {"exp": None}, {"exp": str(NOW + 99)}, {"exp": True}, {"exp": []}),
        *({"iat": NOW + 301}, {"iat": None}, {"iat": str(NOW)}, {"iat": True}, {"iat": 0}, {"iat": -1}),
    ],
    ids=repr,
)
def test_a_claim_that_is_not_ours(wrong):
    refused(f"Bearer {token(claims(**wrong))}")


@pytest.mark.parametrize("name", ["iss", "aud", "email", "email_verified", "exp", "iat"])
def test_a_claim_that_is_missing(name):
    refused(f"Bearer {token(without(name))}")


def test_clocks_differ_a_little():
    verify(f"Bearer {token(claims(exp=NOW - 9))}")
    verify(f"Bearer {token(claims(iat=NOW + 300))}")
    verify(f"Bearer {token()}", now=RECEIVED + timedelta(seconds=1809))
    refused(f"Bearer {token()}", now=RECEIVED + timedelta(seconds=1810))


def test_a_changed_part():
    head, payload, signature = token().split(".")
    other = packed(json.dumps(claims(email="pusher@acme.iam.gserviceaccount.com", sub="1")).encode())
    for parts in (
        *(
            [head, other, signature],
            [head, payload, ""],
            [head, payload],
            [head, payload, signature, ""],
            [head, payload, payload],
        ),
        *(
            [head, payload, signature + "="],
            [head, payload, signature + "\n"],
            [head + " ", payload, signature],
            [payload],
            [],
        ),
        *(
            ["", "", ""],
            [packed(b"7"), payload, signature],
            [packed(b"{"), payload, signature],
            ["!", payload, signature],
        ),
        *([packed(b"[" * 1500), payload, signature], [packed(b"\xff"), payload, signature], ["ä", payload, signature]),
    ):
        refused("Bearer " + ".".join(parts))


def test_size_is_bounded():
    refused(f"Bearer {token(claims(more='x' * 4000))}")
    refused("Bearer " + "." * 5_000_000)


@pytest.mark.parametrize("scheme", ["", "bearer ", "Basic ", "Bearer", "Bearer  ", " Bearer ", "Bearer\t"])
def test_another_scheme(scheme):
    refused(f"{scheme}{token()}")


def test_no_header():
    with pytest.raises(BadSignature):
        GOOGLE.verify(Delivery("google_business", "acme", "POST", {}, {}, b"{}", RECEIVED), secrets(jwk()), RECEIVED)


def test_to_sign_takes_a_private_key():
    with pytest.raises(ConfigurationError):
        GOOGLE.sign(b"", secrets(jwk(), spki(key())), RECEIVED)
    live = secrets("x", private_key())
    [(header, value)] = GOOGLE.sign(b"", live, RECEIVED).items()
    assert header == "authorization"
    verify(value, live)
    verify(value, live, RECEIVED + timedelta(minutes=58))
    refused(value, live, RECEIVED + timedelta(minutes=60))


# ---- What it says ----------------------------------------------------------------------------------------------------


def push(notice, **more):
    data = notice if isinstance(notice, bytes) else json.dumps(notice).encode()
    message = {"data": base64.b64encode(data).decode(), "messageId": "1", "publishTime": "2026-11-20T08:47:31.412Z"}
    return {"message": message | more, "subscription": "projects/p/subscriptions/s"}


def notice(kind="NEW_REVIEW", **more):
    return {"notificationType": kind, "locationName": LOCATION} | more


@pytest.mark.parametrize(
    "pushed",
    [
        notice(reviewName=REVIEW),  # where the subscription unwraps what it sends
        push({"notification_type": "NEW_REVIEW", "location_name": LOCATION, "review_id": "AbFvOqk_-3"}),
    ],
)
def test_other_forms_that_are_documented(pushed):
    received, lookup = hear("google_business", pushed)
    assert (received.external_id, lookup.asked["name"]) == (REVIEW, REVIEW)


@pytest.mark.parametrize(("kind", "action"), [("NEW_REVIEW", "created"), ("UPDATED_REVIEW", "edited")])
def test_a_review_is_named_and_asked_for(kind, action):
    received, lookup = hear("google_business", push(notice(kind, reviewName=REVIEW)))
    assert isinstance(received, Mention)
    assert (received.kind, received.action, received.external_id) == ("review", action, REVIEW)
    assert (received.root_id, received.account_id) == (received.external_id, LOCATION)
    assert (received.text, received.author_id, received.created_at, received.from_self) == (None, None, None, False)
    assert received.event_at == at(1_795_164_451.412)
    assert lookup == Lookup({"what": "review", "name": REVIEW})


@pytest.mark.parametrize(
    "more",
    [
        *({"reviewName": REVIEW}, {"review": REVIEW}, {"name": REVIEW}, {"reviewId": REVIEW}, {"whatever": REVIEW}),
        *({"review": {"name": REVIEW}}, {"reviews": [{"review": {"name": REVIEW}}]}, {"review": f"{REVIEW}/reply"}),
        *({"review": f"https://mybusiness.googleapis.com/v4/{REVIEW}"}, {"reviewId": "AbFvOqk_-3"}),
        {"review": {"reviewId": "AbFvOqk_-3", "createTime": "2026-11-20T09:00:00Z"}},
        {"a": REVIEW, "b": f"{LOCATION}/reviews/second"},
    ],
)
def test_the_name_is_known_by_its_form(more):
    received, lookup = hear("google_business", push(notice(**more)))
    assert (received.external_id, lookup.asked["name"]) == (REVIEW, REVIEW)


@pytest.mark.parametrize(
    "name",
    [
        *("", LOCATION, f"{LOCATION}/reviews/", f"{LOCATION}/reviews/..", "accounts/../locations/2/reviews/3", 7, None),
        *(f"{LOCATION}/reviews/a.b", f"{LOCATION}/reviews/a%2f", f"{LOCATION}/reviews/{'x' * 400}", "reviews/1"),
        *("accounts/1/locations/2%2f..%2f/reviews/3", f"x{REVIEW}", [], {}, f"{LOCATION}/photos/1"),
    ],
)
def test_a_name_that_is_none(name):
    with pytest.raises(Unreadable):
        hear("google_business", push(notice(reviewName=name)))


@pytest.mark.parametrize(
    "kind",
    [
        *("GOOGLE_UPDATE", "NEW_QUESTION", "UPDATED_QUESTION", "NEW_ANSWER", "UPDATED_ANSWER", "NEW_CUSTOMER_MEDIA"),
        *("DUPLICATE_LOCATION", "LOSS_OF_VOICE_OF_MERCHANT", "VOICE_OF_MERCHANT_UPDATED", "OF_TOMORROW"),
    ],
)
def test_other_notifications_are_ignored_by_name(kind):
    assert hear("google_business", push(notice(kind, name=REVIEW))) == [Ignored(f"notification {kind}")]


@pytest.mark.parametrize("payload", [{}, {"message": {}}, {"message": {"data": ""}}, {"message": 7}, push({})])
def test_a_test_message_says_nothing(payload):
    assert hear("google_business", payload) == [Ignored("notification unnamed")]


@pytest.mark.parametrize("data", ["%", "YQ", 7, [], "e30=e30=", base64.b64encode(b"hello").decode(), "ä", "W10="])
def test_data_that_cannot_be_read(data):
    with pytest.raises(Unreadable):
        hear("google_business", {"message": {"data": data}})


def test_deep_and_wide_data():
    deep = {"notificationType": "NEW_REVIEW", "review": [[[[[[REVIEW]]]]]]}
    for _ in range(300):
        deep["review"] = [deep["review"]]
    assert hear("google_business", push(deep))[0].external_id == REVIEW
    wide = notice(text="accounts/" * 50_000, name=REVIEW)
    assert hear("google_business", push(wide))[0].external_id == REVIEW


def test_the_time_of_the_push():
    older = push(notice(name=REVIEW), publishTime=None, publish_time="2026-11-20T08:47:31.412Z")
    assert hear("google_business", older)[0].event_at == at(1_795_164_451.412)
    assert hear("google_business", push(notice(name=REVIEW), publishTime=None))[0].event_at == RECEIVED
