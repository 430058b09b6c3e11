"""A small setup for polling tests: a platform with scripted answers, an in-memory store, a clock to set."""

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from goodword import connectors
from goodword.budget.ledger import Ledger
from goodword.config.configuration import Configuration
from goodword.connectors.contract import Feed, Recheck, Request, Response
from goodword.platforms.contract import Delivery, Secrets
from goodword.platforms.json_fields import load_object
from goodword.polling.cursor_store import CursorStore
from goodword.polling.poller import Poller
from goodword.polling.ports import Ports
from goodword.polling.scheduler import Scheduler
from goodword.storage.in_memory_store import InMemoryStore

NOW = datetime(2026, 11, 20, 9, 0, 5, tzinfo=UTC)
EVERY = timedelta(minutes=15)


def steps(ask):
    """Three pages of three numbers from the cursor on; every page is a checkpoint."""
    token = ask.token("token")
    login = ask.session.setdefault("login", f"login-{token}")
    place = ask.cursor.get("next", 0)
    for _ in range(3):
        answer = yield Request(
            url=f"https://toy.example/{ask.what}",
            params={"from": str(place), "value": ask.value},
            headers={"Authorization": login},
            asked={"what": ask.what, "from": str(place)},
            reads=10,
            count=lambda response: len(load_object(response.body)["items"]),
            checkpoint={"next": place + 3},
        )
        load_object(answer.body)
        place += 3
    return {"next": place}


def look_again(ask):
    """All the ids in one request."""
    answer = yield Request(
        url="https://toy.example/ids",
        asked={"what": "recheck", "ids": ",".join(ask.ids)},
        params={"ids": ",".join(ask.ids)},
    )
    load_object(answer.body)
    return {}


def look_up(ask):
    """One thing by its id."""
    answer = yield Request(
        url="https://toy.example/one",
        headers={"Authorization": ask.token("token")},
        asked={"what": "one", "id": ask.asked["id"]},
        also=frozenset({404}),
    )
    if answer.status != 404:
        load_object(answer.body)
    return {}


TOY = SimpleNamespace(
    TOKENS=("token",),
    FEEDS={"search": Feed(steps=steps, every=EVERY, takes="words", example="acme")},
    LOOKUPS={"one": look_up},
    RECHECK=None,
    KEYS=None,
    USD_PER_READ=0.0,
    STRANGERS=False,
)
RECHECK = Recheck(steps=look_again, batch=2, ages=(1, 7), why="")
KEYS = Request(url="https://toy.example/certs")


def configuration(cap=None, **sources):
    """One toy source `acme-toy` with a search for acme, or the given sources."""
    given = sources or {"acme-toy": {"ask": {"search": ["acme"]}}}
    named = {
        name.replace("_", "-"): {"platform": "toy", "brand": "acme", **settings} for name, settings in given.items()
    }
    people = {"ana": {"mail": "ana@example.com"}}
    whole = {
        "brands": {"acme": {"terms": ["acme"], "team": "care"}},
        "sources": named,
        "teams": {"care": {"timezone": "UTC", "people": people}},
    }
    return Configuration.model_validate(whole | ({"cap": cap} if cap else {}))


@dataclass
class SmallWorld:
    """Everything a poller needs. `answers` come one after the other, each a response or an error; then pages."""

    now: datetime = NOW
    store: InMemoryStore = field(default_factory=InMemoryStore)
    answers: list = field(default_factory=list)
    sent: list = field(default_factory=list)
    passed_on: list = field(default_factory=list)
    pages: list = field(default_factory=list)
    logged: list = field(default_factory=list)
    stored: dict = field(default_factory=lambda: {"token": ("t1",)})
    kept_keys: dict = field(default_factory=dict)
    filed: dict = field(default_factory=dict)
    webhook_base: str = "https://hear.example/webhooks"

    def __post_init__(self):
        self.memory, self.spending = CursorStore(self.store), Ledger(self.store)
        self.hand_out = Scheduler(self.memory)
        self.asker = Poller(
            Ports(
                store=self.store,
                sender=self,
                deliveries=self,
                pages=SimpleNamespace(put=lambda message: self.pages.append(Delivery.from_message(message))),
                tokens=self,
                keys=self,
                filed=self.filed_between,
                webhook_base=self.webhook_base,
                retention_days=30,
                clock=lambda: self.now,
                log=lambda about, error: self.logged.append((about, error)),
            )
        )

    # ---- what the poller sees ----

    def send(self, request):
        self.sent.append(request)
        answer = self.answers.pop(0) if self.answers else page()
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def put(self, message):
        self.passed_on.append(Delivery.from_message(message))

    def of(self, source):
        return Secrets(self.stored)

    def again(self, source):
        return None

    def keep(self, platform, published):
        self.kept_keys[platform] = published

    def filed_between(self, place, after, until):
        assert after <= until
        return (item for item in self.filed.get(place, []) if after <= item[0] <= until)

    # ---- what a test does ----

    def round(self, configured):
        """The jobs that sweep leases, and their outcomes."""
        return [self.asker.do(job, configured) for job in self.hand_out.go(configured, self.now)]

    def state(self, name=None):
        known = self.memory.all()
        return known[name] if name else next(iter(known.values()))

    def wait(self, **time):
        self.now += timedelta(**time)

    def until_due(self):
        self.now = max(self.now, self.state().due) + timedelta(seconds=1)


def page(items=3, status=200, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status, named, json.dumps({"items": list(range(items))}).encode())


def install(monkeypatch, **changes):
    """Make the toy the only platform that can be polled."""
    toy = SimpleNamespace(**{**vars(TOY), **changes})
    monkeypatch.setattr(connectors, "names", lambda: ("toy",))
    monkeypatch.setattr(connectors, "load", lambda name: {"toy": toy}[name])
    return toy


def paid(monkeypatch, usd=0.005):
    return install(monkeypatch, USD_PER_READ=usd)


__all__ = ["EVERY", "KEYS", "NOW", "RECHECK", "SmallWorld", "configuration", "install", "page", "paid", "replace"]
