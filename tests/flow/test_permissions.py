"""Least privilege, tested: every permission of a role is used, and none can be removed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count

import pytest

from goodword import platforms
from goodword.aws.comprehend import ComprehendScorer
from tests.conftest import ROOT
from tests.connectors.apis import google_business, mastodon, rss, x
from tests.connectors.standin import Api
from tests.flow.asked import ASKED, ASKED_WITH, Keys, Page, connect
from tests.flow.posts import FIRE, LATE, PAGE, THANKS, comment, message, post, shop
from tests.house.house import CONFIGURATION, House, open_house
from tests.house.plan import Statement, plan
from tests.platforms.cases import case

EVERYTHING = {"PaidReading": "true"}
"""Parameters with which every role has all that the template can give it."""

type Pair = tuple[str, str]
"""A role and an action."""


def alerts(house: House) -> None:
    for name, text in (("c1", FIRE), ("c2", LATE)):
        assert house.door.send("facebook", "acme-facebook", comment(name, text)).status == 200
    house.settle()
    assert {alert.about for alert in house.people.notifications} == {"c1", "c2"}
    assert {alert.about for alert in house.people.got("ana:sms")} == {"c1"}


def quarantines(house: House) -> None:
    assert house.door.send("facebook", "acme-facebook", b"not what Facebook documents").status == 200
    house.settle()
    assert len(house.quarantine()) == 1


def outlasts_an_outage(house: House) -> None:
    """A message that met one is retried after ten seconds, not after the queue's sixty."""
    for service, external_id, text in (("sqs.SendMessageBatch", "c1", LATE), ("dynamodb.PutItem", "c2", LATE),
                                       ("dynamodb.PutItem", "c3", FIRE)):  # fmt: skip
        house.door.send("facebook", "acme-facebook", comment(external_id, text))
        with house.faults.on(service):
            house.settle()
        house.wait(11)
        house.settle()
        assert house.mention("facebook", external_id)


def keeps_what_the_stream_gives_up_on(house: House) -> None:
    house.door.send("facebook", "acme-facebook", comment("c1", FIRE))
    with house.faults.on("dynamodb.*", room="alert"):
        house.settle()
    assert house.dead_letters() == {"StreamDeadLetters": 1}


def puts_back_what_it_has_no_time_for(house: House) -> None:
    house.rooms["score"].clock = lambda: count(10_000, -3_500)
    shop(house, *(post(name, THANKS) for name in ("s1", "s2", "s3")))
    house.settle()
    assert len(house.items("mention")) == 3


def finds_what_the_stream_lost(house: House) -> None:
    house.stream.lost = True
    house.door.send("facebook", "acme-facebook", comment("c1", FIRE))
    house.settle()
    house.stream.lost = False
    house.live(4, every=30)
    assert [alert.about for alert in house.people.notifications] == ["c1"]


def keeps_a_promise(house: House) -> None:
    house.door.send("facebook", "acme-facebook", comment("c1", FIRE))
    with house.faults.on("sns.Publish"):
        house.settle()
    house.live(2, every=30)
    assert [alert.about for alert in house.people.notifications] == ["c1"]


def keeps_the_books(house: House) -> None:
    """Minutes are counted, and the hourly report is written."""
    house.door.send("facebook", "acme-facebook", comment("c1", THANKS))
    house.live(5, every=30)
    assert (len(house.items("tally")), house.items("dirty")) == (1, [])
    assert [item["sk"]["S"] for item in house.items("mark")] == ["health"]


def keeps_what_tally_gives_up_on(house: House) -> None:
    house.door.send("facebook", "acme-facebook", comment("c1", THANKS))
    house.settle()
    house.wait(61)
    with house.faults.on("dynamodb.*", room="tally"):
        house.settle()
    assert house.dead_letters() == {"StreamDeadLetters": 1}


