"""One job, with and without failures: what is passed on, what is stored, when it is polled again."""

import itertools
import random
from datetime import timedelta

import pytest
from botocore.exceptions import ClientError

from goodword.connectors.contract import Request, Response
from goodword.errors import ConfigurationError
from goodword.jobs import Job, RetryLater
from goodword.platforms.contract import Secrets
from goodword.polling.scheduler import LEASE
from goodword.web.guard import Forbidden, Unreachable
from goodword.web.sender import TooBig
from tests.polling.small_world import EVERY, NOW, SmallWorld, configuration, install, page

ACME = configuration()
LOOKUP = Job(kind="lookup", platform="toy", source="acme-toy", what="one", asked={"what": "one", "id": "7"})
UNSURE = Job(kind="lookup", platform="toy", source="acme-toy", what="one", asked={"what": "one", "id": "7"}, sure=False)


def outcomes(world, configured=ACME):
    return [done.outcome for done in world.round(configured)]


def test_what_is_asked_is_passed_on_and_remembered(world):
    assert outcomes(world) == ["asked"]
    assert [delivery.asked for delivery in world.passed_on] == [
        {"what": "search", "from": at, "status": "200"} for at in ("0", "3", "6")
    ]
    assert {(delivery.platform, delivery.source, delivery.received_at) for delivery in world.passed_on} == {
        ("toy", "acme-toy", NOW)
    }
    state = world.state()
    assert (state.cursor, state.failure_kind, state.leased_until) == ({"next": 9}, None, None)
    assert NOW < state.due <= NOW + EVERY


def test_what_strangers_answer_lies_apart(monkeypatch):
    install(monkeypatch, STRANGERS=True)
    world = SmallWorld()
    assert outcomes(world) == ["asked"]
    assert [page.asked["from"] for page in world.pages] == ["0", "3", "6"]
    assert world.passed_on == []


def test_the_next_time_goes_on_from_there(world):
    world.round(ACME)
    assert outcomes(world) == []
    world.until_due()
    assert outcomes(world) == ["asked"]
    assert [request.params["from"] for request in world.sent] == ["0", "3", "6", "9", "12", "15"]


def test_an_answer_that_breaks_off_is_asked_for_again_and_not_passed_on(world):
    world.answers = [page(), Response(200, {}, b'{"items": [1, 2')]
    assert outcomes(world) == ["unreadable"]
    assert len(world.passed_on) == 1
    assert (world.state().cursor, world.state().failure_kind) == ({"next": 3}, "unreadable")


def test_an_answer_that_is_not_taken_by_the_queue_is_asked_for_again(world, monkeypatch):
    monkeypatch.setattr(world, "put", lambda _: (_ for _ in ()).throw(ClientError({}, "SendMessage")))
    [job] = world.hand_out.go(ACME, world.now)
    with pytest.raises(ClientError):
        world.asker.do(job, ACME)
    assert world.state().cursor == {}


def test_what_has_not_changed_is_not_passed_on(monkeypatch):
    def unchanged(ask):
        yield Request(url="https://toy.example/", asked={"what": "search"}, also=frozenset({304}))
        return {"etag": "1"}

    toy = install(monkeypatch)
    monkeypatch.setitem(
        toy.FEEDS, "search", type(toy.FEEDS["search"])(steps=unchanged, every=EVERY, takes="", example="")
    )
    world = SmallWorld(answers=[Response(304, {}, b"")])
    assert outcomes(world) == ["asked"]
    assert (world.passed_on, world.state().cursor) == ([], {"etag": "1"})


def test_a_refused_login_is_tried_once_more_with_a_new_one(world):
    world.answers = [page(), page(status=401)]
    world.again = lambda source: Secrets({"token": ("t2", "t1")})
    world.round(ACME)
    assert [request.headers["Authorization"] for request in world.sent] == ["login-t1"] * 2 + ["login-t2"] * 3
    assert [request.params["from"] for request in world.sent] == ["0", "3", "3", "6", "9"]
    assert world.state().failure_kind is None


@pytest.mark.parametrize(("status", "word"), [(401, "token refused"), (403, "forbidden")])
def test_a_login_that_is_refused_twice_is_a_failure_and_reported_once(world, status, word):
    world.answers = [page(status=status)] * 2
    [done] = world.round(ACME)
    assert (done.outcome, done.stopped, len(world.sent)) == (word, True, 2)
    world.until_due()
    world.answers = [page(status=status)] * 2
    assert [(poll.outcome, poll.stopped) for poll in world.round(ACME)] == [(word, False)]
    assert (world.state().fails, world.state().since) == (2, NOW)


