"""From a stranger's webmention to a notification: the page is visited, and no page leads to private addresses."""

import json
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from goodword.aws.queues import JobQueue
from goodword.connectors.contract import Response
from goodword.jobs import Job
from goodword.polling.visitor import RECEIVES
from goodword.web.guard import Unreachable
from tests.connectors.standin import Reply, StandIn
from tests.house.house import CONFIGURATION, open_house
from tests.house.plan import plan
from tests.web.loopback import sender

SITES = {"platform": "webmention", "brand": "acme", "accounts": ["https://acme.example"]}
CONFIGURED = CONFIGURATION | {"sources": CONFIGURATION["sources"] | {"acme-blog": SITES}}
SOURCE, TARGET = "https://ana.example/post", "https://acme.example/charger"
COMPLAINT = f"""<title>Ana</title><div class="h-entry"><div class="e-content">
My Acme charger is broken and support does not answer. <a href="{TARGET}">This one</a>.</div></div>"""
PAIR = f"{SOURCE} {TARGET}"


class Web:
    """The page, as it is at the moment."""

    def __init__(self):
        self.reply = Reply(COMPLAINT, headers={"Content-Type": "text/html"})

    def answer(self, asked):
        """Our own site redirects anybody who asks it to."""
        if asked.host == "acme.example":
            return Reply(status=302, headers={"Location": SOURCE})
        return self.reply


@pytest.fixture
def web():
    with StandIn(Web()) as running:
        yield running


@pytest.fixture
def house(web):
    with open_house(CONFIGURED) as opened:
        room = opened.rooms["visit"].module
        ports = dict.fromkeys(("ana.example", "acme.example"), web.port)
        sending = sender(ports, max_bytes=room.MAX_BYTES, seconds=room.SECONDS)
        room.visitor = replace(room.visitor, sender=sending)
        yield opened


def announce(house, source=SOURCE, target=TARGET):
    body = urlencode({"source": source, "target": target}).encode()
    answer = house.door.knock("POST", "/webhooks/webmention/acme-blog", body)
    house.settle()
    return answer.status


def tallied(capsys):
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    return [
        {name: count for name, count in line.items() if name != "service"}
        for line in lines
        if line.get("service") == "visit"
    ]


def test_a_complaint_on_a_blog_notifies(house, web):
    assert announce(house) == 202
    stored = house.mention("webmention", PAIR)
    assert stored.text.startswith("My Acme charger is broken")
    assert (stored.permalink, stored.brand) == (SOURCE, "acme")
    assert [alert.about for alert in house.people.notifications] == [PAIR]
    assert house.depths() == {}
    [asked] = web.asked
    assert not {"authorization", "cookie"} & set(asked.headers)


def test_what_is_no_webmention_is_refused_at_the_door(house, web):
    for source, target in ((SOURCE, "https://other.example/"), (TARGET, TARGET), ("", TARGET), (SOURCE, "")):
        assert announce(house, source, target) == 400
    assert web.asked == []


def test_a_page_that_ours_redirects_to_is_not_ours(house, web):
    announce(house, "https://acme.example/out?to=ana")
    stored = house.mention("webmention", f"https://acme.example/out?to=ana {TARGET}")
    assert not stored.from_self
    assert len(house.people.notifications) == 1
    assert [asked.host for asked in web.asked] == ["acme.example", "ana.example"]


@pytest.mark.parametrize(
    "reply", [Reply(status=410), Reply(status=404), Reply("no link", headers={"Content-Type": "text/html"})]
)
def test_a_page_that_is_gone_is_forgotten(house, web, reply):
    announce(house)
    web.api.reply = reply
    house.wait(300)
    announce(house)
    assert house.mention("webmention", PAIR) is None
    assert house.item("webmention", PAIR)["type"]["S"] == "gone"
    assert COMPLAINT not in json.dumps(house.items())


def test_a_page_that_changes_is_changed(house, web):
    announce(house)
    web.api.reply = Reply(COMPLAINT.replace("is broken", "caught fire"), headers={"Content-Type": "text/html"})
    house.wait(300)
    announce(house)
    assert "caught fire" in house.mention("webmention", PAIR).text


@pytest.mark.parametrize(
    "source",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[fd00:ec2::254]/",
        "http://2130706433/",
        "http://ana.example:8080/",
        "http://ana:pw@ana.example/",
    ],
)
def test_nobody_is_led_indoors(house, web, source, capsys):
    assert announce(house, source) == 202
    assert web.asked == []
    assert tallied(capsys) == [{"forbidden": 1}]
    assert house.depths() == {}
    assert house.items() == []