def notices_an_answer(house: House) -> None:
    house.door.send("facebook", "acme-facebook", message("m1", FIRE, "777", PAGE))
    house.settle()
    house.door.send("facebook", "acme-facebook", message("m2", "Are you hurt?", PAGE, "777", is_echo=True))
    house.live(2, every=30)
    assert [alert.machine["kind"] for alert in house.people.notifications] == ["new", "over"]


def asks(house: House) -> None:
    """Polls, on the second try."""
    open_to(house, {"mastodon.example": mastodon.Api(now=house.now)})
    with house.faults.on("sqs.SendMessage", room="fetch"):
        house.live(1, every=60)
    house.live(7, every=60)
    assert all(house.mention("mastodon", external_id) for external_id in mastodon.EXPECTS)


def completes_what_was_named(house: House) -> None:
    """A push is checked with the fetched keys; a lookup that could not be queued is retried."""
    google = case("google_business")
    open_to(house, dict.fromkeys(google_business.HOSTS, google_business.Api()) | {"www.googleapis.com": Keys()})
    house.live(1, every=60)
    signed = platforms.load("google_business").sign(google.event, google.secrets(google.old), house.now)
    assert house.door.knock("POST", "/webhooks/google_business/acme-reviews", google.event, signed).status == 200
    with house.faults.on("sqs.SendMessage", room="fetch"):
        house.settle()
    assert house.depths() == {"JobsQueue": 1}
    house.wait(11)
    house.settle()
    assert house.depths() == {}


def looks_again(house: House) -> None:
    """A day later X no longer knows the post."""
    open_to(house, {"api.x.com": x.Api()})
    house.door.send("x", "acme-x", (ROOT / "events" / "x.json").read_bytes())
    house.settle()
    [post] = [item["pk"]["S"] for item in house.items("mention")]
    house.wait(86_400)
    house.live(3, every=60)
    assert [item["pk"]["S"] for item in house.items("gone")] == [post]


def open_to(house: House, apis: Mapping[str, Api]) -> None:
    """Configure what is polled, and let `fetch` and `visit` reach only these."""
    house.configure(ASKED)
    for source, secrets in ASKED_WITH.items():
        house.keep_secrets(source, **secrets)
    connect(house, apis)


def visits(house: House) -> None:
    """A page that a stranger names, on the second try."""
    open_to(house, {"ana.example": Page()})
    body = case("webmention").event
    assert house.door.knock("POST", "/webhooks/webmention/acme-blog", body).status == 202
    with house.faults.on("sqs.SendMessage", room="visit"):
        house.settle()
    house.wait(11)
    house.settle()
    assert [item["pk"]["S"].split("#")[1] for item in house.items("mention")] == ["webmention"]


def follows(house: House) -> None:
    """Feeds, on the second try; one takes more time than is left, and its reading continues on the second try."""
    feeds = rss.Api(house.now)
    feeds.feeds[rss.ATOM] = rss.atom(
        [(f"tag:lamps.example,2026:{place}", f"acme {place}", house.now) for place in "abc"]
    )
    house.configure(CONFIGURATION | {"sources": CONFIGURATION["sources"] | {"acme-news": rss.SOURCE}})
    connect(house, dict.fromkeys(rss.HOSTS, feeds))
    house.rooms["score"].clock = lambda: count(10_000, -3_500)
    with house.faults.on("sqs.SendMessage", room="fetch"):
        house.live(1, every=60)
    with house.faults.on("sqs.SendMessageBatch", room="score"):
        house.live(7, every=60)
    house.wait(11)
    house.settle()
    house.live(2, every=60)
    assert len(house.items("mention")) == 3 + len(rss.SOURCE["ask"]["feed"]) - 1


def is_acted_on(house: House) -> None:
    """From the page behind an alert's link."""
    house.door.send("facebook", "acme-facebook", comment("c1", FIRE))
    house.settle()
    token = house.people.links[0].rsplit("/", 1)[-1]
    assert house.door.follow(token).status == 200
    assert house.door.act(token, act="take").status == 303
    assert [act["what"]["S"] for act in house.items("act")] == ["take"]


