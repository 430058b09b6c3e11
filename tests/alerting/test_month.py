"""A simulated month of an ordinary brand: how often each person is paged, and that every incident gets through."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from goodword.alerting.rules import judge
from goodword.config.configuration import Configuration
from goodword.dry_run.play import Replay, SentNotification
from goodword.mention import Mention
from goodword.reading.matching import Brands
from goodword.reading.reader import Reader
from goodword.sentiment.fast import FastScorer

ZONE = ZoneInfo("Europe/Berlin")
START = datetime(2026, 10, 5, tzinfo=ZONE)  # a Monday; summer time ends within the month
DAYS = 28
QUIET = (22, 7)
BUDGET = 8
CONFIGURATION = Configuration.model_validate(
    {
        "brands": {"acme": {"name": "Acme", "terms": ["acme"], "team": "care"}},
        "sources": {"acme-shop": {"platform": "standard", "brand": "acme"}},
        "teams": {
            "care": {
                "timezone": "Europe/Berlin",
                "people": {
                    "ana": {"mail": "ana@example.com", "sms": "+4915112345678", "quiet": ["22:00-07:00"]},
                    "ben": {"mail": "ben@example.com", "sms": "+4915112345679", "quiet": ["22:00-07:00"]},
                    "cem": {"mail": "cem@example.com", "quiet": ["22:00-07:00"]},
                },
                "rota": [
                    {"who": ["ana"], "days": ["mon", "tue", "wed"]},
                    {"who": ["ben"], "days": ["thu", "fri"]},
                    {"who": ["cem", "ana"], "days": ["sat", "sun"]},
                ],
                "escalation": {"after": 10, "steps": [["ben"], ["ana", "ben", "cem"]]},
            }
        },
    }
)
SAID = (  # (text, percent)
    ("Thank you Acme, the new kettle is wonderful!", 25),
    ("does the acme kettle come in blue?", 25),
    ("acme shop in town, meet you there at five", 38),
    ("My acme order is late again, third time now. Really disappointed.", 8),
    ("Can somebody at acme help me, I cannot log in to my account", 4),
)
INCIDENTS = {  # text, day, hour, mentions within an hour, minutes until we answer
    "charger": ("my acme charger caught fire on the desk, the plug melted", 2, 14, 60, 12),
    "recall": ("the acme heater gave me an electric shock, my kid was burned", 11, 3, 30, 25),
    "smoke": ("smoke came out of the acme toaster, fire brigade was here", 19, 11, 200, 8),
}


def mention(number: int, text: str, at: datetime, **fields: object) -> Mention:
    at = at.astimezone(UTC)
    return Mention(
        platform="standard",
        source="acme-shop",
        external_id=f"m{number}",
        kind="post",
        action="created",
        text=text,
        author_id=f"by-{number}",
        event_at=at,
        received_at=at,
        **fields,  # type: ignore[arg-type]
    )


def month() -> Iterator[Mention]:
    """About forty mentions a day, most in the evening, and three incidents that we answer."""
    chance, number = random.Random(7), 0
    for day in range(DAYS):
        for _ in range(chance.randint(30, 50)):
            hour = chance.choices(
                range(24), [1, 1, 1, 1, 1, 2, 4, 6, 8, 8, 8, 8, 9, 8, 8, 8, 9, 10, 12, 14, 14, 10, 6, 3]
            )[0]
            at = START + timedelta(days=day, hours=hour, seconds=chance.randint(0, 3599))
            text = chance.choices([text for text, _ in SAID], [share for _, share in SAID])[0]
            yield mention(number := number + 1, f"{text} {number}", at, root_id=f"own-{number}")
    for name, (text, day, hour, mention_count, answered) in INCIDENTS.items():
        begin = START + timedelta(days=day, hours=hour, minutes=7)
        for place in range(mention_count):
            at = begin + timedelta(seconds=3600 * place / mention_count)
            yield mention(number := number + 1, text, at, root_id=name)
        answer = begin + timedelta(minutes=answered)
        yield mention(
            number := number + 1, "we are on it", answer, parent_id=f"m{number - mention_count}", from_self=True
        )
        last = begin + timedelta(minutes=70)
        yield mention(number := number + 1, "all units are recalled", last, parent_id=f"m{number - 2}", from_self=True)


def test_in_a_month_pages_stay_few_and_every_incident_gets_through() -> None:
    notifications = run_the_month()
    pages_per_person_and_week_stay_few(notifications)
    every_incident_notifies_at_once_and_is_called_over(notifications)
    nobody_is_notified_in_quiet_hours_but_for_a_p1(notifications)
    the_budget_of_a_day_holds_for_all_but_p1(notifications)
    what_waited_through_the_night_is_counted_in_the_morning(notifications)


def run_the_month() -> list[SentNotification]:
    reader = Reader(Brands.of_terms({"acme": ["acme"]}, {"acme-shop": "acme"}), FastScorer())
    mentions = sorted(month(), key=lambda mention: mention.received_at)
    read = [
        judge(scored, CONFIGURATION, scored.received_at) for mention in mentions if (scored := reader.read(mention))
    ]
    assert len(read) == len(mentions)
    return Replay(CONFIGURATION).run(read)


def pages(notifications: list[SentNotification]) -> dict[tuple[str, int], Counter[str]]:
    """For each person and week, the number of notifications of each kind."""
    found: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for sent in notifications:
        for person in dict.fromkeys(recipient.split(":")[0] for recipient in sent.notification.to):
            week = (sent.at.astimezone(ZONE).date() - START.date()).days // 7 + 1
            found[person, week][f"{sent.notification.priority} {sent.notification.kind}"] += 1
    return found


def pages_per_person_and_week_stay_few(notifications: list[SentNotification]) -> None:
    found = pages(notifications)
    for (person, week), kinds in sorted(found.items()):
        print(f"{person} week {week}: {kinds.total()} pages ({', '.join(f'{n} {kind}' for kind, n in kinds.items())})")
    assert all(kinds.total() <= 7 * BUDGET for kinds in found.values())
    assert sum(kinds.total() for kinds in found.values()) / len(found) < 20


def every_incident_notifies_at_once_and_is_called_over(notifications: list[SentNotification]) -> None:
    for name, (_, day, hour, _, _) in INCIDENTS.items():
        begin = START + timedelta(days=day, hours=hour, minutes=7)
        notifications_of = [
            sent
            for sent in notifications
            if sent.notification.priority == "P1" and begin <= sent.at < begin + timedelta(hours=24)
        ]
        assert notifications_of[0].notification.kind == "new", name
        assert notifications_of[0].at == begin
        over = [sent for sent in notifications_of if sent.notification.kind == "over"]
        recipients = {recipient for sent in notifications_of for recipient in sent.notification.to}
        assert over, name
        assert set(over[-1].notification.to) == recipients, "everyone who was notified learns that it is resolved"


def nobody_is_notified_in_quiet_hours_but_for_a_p1(notifications: list[SentNotification]) -> None:
    at_night = [sent for sent in notifications if not QUIET[1] <= sent.at.astimezone(ZONE).hour < QUIET[0]]
    assert at_night, "the incident at three in the morning notifies"
    assert {sent.notification.priority for sent in at_night} == {"P1"}


def the_budget_of_a_day_holds_for_all_but_p1(notifications: list[SentNotification]) -> None:
    days = Counter(
        (person, sent.at.astimezone(ZONE).date())
        for sent in notifications
        if sent.notification.priority != "P1"
        for person in dict.fromkeys(recipient.split(":")[0] for recipient in sent.notification.to)
    )
    assert max(days.values()) <= BUDGET


def what_waited_through_the_night_is_counted_in_the_morning(notifications: list[SentNotification]) -> None:
    bundles = [sent for sent in notifications if sent.notification.kind == "bundle"]
    assert bundles
    assert any(sent.at.astimezone(ZONE).hour == QUIET[1] for sent in bundles)
