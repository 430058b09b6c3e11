"""A day that leaves something of every kind in the table, in the queues and in the bucket."""

from copy import deepcopy
from typing import Any

from goodword import platforms
from tests.conftest import ROOT
from tests.connectors.apis import google_business, mastodon, x
from tests.flow.asked import ASKED, ASKED_WITH, Keys, Page, Web, connect
from tests.flow.posts import FIRE, LATE, PAGE, THANKS, by, comment, fire, message, post, shop
from tests.house.house import House
from tests.platforms.cases import case

PARAMETERS = {"PaidReading": "true"}
REACTION = {"kind": "reaction", "author_id": "fan", "parent_id": "s1"}


def configuration() -> dict[str, Any]:
    """With rules, a mute, roles, a rota, paid reading, and sources that are polled."""
    found = deepcopy(dict(ASKED))
    found["rules"] = [
        {"name": "many", "when": {"intents": ["praise"]}, "at_least": {"mentions": "3", "minutes": "30"}},
        {"name": "blog", "when": {"platforms": ["webmention"]}, "ring": "nobody", "runbook": ["Read it", "Thank them"]},
    ]
    found["mutes"] = [{"name": "strike", "when": {"touchpoints": ["delivery"]}, "until": "2026-11-19", "why": "known"}]
    found["comprehend"] = {"usd": "1"}
    found["teams"]["care"]["rota"] = [{"who": ["ana"], "days": ["mon-fri"]}, {"who": ["ben"]}]
    found["teams"]["care"]["escalation"] = {"after": "10", "steps": [["ana"], ["ana", "ben"]]}
    return found


def begin(house: House) -> None:
    """Set the stack up; models replace its polled sources."""
    house.configure(configuration())
    for source, secrets in ASKED_WITH.items():
        house.keep_secrets(source, **secrets)
    out(house)


def out(house: House) -> Web:
    """Where the functions send their requests."""
    google = dict.fromkeys(google_business.HOSTS, google_business.Api()) | {"www.googleapis.com": Keys()}
    rest = {"mastodon.example": mastodon.Api(now=house.now), "api.x.com": x.Api(), "ana.example": Page()}
    return connect(house, google | rest)


def morning(house: House) -> None:
    """Everything happens once."""
    facebook(house, comment("c1", FIRE, **by("c1")), comment("c2", LATE, post="p2", **by("c2")))
    shop(house, *(post(f"s{n}", THANKS) for n in range(3)), post("lorry", "an acme lorry went by"))
    shop(house, post("paid", "Acme Lieferung schon wieder zu spät, schlecht", lang="de"))
    facebook(house, b"not what Facebook documents")
    house.live(2, every=30)
    for n in range(3):
        facebook(house, comment(f"v{n}", LATE, post="p2", **by(f"v{n}")))
    shop(house, REACTION | {"external_id": "r1", "text": "like", "action": "created"})
    facebook(house, comment("c2", "acme order still late, really disappointed", post="p2", verb="edited", **by("c2")))
    house.live(1, every=30)
    actions(house)
    storm(house)
    knocks(house, "first")
    house.live(2, every=30)
    facebook(house, comment("c1", None, verb="remove", **by("c1")))
    facebook(house, message("m1", FIRE, "777", PAGE))
    house.settle()
    facebook(house, message("m2", "Are you hurt?", PAGE, "777", is_echo=True))
    house.live(1, every=30)


def actions(house: House) -> None:
    """What people do behind the links that they got."""
    tokens = [link.rsplit("/", 1)[-1] for link in house.people.links]
    expected: list[dict[str, str]] = [{"act": "take"}, {"act": "wrong-sentiment", "label": "neutral"}]
    expected += [{"act": "hand", "to": "ben"}]
    for form in expected:
        house.door.act(tokens[0], **form)
    house.door.act(tokens[-1], act="mute")
    house.door.act(tokens[1], act="take")


def storm(house: House) -> None:
    """More dangers than the rate limits allow in a minute; one that SNS refuses; one account that floods."""
    with house.faults.on("sns.Publish"):
        facebook(house, comment("unsent", fire("unsent"), post="unsent", **by("unsent")))
        house.settle()
    for n in range(12):
        facebook(house, comment(f"f{n}", fire(f"f{n}"), post=f"f{n}", **by(f"f{n}")))
    for n in range(4):
        facebook(house, comment(f"g{n}", fire(f"again {n}"), post=f"g{n}", **by("flooder")))
    house.settle()


def knocks(house: House, page_name: str) -> None:
    """An announced page, a review that is named only by its id, and a post that is rechecked later."""
    page = case("webmention").event.replace(b"my-new-charger", page_name.encode())
    house.door.knock("POST", "/webhooks/webmention/acme-blog", page)
    google = case("google_business")
    signed = platforms.load("google_business").sign(google.event, google.secrets(google.old), house.now)
    house.door.knock("POST", "/webhooks/google_business/acme-reviews", google.event, signed)
    house.door.send("x", "acme-x", (ROOT / "events" / "x.json").read_bytes())


def noon(house: House) -> None:
    """What is in progress when the new version arrives: something waits in every queue."""
    facebook(house, comment("late", LATE, post="p9", **by("late")), comment("hot", fire("hot"), post="p8", **by("hot")))
    shop(house, post("held", THANKS))
    for _ in range(3):
        house.corridors["DeliveriesMapping"].step()
    knocks(house, "second")
    house.wait(3600)
    with house.faults.on("sns.Publish"):
        house.sweep()
        facebook(house, comment("failed", fire("failed"), post="p7", **by("failed")))
        for _ in range(9):
            house.corridors["DeliveriesMapping"].step()
            house.corridors["UrgentMapping"].step()
        house.stream.step()
    facebook(house, comment("last", LATE, post="p10", **by("last")), comment("hot2", fire("hot2"), post="p11"))
    house.corridors["DeliveriesMapping"].step()
    house.corridors["VisitsMapping"].step()
    knocks(house, "third")
    for _ in range(4):
        house.corridors["DeliveriesMapping"].step()
    house.corridors["TallyMapping"].step()
    house.wait(61)
    house.corridors["TallyMapping"].step()
    facebook(house, comment("new", LATE, post="p12", **by("new")))


def afternoon(house: House) -> None:
    """What the new version makes of it."""
    house.live(15, every=60)
    shop(house, post("new", THANKS))
    house.live(2, every=60)


def facebook(house: House, *bodies: bytes) -> None:
    """Each is a webhook of its own."""
    for body in bodies:
        house.door.send("facebook", "acme-facebook", body)
