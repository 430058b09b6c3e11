"""The person that every attack tries to silence, the stack that must hear her, and the other authors."""

import json
from datetime import datetime, timedelta
from typing import Any

from goodword.aws.dynamodb_items import read_memory
from tests.flow.posts import by, comment
from tests.house.house import CONFIGURATION, SECRETS, House
from tests.house.people import Alerted

FACEBOOK = ("facebook", "acme-facebook")
OTHER_PAGE = "9999999999999"
PARTNER = {"webhook_secret": ["whsec_cGFydG5lci1zZWNyZXQtMDEyMzQ1Njc4OWFiY2RlZg=="]}
FEED = "https://news.example/feed.xml"
ATTACKED: dict[str, Any] = {
    **CONFIGURATION,
    "sources": {
        **CONFIGURATION["sources"],
        "acme-blog": {"platform": "webmention", "brand": "acme", "accounts": ["https://acme.example"]},
        "acme-news": {"platform": "rss", "brand": "acme", "ask": {"feed": [FEED]}},
        "acme-partner": {"platform": "standard", "brand": "acme", "accounts": ["partner"]},
        "acme-reseller": {"platform": "facebook", "brand": "acme", "accounts": [OTHER_PAGE]},
    },
}
TOLD = "my daughter burnt her hand on an acme kettle, the handle melted"
REAL = "c-real"
EVERYBODY = {"ana:mail", "ana:sms", "ben:mail"}


def prepare(house: House) -> None:
    """Store the secrets of the sources that only attacks use."""
    for source, secrets in (("acme-partner", PARTNER), ("acme-reseller", SECRETS["acme-facebook"])):
        house.secrets[source] = dict(secrets)
        house.keep_secrets(source)


def speak(house: House, name: str = REAL) -> None:
    """The real P1: a new author reports an injury, in her own thread, while everything else continues."""
    house.door.send(*FACEBOOK, comment(name, TOLD, post=f"post-{name}", **by("mia")))
    house.settle()


def spoken_at(house: House) -> datetime:
    """When the real P1 was received, under any key."""
    [post] = [item for item in map(read_memory, house.items("mention")) if item.mention.text == TOLD]
    return post.mention.received_at


def partner(house: House, *posts: dict[str, Any], source: str = "acme-partner") -> int:
    """A post by somebody who has one source's secret."""
    return house.door.send("standard", source, json.dumps(list(posts)).encode()).status


def nobody_has_ended(house: House, name: str = REAL) -> bool:
    """Whether every case of it is still open: neither answered, nor closed, nor taken."""
    cases = [case for case in house.items("case") if name in case["first"]["S"]]
    return bool(cases) and not any({"answered_at", "closed_at", "cleared_at", "owner"} & case.keys() for case in cases)


def alone(house: House, name: str = REAL) -> dict[str, Alerted]:
    """The separate notification about it that each recipient got."""
    return {to: alert for to in sorted(EVERYBODY) for alert in reversed(house.people.got(to)) if alert.about == name}


def named(house: House, words: str = TOLD[:30]) -> dict[str, Alerted]:
    """The first bundle, for each recipient, whose mail names it."""
    bundles = [alert for alert in house.people.notifications if alert.about is None and words in alert.machine["email"]]
    return {to: notification for notification in reversed(bundles) for to in notification.to}


def reached_ana(house: House, *, within: timedelta, name: str = REAL) -> None:
    """The real P1 reached ana by mail and SMS, each with its own notification, and everybody else as well."""
    notifications = alone(house, name)
    assert notifications.keys() == EVERYBODY
    assert max(notification.at for notification in notifications.values()) - spoken_at(house) <= within
    assert "burnt her hand" in notifications["ana:mail"].machine["email"]
    assert "my daughter" in notifications["ana:sms"].machine["sms"]
    assert len(notifications["ana:sms"].machine["sms"]) <= 160
