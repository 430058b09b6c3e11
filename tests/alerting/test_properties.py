"""Properties of every notification, for any mentions and any team on call."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from goodword.alerting import rate_limits
from goodword.alerting.incident_key import incident_key_of
from goodword.alerting.outbox import person_of
from goodword.alerting.rules import judge
from goodword.alerting.suppressed import member
from goodword.config.configuration import Configuration
from goodword.config.on_call import clock, in_quiet
from goodword.dry_run.play import AFTERWARDS, Replay, SentNotification
from goodword.mention import ScoredMention
from goodword.messages.alert import MAILS_A_MINUTE, TEXTS_A_MINUTE
from goodword.storage.keys import reference_of
from tests.sayings import scored

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking a day takes minutes and helps little
START = datetime(2026, 10, 24, 18, 0, tzinfo=UTC)  # the evening before summer time ends in Europe
ZONES = ["Europe/Berlin", "America/St_Johns", "Pacific/Kiritimati", "Australia/Lord_Howe", "Asia/Kolkata"]
NAMES = ["ana", "ben", "cem"]
WORDS = st.text(max_size=40) | st.sampled_from(
    ["\u202eevil", "a\x00b", "👨‍👩‍👧‍👦" * 9, "]]] P1 now", "٣٤٥", "\n\nWHO\n"]
)

people = st.fixed_dictionaries(
    {"mail": st.just("?")},
    optional={
        "sms": st.just("?"),
        "timezone": st.sampled_from(ZONES),
        "quiet": st.sampled_from([["22:00-07:00"], ["00:00-06:30", "20:15-24:00"], ["13:00-14:00"]]),
        "budget": st.integers(1, 9).map(str),
    },
)
whom = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)
shifts = st.fixed_dictionaries(
    {"who": whom},
    optional={
        "hours": st.sampled_from([["08:00-18:00"], ["18:00-08:00"], ["06:00-10:00", "16:00-23:00"]]),
        "topics": st.sampled_from([["complaint"], ["question", "praise"]]),
        "timezone": st.sampled_from(ZONES),
    },
)
rules = st.fixed_dictionaries(
    {
        "when": st.fixed_dictionaries(
            {}, optional={"intents": st.sampled_from([["complaint"], ["praise"], ["safety_or_legal"]])}
        )
    },
    optional={
        "ring": whom | st.sampled_from(["owners", "nobody"]),
        "by": st.sampled_from([["mail"], ["mail", "sms"]]),
        "cool_down": st.sampled_from(["0", "5", "90"]),
        "at_least": st.just({"mentions": "2", "minutes": "30"}),
    },
)


@st.composite
def configurations(draw: st.DrawFn) -> Configuration:
    team = {name: draw(people) for name in NAMES}
    for number, person in enumerate(team.values()):
        person["mail"] = f"p{number}@example.com"
        if "sms" in person:
            person["sms"] = f"+491511234567{number}"
    tree: dict[str, Any] = {
        "brands": {"acme": {"terms": ["acme"], "team": "care"}},
        "sources": {"acme-x": {"platform": "x", "brand": "acme"}},
        "teams": {
            "care": {
                "timezone": draw(st.sampled_from(ZONES)),
                "people": team,
                "rota": draw(st.lists(shifts, max_size=3)),
                "escalation": {"after": draw(st.sampled_from(["1", "10"])), "steps": draw(st.lists(whom, max_size=2))},
            }
        },
        "rules": [{**rule, "name": f"rule-{number}"} for number, rule in enumerate(draw(st.lists(rules, max_size=2)))],
    }
    return Configuration.model_validate(tree)


@st.composite
def days(draw: st.DrawFn) -> list[ScoredMention]:
    """Up to thirty mentions within hours, many within one minute, and our answers to some of them."""
    mentions, at = list[ScoredMention](), START
    for number in range(draw(st.integers(1, 30))):
        at += timedelta(seconds=draw(st.sampled_from([0, 1, 20, 400, 3600])))
        if mentions and draw(st.integers(0, 5)) == 0:
            answered = draw(st.sampled_from(mentions))
            ours: dict[str, Any] = {"from_self": True, "parent_id": answered.external_id, "root_id": answered.root_id}
        else:
            priority, intent = draw(st.sampled_from([("P1", "safety_or_legal"), ("P2", "complaint"), ("P3", "praise")]))
            root = draw(st.sampled_from([None, "thread-1", "thread-2", f"own-{number}"]))
            ours = {"priority": priority, "intents": (intent,), "text": draw(WORDS), "root_id": root}
        mentions.append(scored(external_id=f"m{number}", event_at=at, received_at=at, **ours))
    return mentions


@given(configurations(), days())
@settings(
    phases=PHASES,
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_every_notification_keeps_every_promise(configuration: Configuration, unjudged: list[ScoredMention]) -> None:
    judged = [judge(mention, configuration, mention.received_at) for mention in unjudged]
    play = Replay(configuration)
    notifications = play.run(judged)

    _reaches_people_by_what_they_have(configuration, notifications)
    _keeps_the_caps(notifications)
    _leaves_in_peace(configuration, notifications)
    _loses_nothing(play, judged, notifications)
    _calls_over_what_was_answered(judged, notifications)


def _reaches_people_by_what_they_have(configuration: Configuration, notifications: list[SentNotification]) -> None:
    for sent in notifications:
        assert sent.notification.to
        assert len(set(sent.notification.to)) == len(sent.notification.to)
        for recipient in sent.notification.to:
            name, _, way = recipient.partition(":")
            assert way in configuration.teams["care"].people[name].channels


def _keeps_the_caps(notifications: list[SentNotification]) -> None:
    for recipient in {to for sent in notifications for to in sent.notification.to}:
        times = [sent.at for sent in notifications if recipient in sent.notification.to]
        most = max(sum(start <= at < start + timedelta(seconds=60) for at in times) for start in times)
        assert most <= (MAILS_A_MINUTE if recipient.endswith(":mail") else TEXTS_A_MINUTE)


def _leaves_in_peace(configuration: Configuration, notifications: list[SentNotification]) -> None:
    counted: Counter[tuple[str, Any]] = Counter()
    for sent in notifications:
        for name in dict.fromkeys(map(person_of, sent.notification.to)):
            person, zone = configuration.teams["care"].people[name], configuration.zone_of("acme", name)
            today = name, sent.at.astimezone(clock(zone)).date()
            if not rate_limits.passes(sent.notification.kind, sent.notification.priority):
                assert not in_quiet(person, zone, sent.at)
                assert counted[today] < person.budget
            counted[today] += sent.notification.kind not in ("taken", "over")
    assert all(sent.notification.kind != "step" or sent.notification.priority == "P1" for sent in notifications)


def _loses_nothing(play: Replay, mentions: list[ScoredMention], notifications: list[SentNotification]) -> None:
    may_notify = [mention for mention in mentions if not mention.from_self and mention.notifies]
    sent = {sent.notification.external_id for sent in notifications if sent.notification.kind == "new"}
    held = frozenset().union(*(batch.members for batch in play.triage.suppressed.since(START)))
    for mention in may_notify:
        known = member(reference_of(mention.platform, str(mention.external_id))) in held
        assert known or mention.external_id in sent


def _calls_over_what_was_answered(mentions: list[ScoredMention], notifications: list[SentNotification]) -> None:
    by_id = {mention.external_id: mention for mention in mentions}
    opened = {sent.notification.incident_key: sent.at for sent in notifications if sent.notification.kind == "new"}
    for answer in mentions:
        asked = by_id.get(answer.parent_id) if answer.from_self else None
        if asked is None or asked.from_self or asked.priority != "P1":
            continue
        incident_key, at = incident_key_of(asked), answer.received_at
        if incident_key in opened and opened[incident_key] < at:
            over = [
                sent
                for sent in notifications
                if sent.notification.incident_key == incident_key and sent.notification.kind == "over"
            ]
            assert over, "everyone who was notified learns that it is resolved"
    midnight = datetime.combine(START.date(), time(), UTC)
    assert all(midnight < sent.at < START + timedelta(days=3) + AFTERWARDS for sent in notifications)