def test_nor_by_a_redirect(house, web, capsys):
    web.health.how = "redirected"
    announce(house)
    assert tallied(capsys) == [{"forbidden": 1}]
    assert house.depths() == {}


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [(Reply(status=403), "refused"), (Reply(status=401), "refused"), (Reply(b"x" * 700_001), "too big")],
)
def test_a_page_that_is_not_shown_is_dropped(house, web, reply, outcome, capsys):
    web.api.reply = reply
    announce(house)
    assert tallied(capsys) == [{outcome: 1}]
    assert house.depths() == {}


def test_a_page_that_is_not_there_yet_is_tried_again(house, web):
    web.health.how, web.health.times = "down", 3
    announce(house)
    assert house.mention("webmention", PAIR) is None
    house.live(5)
    assert house.mention("webmention", PAIR) is not None
    assert len(web.asked) == 4


def test_a_page_that_never_comes_is_given_up(house, web, capsys):
    web.health.how = "down"
    announce(house)
    house.live(90, every=60)
    assert {"unreachable": 1} in tallied(capsys)
    assert len(web.asked) == 11
    assert house.depths() == {}


def test_fifty_announcements_of_one_page_are_two_visits_and_the_last_word_counts(house, web):
    for second in range(50):
        announce(house)
        house.wait(1)
        if second == 40:
            web.api.reply = Reply(COMPLAINT.replace("is broken", "caught fire"), headers={"Content-Type": "text/html"})
    assert len(web.asked) == 1
    house.live(20)
    assert len(web.asked) == 2
    assert "caught fire" in house.mention("webmention", PAIR).text
    assert house.depths() == {}


def test_a_visit_that_waits_comes_when_the_last_one_is_five_minutes_ago(house, web):
    announce(house)
    house.wait(60)
    announce(house)
    house.live(3.5)
    assert len(web.asked) == 1
    house.live(1)
    assert len(web.asked) == 2


def test_one_that_stands_for_others_comes_again_until_the_page_is_there(house, web):
    web.health.how, web.health.times = "down", 3
    announce(house)
    for _ in range(10):
        house.wait(1)
        announce(house)
    house.live(30)
    assert house.mention("webmention", PAIR) is not None
    assert len(web.asked) <= 6
    assert house.depths() == {}


class SlowWeb:
    """A host that never answers in time, and one that answers."""

    def __init__(self, house, slow):
        self._house, self._slow, self.hosts = house, slow, []

    def send(self, request):
        host = request.url.split("/")[2]
        self.hosts.append(host)
        if host == self._slow:
            self._house.wait(10)
            raise Unreachable("it does not answer in time")
        return Response(200, {"content-type": "text/html"}, COMPLAINT.encode(), request.url)


def flood(house, pages):
    """Put visits to these pages on the visits queue, as `score` does."""
    asked = [{"what": "source", "source": page, "target": TARGET} for page in pages]
    jobs = [
        Job(kind="visit", platform="webmention", source="acme-blog", what="source", asked=question)
        for question in asked
    ]
    assert JobQueue(house.deployed.names["VisitsQueue"]).put_all(jobs) == {}


def test_slow_pages_of_one_host_let_an_honest_one_through(house):
    web, room = SlowWeb(house, "slow.example"), house.rooms["visit"].module
    room.visitor = replace(room.visitor, sender=web)
    flood(house, [f"https://slow.example/{number}" for number in range(50)])
    flood(house, [SOURCE])
    house.settle()
    assert house.mention("webmention", PAIR) is not None
    assert web.hosts == ["slow.example", "ana.example"]


def test_one_that_never_gets_its_turn_is_given_up_before_it_is_a_dead_letter(house, capsys):
    room = house.rooms["visit"].module
    room.visitor = replace(room.visitor, sender=SlowWeb(house, "slow.example"))
    flood(house, [f"https://slow.example/{number}" for number in range(3)])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("goodword.polling.page_visits.LEASE", timedelta(days=1))
        patched.setattr(room.visitor.visits, "end", lambda _: None)  # each run ends at its page
        house.live(420, every=600)
    assert {"crowded out": 1} in tallied(capsys)
    assert house.depths() == {}
    queue = plan().of_type("AWS::SQS::Queue")["VisitsQueue"]
    assert queue["RedrivePolicy"]["maxReceiveCount"] > RECEIVES
