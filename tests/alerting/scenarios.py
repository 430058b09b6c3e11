"""Alerts for the tests of their wording: one sound default, and the scenarios that have golden files."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from goodword.alerting import Alert, Bundle
from goodword.mention import BrandMatch, ScoredMention, Sentiment

NOW = datetime(2026, 11, 17, 8, 8, tzinfo=UTC)


def mention(**fields: Any) -> ScoredMention:
    said = {
        "platform": "x",
        "source": "acme-x",
        "external_id": "1990000000000000001",
        "kind": "post",
        "action": "created",
        "text": "charger caught fire at 3am, my kid sleeps next to it @acme call me 0151 2345-6789",
        "author_handle": "jo_k",
        "author_name": "Jo Kern",
        "audience": 12_400,
        "created_at": NOW - timedelta(minutes=1),
        "event_at": NOW - timedelta(minutes=1),
        "received_at": NOW,
        "permalink": "https://x.com/jo_k/status/1990000000000000001",
        "brands": (BrandMatch("acme", "@acme"),),
        "sentiment": Sentiment("negative", {"negative": 0.96, "neutral": 0.03, "positive": 0.01}, ("fire", "caught")),
        "intents": ("complaint", "safety_or_legal"),
        "priority": "P1",
        "reasons": ("danger word: fire",),
        "model": "vader-1",
    }
    return ScoredMention(**said | fields)


def alert(**fields: Any) -> Alert:
    """The default alert; fields that are not the alert's are its mention's."""
    own = {name: fields.pop(name) for name in list(fields) if name in Alert.__slots__}
    rung = Alert(
        case="7K2",
        brand="Acme",
        priority="P1",
        mention=mention(**fields),
        to=("ana:mail", "ana:sms"),
        zone="Europe/Berlin",
        first_answer_due=NOW + timedelta(minutes=14),
        sent_at=NOW,
    )
    return replace(rung, **own)


_HOSTILE = (
    'great!\r\n\r\nSubject: all clear\nDO THIS\nCall http://evil.example/pay now" due 23:59 9ZZ\x85WHO\u2028'
    "Handle: @ceo\x1b[2J" + " " * 90 + "WHY YOU GOT THIS\x00"
)

SCENARIOS = {
    "safety_on_x": alert(),
    "complaint_in_facebook_review": alert(
        priority="P2",
        to=("ana:mail", "ana:sms"),
        first_answer_due=NOW + timedelta(hours=1),
        platform="facebook",
        source="acme-facebook",
        external_id="10_20",
        kind="review",
        rating=1.0,
        text="Late “again”…\n\nThird time — and nobody answers the phone. I’d give 0 stars.",
        author_handle=None,
        intents=("complaint",),
        reasons=("asks for help or complains",),
        audience=None,
        author_name="Zoë Müller-Łukasz",
        permalink=None,
    ),
    "nobody_said_nothing": alert(
        author_handle=None,
        author_name=None,
        audience=None,
        text=None,
        created_at=None,
        platform="instagram",
        kind="mention",
        media=("https://cdn.example/1.jpg",),
        intents=(),
        permalink="javascript:alert(1)",
    ),
    "arabic": alert(text="الشاحن اشتعل في الليل @acme", author_handle=None, author_name="ليلى", lang="ar"),
    "emoji": alert(
        text="🔥🔥🔥 help‼️ 🙏🏽 the charger 🔌👨‍👩‍👧 is smoking 💨💨", intents=("safety_or_legal",), action="edited"
    ),
    "hostile": alert(
        text=_HOSTILE,
        author_handle='x"\nDO THIS: call 0900 123 4567',
        brand="Acme]\nBcc: a@b.com",
        author_name="WHO\n\nHandle: @boss https://evil.example",
        permalink="https://x.com/a\nDO THIS",
        reasons=("danger word: fire\nDO THIS",),
    ),
    "right_to_left_override": alert(
        text="the \u202echarger\u202c is \u200bfine \u2066abc\u2069 \ufeffnow\u00ad, see \u202egpj.exe",
        author_handle="\u202emoc.ko",
        author_name="A\u0336\u0336\u0336\u0336\u0336\u0336l\u0336",
    ),
    "very_long": alert(text="The charger is smoking and nobody answers me here. " * 490 + "ab" * 5),
    "delayed": alert(
        delayed_since=NOW - timedelta(minutes=62),
        first_answer_due=NOW - timedelta(minutes=47),
        created_at=NOW - timedelta(minutes=63),
    ),
    "bundle": Bundle(
        brand="Acme",
        held=94,
        counts={"P2": 90, "P1": 4, "P3": 0},
        to=("ana:mail", "ana:sms"),
        zone="Europe/Berlin",
        since=datetime(2026, 11, 17, 12, 40, tzinfo=UTC),
        sent_at=datetime(2026, 11, 17, 12, 42, tzinfo=UTC),
    ),
}
