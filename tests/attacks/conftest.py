"""A test stack under attack, with a fake web around it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest

from tests.attacks.victim import ATTACKED, prepare
from tests.connectors.standin import Asked, Reply, StandIn
from tests.house.house import House, open_house
from tests.web.loopback import sender

HTML = {"Content-Type": "text/html"}
FEED = {"Content-Type": "application/rss+xml"}
HOSTS = ("evil.example", "slow.example", "ana.example", "news.example")


@dataclass
class Web:
    """The page of each host at the moment, and how often it was requested."""

    pages: dict[str, Reply] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def answer(self, asked: Asked) -> Reply:
        """The host's one page; 404 if it has none."""
        self.asked.append(asked)
        return self.pages.get(asked.host, Reply("", 404, HTML))


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
def house(web: Web) -> Iterator[House]:
    with StandIn(web) as running, open_house(ATTACKED) as opened:
        prepare(opened)
        ports = dict.fromkeys(HOSTS, running.port)
        visit = opened.rooms["visit"].module
        sending = sender(ports, max_bytes=visit.MAX_BYTES, seconds=visit.SECONDS)
        visit.visitor = replace(visit.visitor, sender=sending)
        asker = opened.rooms["fetch"].module.poller
        asker._world = replace(asker._world, sender=sender(ports))
        yield opened
