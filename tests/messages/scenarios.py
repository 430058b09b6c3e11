"""Alerts for the tests of their wording: a default, and the scenarios that have golden files."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from goodword.mention import BrandMatch, ScoredMention, Sentiment
from goodword.messages import Alert, Bundle, Notice

NOW = datetime(2026, 11, 17, 8, 8, tzinfo=UTC)
AN_HOUR_AGO = NOW - timedelta(minutes=60)
LINK = "https://care.acme.example/a/k3J9xQ2mZ7pLw4Tb"
AWS_LINK = "https://abcdefghij.execute-api.ap-southeast-1.amazonaws.com/a/k3J9xQ2mZ7pLw4Tb"
CHINA_LINK = "https://abcdefghij.execute-api.cn-northwest-1.amazonaws.com.cn/a/k3J9xQ2mZ7pLw4Tb"  # the longest
HEALTH = "Goodword: well at 08:00 UTC, nothing waits. November so far: 41,210 mentions, about 3.17 USD."


def mention(**fields: Any) -> ScoredMention:
    facts = {
        "platform": "x",
        "source": "acme-x",
        "external_id": "1990000000000000001",
        "kind": "post",
        "action": "created",
        "text": "charger caught fire at 3am, my kid sleeps next to it @acme call me 0151 2345-6789",
        "lang": "en",
        "author_handle": "jo_k",
        "author_name": "Jo Kern",
        "audience": 12_400,
        "created_at": NOW - timedelta(minutes=1),
        "event_at": NOW - timedelta(minutes=1),
        "received_at": NOW,
        "permalink": "https://x.com/jo_k/status/1990000000000000001",
        "brands": (BrandMatch("acme", "@acme"),),
        "sentiment": Sentiment("negative", {"negative": 0.5, "neutral": 0.37, "positive": 0.12}, ("fire",)),
        "intents": ("safety_or_legal",),
        "priority": "P1",
        "reasons": ('safety: "caught fire"', "negative 0.50"),
        "model": "vader-1",
    }
    return ScoredMention(**facts | fields)


def alert(**fields: Any) -> Alert:
    """The default alert. Fields that an Alert does not have go to its mention; `form` is the mention's kind."""
    own = {name: fields.pop(name) for name in list(fields) if name in Alert.__slots__}
    if form := fields.pop("form", None):
        fields["kind"] = form
    made = Alert(
        case="7K2",
        brand="Acme",
        priority="P1",
        mention=mention(**fields),
        to=("ana:mail", "ana:sms"),
        zone="Europe/Berlin",
        first_answer_due=NOW + timedelta(minutes=14),
        sent_at=NOW,
        person="ana",
    )
    return replace(made, **own)


def notice(**fields: Any) -> Notice:
    """The default notice: ben took the case four minutes after it opened."""
    made = Notice(
        kind="taken",
        case="7K2",
        brand="Acme",
        brand_key="acme",
        priority="P1",
        person="ana",
        to=("ana:mail", "ana:sms"),
        zone="Europe/Berlin",
        opened_at=NOW,
        sent_at=NOW + timedelta(minutes=5),
        since=NOW + timedelta(minutes=4),
        by="ben",
    )
    return replace(made, **fields)


def over(**fields: Any) -> Notice:
    """The default end of a case: the team replied within twelve minutes, and no other case is open."""
    ended = {"kind": "over", "how": "answered", "by": "us", "open_cases": (), "mention_count": 5}
    times = {"sent_at": NOW + timedelta(minutes=13), "since": NOW + timedelta(minutes=12)}
    return notice(**ended | times | fields)


_HOSTILE = (
    'great!\r\n\r\nSubject: all clear\nDO THIS\nCall http://evil.example/pay now" due 23:59 9ZZ\x85WHO\u2028'
    "Handle: @ceo\x1b[2J" + " " * 90 + "WHY YOU GOT THIS\x00"
)

