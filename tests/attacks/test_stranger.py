"""A stranger: knows the webhook addresses, has no secret, and may announce pages."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest

from tests.attacks.conftest import HTML, Web
from tests.attacks.victim import FACEBOOK, reached_ana, speak
from tests.connectors.standin import Reply
from tests.flow.posts import comment
from tests.house.faults import Crash
from tests.house.house import House

AT_ONCE = timedelta(seconds=30)
LINK = '<a href="https://acme.example/kettle">acme</a>'
PAGES = {
    "14,000 bases": "<base href=a/>" * 14_000 + LINK,
    "links of 600 MB when joined": f"<base href='/{'a' * 60_000}'>" + "<a href=b></a>" * 10_000 + LINK,
    "deep": "<div>" * 100_000 + LINK,
    "a tag without an end": "<a href='" + "x" * 600_000,
    "many attributes": "<a " + " ".join(f"a{number}=b" for number in range(50_000)) + ">" + LINK,
    "many entries": '<div class="h-entry">' * 20_000 + LINK,
}


def announce(house: House, source: str) -> int:
    body = urlencode({"source": source, "target": "https://acme.example/kettle"}).encode()
    return house.door.knock("POST", "/webhooks/webmention/acme-blog", body).status


@pytest.mark.parametrize("page", PAGES)
def test_a_page_made_to_hold_up_whoever_reads_it(house: House, web: Web, page: str) -> None:
    web.pages["evil.example"] = Reply(PAGES[page][:700_000], headers=HTML)
    for number in range(2):
        assert announce(house, f"https://evil.example/{number}") == 202
    speak(house)
    house.settle()
    reached_ana(house, within=AT_ONCE)
    house.live(1)
    assert house.dead_letters() == {}


def test_a_page_that_ends_every_run_which_reads_it(house: House, web: Web) -> None:
    web.pages["evil.example"] = Reply("<p>kill</p>" + LINK, headers=HTML)
    announce(house, "https://evil.example/1")
    with house.faults.on("sqs.SendMessageBatch", Crash(), room="score", match=lambda params: "kill" in str(params)):
        for name in ("VisitsMapping", "PagesMapping"):
            house.corridors[name].step()
        speak(house)
        house.live(3)
        reached_ana(house, within=AT_ONCE)


def test_announcements_without_end_of_one_slow_host(house: House, web: Web) -> None:
    web.pages["slow.example"] = Reply("", 503, HTML)
    web.pages["ana.example"] = Reply(f"The acme kettle burnt my hand. {LINK}", headers=HTML)
    for number in range(40):
        announce(house, f"https://slow.example/{number % 7}")
    announce(house, "https://ana.example/post")
    speak(house)
    house.live(2)
    reached_ana(house, within=AT_ONCE)
    assert house.mention("webmention", "https://ana.example/post https://acme.example/kettle")


def test_forged_and_garbled_deliveries(house: House) -> None:
    forged = comment("c-real", None, verb="remove")
    for body in (forged, b"", b"\x00" * 1000, b"[" * 100_000, forged[:50]):
        for headers in ({}, {"x-hub-signature-256": "sha256=" + "0" * 64}, {"x-hub-signature-256": "sha1=00"}):
            answer = house.door.knock("POST", "/webhooks/facebook/acme-facebook", body, headers)
            assert answer.status in (400, 401, 403)
    speak(house)
    captured = house.door.knock("POST", "/webhooks/facebook/acme-facebook", forged, house.door.sign(*FACEBOOK, b"else"))
    assert captured.status in (401, 403)
    house.settle()
    reached_ana(house, within=AT_ONCE)
