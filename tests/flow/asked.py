"""Models of the platforms that fetch polls and of the pages that visit opens, for use in a test stack."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from goodword.connectors.contract import Request, Response
from goodword.web.guard import Unreachable
from tests.connectors.apis import google_business, mastodon, x
from tests.connectors.drive import say
from tests.connectors.standin import Api, Asked, Reply
from tests.house.house import CONFIGURATION, SECRETS, House
from tests.platforms.cases import case

_GOOGLE = case("google_business").secrets(case("google_business").old).values

ASKED: Mapping[str, Any] = CONFIGURATION | {
    "sources": CONFIGURATION["sources"]
    | {
        "acme-fediverse": mastodon.SOURCE,
        "acme-reviews": google_business.SOURCE,
        "acme-blog": {"platform": "webmention", "brand": "acme", "accounts": ["https://acme.example"]},
    }
}
ASKED_WITH: Mapping[str, Mapping[str, list[str]]] = {
    "acme-fediverse": mastodon.SECRETS,
    "acme-reviews": google_business.SECRETS | {name: [_GOOGLE[name][0]] for name in ("audience", "service_account")},
    "acme-x": SECRETS["acme-x"] | x.SECRETS,
}


class Web:
    """Every host that exists; any other cannot be reached."""

    def __init__(self, apis: Mapping[str, Api]) -> None:
        self.apis, self.sent = apis, list[Request]()

    def send(self, request: Request) -> Response:
        """The answer of the model at that host."""
        self.sent.append(request)
        host = urlsplit(request.url).hostname or ""
        if host not in self.apis:
            raise Unreachable(f"{host} has no address")
        return say(request, self.apis[host])


def connect(house: House, apis: Mapping[str, Api]) -> Web:
    """Put the models where `fetch` and `visit` send their requests."""
    web, asker = Web(apis), house.rooms["fetch"].module.poller
    asker._world = replace(asker._world, sender=web)
    visit = house.rooms["visit"].module
    visit.visitor = replace(visit.visitor, sender=web)
    return web


class Keys:
    """Serves Google's public keys: those of the test key."""

    def answer(self, _: Asked) -> Reply:
        """All of them."""
        return Reply(json.loads(_GOOGLE["keys"][0]))


class Page:
    """A page that links to our site."""

    def answer(self, _: Asked) -> Reply:
        """The page."""
        target = "https://acme.example/chargers/a1"
        return Reply(f"<p>My new <a href='{target}'>charger</a></p>", headers={"Content-Type": "text/html"})
