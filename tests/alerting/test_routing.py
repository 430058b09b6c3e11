"""Who is notified about a mention, by mail or SMS."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from goodword.alerting.routing import cool_down, midnight, recipients
from goodword.config.configuration import Configuration
from goodword.mention import BrandMatch, ScoredMention, Sentiment

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
ANA, BEN, CEM = {"mail": "a@example.com", "sms": "+4915112345678"}, {"mail": "b@example.com"}, {"sms": "+4915112345679"}


def configuration(people: dict[str, Any], **more: Any) -> Configuration:
    return Configuration.model_validate(
        {
            "brands": {"acme": {"terms": ["acme"], "team": "care"}},
            "sources": {"shop": {"platform": "standard"}},
            "teams": {"care": {"timezone": "Europe/Berlin", "people": people, **more.pop("team", {})}},
            **more,
        }
    )


def mention(priority: str, rule: str | None = None, **fields: Any) -> ScoredMention:
    return ScoredMention(
        platform="standard",
        source="shop",
        external_id="1",
        kind="post",
        action="created",
        event_at=NOW,
        received_at=NOW,
        brands=(BrandMatch("acme", "acme"),),
        sentiment=Sentiment("neutral", {"negative": 0, "neutral": 1, "positive": 0}),
        priority=priority,  # type: ignore[arg-type]
        model="test",
        rule=rule,
        **fields,
    )


@pytest.mark.parametrize(
    ("people", "priority", "to"),
    [
        ({"ana": ANA, "ben": BEN, "cem": CEM}, "P1", ("ana:mail", "ben:mail", "ana:sms", "cem:sms")),
        ({"ana": ANA, "ben": BEN, "cem": CEM}, "P2", ("ana:mail", "ben:mail")),
        ({"cem": CEM}, "P2", ("cem:sms",)),
        ({"ben": BEN}, "P1", ("ben:mail",)),
    ],
)
def test_a_priority_reaches(people: dict[str, Any], priority: str, to: tuple[str, ...]) -> None:
    assert recipients(mention(priority), configuration(people), NOW) == to


def test_the_rota_says_who() -> None:
    rota = [{"who": ["ben"], "platforms": ["x"]}, {"who": ["cem"], "topics": ["praise"]}, {"who": ["ana"]}]
    current = configuration({"ana": ANA, "ben": BEN, "cem": CEM}, team={"rota": rota})
    assert recipients(mention("P2"), current, NOW) == ("ana:mail",)
    assert recipients(mention("P2", intents=("praise",)), current, NOW) == ("cem:sms",)


def test_an_hour_that_nobody_owns_is_everybodys() -> None:
    current = configuration({"ana": ANA, "ben": BEN}, team={"rota": [{"who": ["ben"], "hours": ["20:00-21:00"]}]})
    assert recipients(mention("P2"), current, NOW) == ("ana:mail", "ben:mail")


@pytest.mark.parametrize(
    ("rule", "priority", "to"),
    [
        ({"ring": ["ben"]}, "P1", ("ben:mail",)),
        ({"ring": ["owners", "ben"]}, "P2", ("ana:mail", "ben:mail")),
        ({"ring": "nobody"}, "P1", ()),
        ({"by": ["sms"]}, "P2", ("ana:sms",)),
        ({"by": ["mail"]}, "P1", ("ana:mail",)),
        ({"ring": "owners"}, "P3", ("ana:mail",)),
    ],
)
def test_a_rule_says_whom_and_how(rule: dict[str, Any], priority: str, to: tuple[str, ...]) -> None:
    current = configuration(
        {"ana": ANA, "ben": BEN}, rules=[{"name": "mine", **rule}], team={"rota": [{"who": ["ana"]}]}
    )
    assert recipients(mention(priority, "mine"), current, NOW) == to


def test_a_rule_that_is_no_longer_there_leaves_it_to_the_priority() -> None:
    assert recipients(mention("P2", "gone"), configuration({"ana": ANA}), NOW) == ("ana:mail",)


def test_cool_downs() -> None:
    current = configuration({"ana": ANA}, rules=[{"name": "mine", "cool_down": "5"}])
    assert cool_down(current, None, "P1") == timedelta(minutes=15)
    assert cool_down(current, None, "P2") == timedelta(minutes=60)
    assert cool_down(current, "mine", "P2") == timedelta(minutes=5)
    assert cool_down(current, "gone", "P2") == timedelta(minutes=60)


def test_a_day_begins_at_the_persons_own_midnight() -> None:
    current = configuration({"ana": ANA | {"timezone": "Pacific/Kiritimati"}, "ben": BEN})
    assert midnight(current, "acme", "ana", NOW) == datetime(2026, 11, 17, 10, tzinfo=UTC)
    assert midnight(current, "acme", "ben", NOW) == datetime(2026, 11, 17, 23, tzinfo=UTC)