@pytest.mark.parametrize("status", [429, 503])
def test_who_asks_us_to_wait_is_left_alone_as_long(world, status):
    world.answers = [page(status=status, retry_after="7200")]
    assert outcomes(world) == ["busy"]
    assert timedelta(hours=2) <= world.state().due - NOW <= timedelta(hours=2, minutes=1)


@pytest.mark.parametrize(
    ("answer", "word", "first", "longest"),
    [
        (page(status=500), "down", EVERY, 6),
        (page(status=503), "down", EVERY, 6),
        (page(status=429), "busy", EVERY, 6),
        (Unreachable("no"), "down", EVERY, 6),
        (page(status=404), "refused", timedelta(hours=1), 24),
        (page(status=302), "refused", timedelta(hours=1), 24),
        (Forbidden("no"), "refused", timedelta(hours=1), 24),
        (TooBig("no"), "too big", timedelta(hours=1), 24),
    ],
    ids=str,
)
def test_what_fails_again_and_again_is_asked_less_and_less(world, answer, word, first, longest):
    waits = []
    for _ in range(9):
        world.answers = [answer]
        assert outcomes(world) == [word]
        waits.append(world.state().due - world.now)
        world.until_due()
    assert first <= waits[0] <= first + timedelta(minutes=1)
    assert all(later >= sooner for sooner, later in itertools.pairwise(waits))
    assert timedelta(hours=longest) <= waits[-1] <= timedelta(hours=longest, minutes=1)
    assert outcomes(world) == ["asked"]
    assert (world.state().fails, world.state().failure_kind, world.state().since) == (0, None, None)


def test_without_a_token_nothing_is_sent(world):
    world.stored = {}
    [done] = world.round(ACME)
    assert (done.outcome, done.stopped, world.sent) == ("no token", True, [])
    world.stored = {"token": ("t1",)}
    world.wait(hours=1, minutes=1)
    assert outcomes(world) == ["asked"]


def test_secrets_that_cannot_be_read_are_no_secrets(world, monkeypatch):
    def unreadable(_):
        raise ConfigurationError("no JSON")

    monkeypatch.setattr(world, "of", unreadable)
    assert outcomes(world) == ["no token"]


def test_a_bug_in_an_adapter_costs_its_own_source_an_hour(world, monkeypatch):
    def broken(ask):
        yield Request(url="https://toy.example/", asked={"what": "search"})
        raise KeyError("oops")

    toy = install(monkeypatch)
    monkeypatch.setitem(toy.FEEDS, "search", type(toy.FEEDS["search"])(steps=broken, every=EVERY, takes="", example=""))
    assert outcomes(world) == ["broken"]
    assert world.state().due >= NOW + timedelta(hours=1)
    assert isinstance(world.logged[0][1], KeyError)


@pytest.mark.parametrize("cursor", [{"at": NOW}, 7, {1, 2}])
def test_a_cursor_that_cannot_be_kept_is_a_bug(world, monkeypatch, cursor):
    def odd(ask):
        yield Request(url="https://toy.example/", asked={"what": "search"})
        return cursor

    toy = install(monkeypatch)
    monkeypatch.setitem(toy.FEEDS, "search", type(toy.FEEDS["search"])(steps=odd, every=EVERY, takes="", example=""))
    assert outcomes(world) == ["broken"]


def test_an_answer_that_fits_no_message_is_said(world, monkeypatch):
    noise = random.Random(7).randbytes(1_200_000)
    world.answers = [Response(200, {}, b'{"items": [], "x": "' + noise.hex().encode() + b'"}')]
    assert outcomes(world) == ["too big"]
    assert world.passed_on == []


def test_who_runs_out_of_time_goes_on_from_there_at_once(world):
    answers = iter([True, True, False])
    [job] = world.hand_out.go(ACME, world.now)
    assert world.asker.do(job, ACME, lambda: next(answers)).outcome == "asked"
    state = world.state()
    assert (state.cursor, state.due, state.failure_kind) == ({"next": 6}, NOW, None)


def test_who_has_no_time_for_anything_is_slow(world):
    [job] = world.hand_out.go(ACME, world.now)
    assert world.asker.do(job, ACME, lambda: False).outcome == "slow"
    assert world.state().due >= NOW + EVERY


def test_a_job_that_comes_twice_is_done_once(world):
    [job] = world.hand_out.go(ACME, world.now)
    assert [world.asker.do(job, ACME).outcome for _ in range(2)] == ["asked", "late"]


def test_a_job_whose_lease_is_nearly_over_is_left_to_the_next(world):
    [job] = world.hand_out.go(ACME, world.now)
    world.now += LEASE - timedelta(seconds=20)
    assert world.asker.do(job, ACME).outcome == "late"
    assert world.sent == []