def reads_for_money(house: House) -> None:
    house.configure(CONFIGURATION | {"comprehend": {"usd": "1"}})
    shop(house, post("s1", "Acme Lieferung schon wieder zu spät, schlecht", lang="de"))
    house.settle()
    assert [item["mo"]["S"] for item in house.items("mention")] == [ComprehendScorer.name]


def keeps_a_round_that_could_not_start(house: House) -> None:
    """The part of the schedule: none of our code can test it."""
    letters = house.deployed.arns["SweepDeadLetters"]
    house._schedule.require([("sqs:SendMessage", letters)], "SendMessage")


def keeps_a_round_that_failed(house: House) -> None:
    with house.faults.on("dynamodb.*", room="sweep"):
        assert not house.sweep()
    assert house.dead_letters() == {"SweepDeadLetters": 1}


SCENARIOS: tuple[Callable[[House], None], ...] = (
    keeps_a_round_that_could_not_start,
    keeps_a_round_that_failed,
    quarantines,
    alerts,
    keeps_what_the_stream_gives_up_on,
    keeps_the_books,
    keeps_what_tally_gives_up_on,
    outlasts_an_outage,
    puts_back_what_it_has_no_time_for,
    keeps_a_promise,
    finds_what_the_stream_lost,
    notices_an_answer,
    is_acted_on,
    reads_for_money,
    asks,
    visits,
    follows,
    completes_what_was_named,
    looks_again,
)


@dataclass(frozen=True)
class Grant:
    """One action on one resource, as a role's statement grants it; `resource` by its position there."""

    role: str
    statement: int
    action: str
    resource: int


def grants(house: House) -> Iterator[tuple[Grant, Statement]]:
    """Every grant of the template, each with the statement that it would be alone."""
    for role, statements in house.deployed.roles.items():
        for place, statement in enumerate(statements):
            for action in statement.actions:
                for number, resource in enumerate(statement.resources):
                    yield Grant(role, place, action, number), Statement((action,), (resource,))


@cache
def used_by(scenario: Callable[[House], None]) -> frozenset[Grant]:
    """What the scenario needs, in a test stack where no permission is missing."""
    with open_house(parameters=EVERYTHING) as house:
        scenario(house)
        roles = [room.role for room in house.rooms.values()] + [house._schedule]
        used = {role.name: role.used for role in roles}
        return frozenset(
            grant for grant, alone in grants(house) if any(alone.allows(*need) for need in used[grant.role])
        )


@cache
def granted() -> frozenset[Grant]:
    with open_house(parameters=EVERYTHING) as house:
        return frozenset(grant for grant, _ in grants(house))


def still_works(scenario: Callable[[House], None], without: Pair) -> bool:
    with open_house(without=frozenset({without}), parameters=EVERYTHING) as house:
        try:
            scenario(house)
        except Exception:  # noqa: BLE001 - whatever it is, the scenario did not come to its end
            return False
    return True


def survives(role: str, action: str) -> bool:
    """Whether no scenario needs it. Scenarios that use most of the role come first: they are likeliest to need it."""
    needed = {scenario: {grant.action for grant in used_by(scenario) if grant.role == role} for scenario in SCENARIOS}
    users = sorted(
        (scenario for scenario in SCENARIOS if action in needed[scenario]), key=lambda scenario: -len(needed[scenario])
    )
    return all(still_works(user, (role, action)) for user in users)


ROLES = tuple(plan().of_type("AWS::IAM::Role"))


def test_everything_that_is_allowed_is_used_on_every_resource() -> None:
    used = frozenset().union(*(used_by(scenario) for scenario in SCENARIOS))
    assert used == granted()


@pytest.mark.parametrize("role", ROLES)
def test_nothing_that_is_allowed_can_be_taken_away(role: str) -> None:
    actions = sorted({grant.action for grant in granted() if grant.role == role})
    survivors = [action for action in actions if survives(role, action)]
    print(f"{role}: {len(actions)} actions removed one by one, not missed: {survivors}")
    assert survivors == []