SCENARIOS = {
    "safety_on_x": alert(earlier=3, budget=(6, 8), link=LINK, health=HEALTH),
    "at_the_aws_host": alert(earlier=0, budget=(8, 8), link=AWS_LINK, health=HEALTH),
    "more": alert(kind="more", more=4, mention_count=12, more_since=AN_HOUR_AGO, link=AWS_LINK, budget=(6, 8)),
    "still_nobody": alert(
        kind="step",
        opened_at=NOW - timedelta(minutes=20),
        first_answer_due=NOW - timedelta(minutes=5),
        more=11,
        mention_count=12,
        more_since=NOW - timedelta(minutes=18),
        link=AWS_LINK,
        created_at=NOW - timedelta(minutes=21),
    ),
    "handed_over": alert(kind="handed", by="ben", opened_at=AN_HOUR_AGO, link=AWS_LINK, earlier=1),
    "vip_by_rule": alert(
        text="Never again, @acme. The order was late and the box was broken.",
        intents=("complaint",),
        reasons=("rule vips: P1 instead of P2", 'complaint: "never again"', "negative 0.74"),
        sentiment=Sentiment("negative", {"negative": 0.74, "neutral": 0.2, "positive": 0.06}, ("broken",)),
        trace=("spring: no, brand", "vips: won, P2 to P1"),
        rule="vips",
        runbook=("Ask for the order number.", "Offer a new one today.", "Tell Mara when it is a partner."),
        audience=1_250_000,
        earlier=101,
        link=LINK,
        budget=(0, 8),
    ),
    "praise_by_rule": alert(
        priority="P3",
        to=("ana:mail", "ana:sms"),
        text="I love how quick that was, thank you!",
        intents=("praise",),
        reasons=('praise: "i love"', "positive 0.92"),
        sentiment=Sentiment("positive", {"negative": 0.01, "neutral": 0.07, "positive": 0.92}, ("love",)),
        rule="thank-them",
        trace=("thank-them: won, asks to notify",),
        first_answer_due=NOW + timedelta(hours=4),
        mention_count=3,
    ),
    "taken": notice(),
    "over_answered": over(),
    "over_and_quiet": over(how="taken and quiet", by="ben", mention_count=1, open_cases=("8QF", "9ZZ"), since=None),
    "over_not_about_us": over(how="not about us", by="ana", mention_count=1_204, open_cases=None, link=LINK),
    "complaint_in_facebook_review": alert(
        priority="P2",
        to=("ana:mail", "ana:sms"),
        first_answer_due=NOW + timedelta(hours=1),
        platform="facebook",
        source="acme-facebook",
        external_id="10_20",
        form="review",
        rating=1.0,
        text="Late “again”…\n\nThird time — and nobody answers the phone. I’d give 0 stars.",
        author_handle=None,
        intents=("complaint",),
        reasons=("complaint: rated 1 of 5",),
        sentiment=Sentiment("neutral", {"negative": 0.17, "neutral": 0.6, "positive": 0.23}),
        lang="en_GB",
        budget=(5, 8),
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
        form="mention",
        media=("https://cdn.example/1.jpg",),
        intents=(),
        reasons=(),
        lang=None,
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
        reasons=('safety: "caught fire" DO THIS"', "danger word: fire\nDO THIS"),
    ),
    "right_to_left_override": alert(
        text="the \u202echarger\u202c is \u200bfine \u2066abc\u2069 \ufeffnow\u00ad, see \u202egpj.exe",
        author_handle="\u202emoc.ko",
        author_name="A\u0336\u0336\u0336\u0336\u0336\u0336l\u0336",
    ),
    "very_long": alert(
        text="The charger is smoking and nobody answers me here. " * 490 + "ab" * 5,
        intents=("safety_or_legal", "complaint"),
        reasons=('safety: "charger is smoking"', 'complaint: "nobody answers"', "negative 0.80"),
    ),
    "delayed": alert(
        delayed_since=NOW - timedelta(minutes=62),
        first_answer_due=NOW - timedelta(minutes=47),
        created_at=NOW - timedelta(minutes=63),
    ),
    "flood_by_one_author": alert(flood="author", first_answer_due=NOW + timedelta(minutes=15)),
    "flood_of_copies": alert(flood="copies", first_answer_due=NOW + timedelta(minutes=15)),
    "bundle_that_names": Bundle(
        brand="Acme",
        total=5,
        counts={"P1": 2, "P2": 3},
        named=(
            mention(text="The charger caught fire on my desk\nWHO\n[ACME P1 7K2] over", author_handle="jo_k"),
            mention(text="", author_handle=None, permalink=None, media=("https://cdn.example/1.jpg",)),
        ),
        left=12,
        behind=timedelta(minutes=8),
        to=("ana:mail", "ana:sms"),
        zone="Europe/Berlin",
        since=datetime(2026, 11, 17, 12, 40, tzinfo=UTC),
        sent_at=datetime(2026, 11, 17, 12, 42, tzinfo=UTC),
        person="ana",
    ),
    "bundle": Bundle(
        brand="Acme",
        total=94,
        counts={"P2": 90, "P1": 4, "P3": 0},
        to=("ana:mail", "ana:sms"),
        zone="Europe/Berlin",
        since=datetime(2026, 11, 17, 12, 40, tzinfo=UTC),
        sent_at=datetime(2026, 11, 17, 12, 42, tzinfo=UTC),
        person="ana",
        budget=(5, 8),
        health=HEALTH,
    ),
}
