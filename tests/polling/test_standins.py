"""Every polled platform over HTTP, healthy and failing: the poller, the sender, and a model of its API."""

import pkgutil
from datetime import timedelta
from importlib import import_module
from inspect import signature

import pytest

from goodword import connectors
from goodword.config.configuration import Configuration
from goodword.jobs import Job, RetryLater
from goodword.mention import Mention
from goodword.platforms.contract import Secrets
from goodword.polling import user_agent
from tests.connectors import apis
from tests.connectors.drive import NOW
from tests.connectors.standin import StandIn
from tests.polling.small_world import SmallWorld
from tests.web.loopback import sender

NAMES = sorted(module.name for module in pkgutil.iter_modules(apis.__path__) if not module.name.startswith("_"))
SECONDS = 0.5  # what a request may take here
EMPTY = "asked"  # an answer without a body (a subscription's) cannot be truncated
MODELS = [import_module(f"tests.connectors.apis.{name}") for name in NAMES]

every_model = pytest.mark.parametrize("model", MODELS, ids=NAMES)


class Place(SmallWorld):
    """One source of that platform, and its API behind a port."""

    def __init__(self, model):
        super().__init__(now=NOW, stored={name: tuple(live) for name, live in model.SECRETS.items()})
        takes_time = "now" in signature(model.Api).parameters
        self.standin = StandIn(model.Api(now=NOW) if takes_time else model.Api())
        hosts = dict.fromkeys(model.HOSTS, self.standin.port)
        self.http = sender(hosts, seconds=SECONDS, user_agent=user_agent(self.webhook_base))
        self.platform = model.SOURCE["platform"]
        self.configured = Configuration.model_validate(
            {
                "brands": {"acme": {"terms": ["acme"], "team": "care"}},
                "sources": {"acme-there": model.SOURCE},
                "teams": {"care": {"timezone": "UTC", "people": {"ana": {"mail": "ana@example.com"}}}},
            }
        )
        self.lookups = [
            Job(kind="lookup", platform=self.platform, source="acme-there", what=asked["what"], asked=asked)
            for asked in getattr(model, "LOOKUPS", ())
        ]

    def send(self, request):
        self.sent.append(request)
        return self.http.send(request)

    def of(self, source):
        return Secrets(self.stored)

    def polls(self):
        return [job for job in self.hand_out.go(self.configured, self.now) if job.kind == "poll"]

    def do_all(self):
        """Polls everything once; returns the outcomes."""
        return [self.do(poll) for poll in [*self.polls(), *self.lookups]]

    def do(self, job):
        try:
            return self.asker.do(job, self.configured).outcome
        except RetryLater as later:
            return str(later)

    def filed(self, *_):
        return iter(())

    def texts_by_id(self):
        """Text by external id, of everything that a reader makes of the passed-on answers."""
        accounts = self.configured.accounts_of("acme-there")
        found = [item for delivery in [*self.passed_on, *self.pages] for item in connectors.hear(delivery, accounts)]
        return {item.external_id: item.text for item in found if isinstance(item, Mention)}


@pytest.fixture
def place(model):
    opened = Place(model)
    with opened.standin:
        yield opened


@every_model
def test_in_good_health_everything_is_heard(place, model):
    outcomes = place.do_all()
    assert outcomes
    assert set(outcomes) <= {"asked", "looked up"}
    assert model.EXPECTS.items() <= place.texts_by_id().items()
    deliveries = place.pages if connectors.load(place.platform).STRANGERS else place.passed_on
    assert {delivery.asked["status"] for delivery in deliveries} >= {"200"}


@every_model
def test_asked_again_nothing_is_lost_and_nothing_fails(place, model):
    place.do_all()
    place.wait(days=1)
    assert set(place.do_all()) <= {"asked", "looked up"}
    assert model.EXPECTS.keys() <= place.texts_by_id().keys()


@every_model
def test_who_is_busy_is_left_alone_as_long_as_it_says(place, model):
    place.standin.health.how = "busy"
    assert set(place.do_all()) == {"busy"}
    assert place.passed_on == place.pages == []
    for state in place.memory.all().values():
        assert state.leased_until or state.due >= NOW + timedelta(seconds=120)
    place.standin.health.how = None
    place.wait(hours=1)
    place.do_all()
    assert model.EXPECTS.items() <= place.texts_by_id().items()


@every_model
def test_a_login_that_ended_is_made_anew(place, model):
    place.do_all()
    asked = len(place.standin.asked)
    place.standin.health.how, place.standin.health.times = "expired", 1
    place.wait(days=1)
    assert set(place.do_all()) <= {"asked", "looked up"}
    assert len(place.standin.asked) > asked


@every_model
def test_a_token_that_is_no_good_is_a_failure(place, model):
    place.standin.health.how = "expired"
    assert set(place.do_all()) == {"token refused"}
    assert len(place.standin.asked) == 2 * len([*place.memory.all(), *place.lookups]) - 2 * _left(place)
    assert place.passed_on == place.pages == []


def _left(place):
    """Leased jobs that are not polls."""
    return sum(state.leased_until is not None for state in place.memory.all().values())


@every_model
@pytest.mark.parametrize(("how", "words"), [("forbidden", {"forbidden"}), ("down", {"down"})])
def test_a_refusal_is_remembered(place, model, how, words):
    place.standin.health.how = how
    assert set(place.do_all()) == words
    _nothing_came(place)


@every_model
def test_an_answer_that_is_cut_off_is_not_passed_on(place, model):
    place.standin.health.how = "truncated"
    assert set(place.do_all()) - {EMPTY} <= {"down", "unreadable"}
    assert place.passed_on == place.pages == []


@every_model
def test_an_answer_that_drips_is_cut_off_in_time(place, model):
    place.standin.health.how = "slow"
    first = next(outcome for job in [*place.polls(), *place.lookups] if (outcome := place.do(job)) != EMPTY)
    assert first == "down"
    assert place.standin.gave_up == 0, "the API gave up before we did"
    assert place.passed_on == place.pages == []


@every_model
def test_nobody_is_led_inside(place, model):
    place.standin.health.how = "redirected"
    assert set(place.do_all()) == {"refused"}
    _nothing_came(place)
    assert {asked.host for asked in place.standin.asked} <= set(model.HOSTS)


def _nothing_came(place):
    assert place.passed_on == place.pages == []
    assert all(state.cursor == {} for state in place.memory.all().values())
    assert all(about["why"] for about, _ in place.logged)


def test_every_platform_that_is_asked_has_a_model():
    if not NAMES:
        pytest.skip("there are no models yet")
    assert set(NAMES) <= set(connectors.names())