def test_a_job_that_was_lost_comes_again_and_later_each_time(world):
    times = []
    for _ in range(1200):
        times += [world.now] * len(world.hand_out.go(ACME, world.now))
        world.wait(minutes=1)
    gaps = [(later - sooner) // timedelta(minutes=1) for sooner, later in itertools.pairwise(times)]
    assert gaps == [5, 5, 10, 20, 40, 80, 160, 320, 320]
    assert world.state().failure_kind == "lost"


def test_who_was_overtaken_writes_nothing(world):
    [job] = world.hand_out.go(ACME, world.now)
    original = world.send

    def meanwhile(request):
        if len(world.sent) == 1:
            state = world.memory.get(next(iter(world.memory.all())))
            world.memory.put(state, world.now)
        return original(request)

    world.asker._world.sender.send = meanwhile
    assert world.asker.do(job, ACME).outcome == "overtaken"
    assert world.state().cursor == {"next": 3}


def test_what_the_configuration_no_longer_asks_is_dropped(world):
    [job] = world.hand_out.go(ACME, world.now)
    other = configuration(acme_toy={"ask": {"search": ["beta"]}})
    assert world.asker.do(job, other).outcome == "not asked any more"
    assert world.asker.do(job, configuration(acme_x={})).outcome == "not asked any more"
    assert world.sent == []


def test_a_login_is_kept_for_its_source_and_server_only(world):
    both = configuration(
        a={"ask": {"search": ["acme"]}, "server": "https://one.example"},
        b={"ask": {"search": ["acme"]}, "server": "https://one.example"},
    )
    world.round(both)
    moved = configuration(
        a={"ask": {"search": ["acme"]}, "server": "https://two.example"},
        b={"ask": {"search": ["acme"]}, "server": "https://one.example"},
    )
    world.stored = {"token": ("t2",)}
    world.wait(hours=1)
    world.round(moved)
    logins = [request.headers["Authorization"] for request in world.sent]
    assert logins == ["login-t1"] * 6 + ["login-t2"] * 3 + ["login-t1"] * 3


# ---- lookups ---------------------------------------------------------------------------------------------------------


def test_a_lookup_is_passed_on_and_leaves_nothing_behind(world):
    assert world.asker.do(LOOKUP, ACME).outcome == "looked up"
    assert [delivery.asked for delivery in world.passed_on] == [{"what": "one", "id": "7", "status": "200"}]
    assert world.memory.all() == {}


def test_a_lookup_of_what_is_gone_says_so(world):
    world.answers = [page(status=404)]
    assert world.asker.do(LOOKUP, ACME).outcome == "looked up"
    assert world.passed_on[0].asked["status"] == "404"


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (page(status=500), 0),
        (page(status=429, retry_after="120"), 120),
        (page(status=429, retry_after="999999"), 86_400),
        (Unreachable("no"), 0),
        (Response(200, {}, b"{"), 0),
    ],
    ids=str,
)
@pytest.mark.parametrize("job", [LOOKUP, UNSURE], ids=["sure", "not sure"])
def test_a_lookup_that_fails_comes_again(world, job, answer, seconds):
    world.answers = [answer]
    with pytest.raises(RetryLater) as raised:
        world.asker.do(job, ACME)
    assert raised.value.seconds == seconds
    assert world.passed_on == []


def test_what_is_refused_for_good_stays_as_it_was_pushed_and_is_tried_no_more(world):
    """A person who mentions and deletes at once would leave a dead letter each time."""
    world.answers.append(page(status=400))
    done = world.asker.do(LOOKUP, ACME)
    assert (done.outcome, done.stopped) == ("refused", True), "the token may have expired"
    world.answers.append(page(status=400))
    with pytest.raises(RetryLater):
        world.asker.do(UNSURE, ACME)


def test_without_a_token_a_push_that_is_believed_stays_as_it_is_and_any_other_waits(world):
    world.stored = {}
    polls = [world.asker.do(LOOKUP, ACME) for _ in range(3)]
    assert {done.outcome for done in polls} == {"no token"}
    assert [done.stopped for done in polls] == [True, False, False], "once a month, not once a mention"
    with pytest.raises(RetryLater):
        world.asker.do(UNSURE, ACME)


def test_a_lookup_that_only_a_newer_version_knows_waits_for_it(world):
    odd = Job(kind="lookup", platform="toy", source="acme-toy", what="odd")
    with pytest.raises(KeyError):
        world.asker.do(odd, ACME)


def test_so_does_a_job_of_a_kind_that_only_a_newer_version_knows():
    with pytest.raises(ValueError, match="unknown kind"):
        Job.from_message('{"kind": "odd", "platform": "toy"}')
