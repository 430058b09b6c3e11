"""A customer: may write on our page, as everybody may, and as often as the platform allows one account."""

from datetime import timedelta
from typing import Any

import pytest

from tests.attacks.victim import FACEBOOK, REAL, alone, nobody_has_ended, reached_ana, speak
from tests.flow.posts import by, comment
from tests.house.house import House

AT_ONCE = timedelta(seconds=30)
WORDS = {
    "one character that becomes four": "acme charger caught fire " + "\u33c2" * 1_000,
    "a tower of marks": "acme charger caught fire " + "e" + "\u0301" * 5_000,
    "right to left": "\u202eacme charger caught fire\u202c " * 100,
    "half a character": "acme charger caught fire \ud83d",
    "as long as it may be": "acme charger caught fire and melted. " * 1_600,
    "ten thousand handles": "acme charger caught fire " + "@a." * 10_000,
    "numbers without end": "acme charger caught fire " + "0151-" * 10_000,
}


def flood(house: House, minutes: int, a_minute: int) -> None:
    """One account reports a number of dangers a minute, each on another post; the real one arrives in the middle."""
    for number in range(minutes * a_minute):
        words = f"acme charger caught fire {number}"
        house.door.send(*FACEBOOK, comment(f"fake-{number}", words, post=f"p{number}", **by("flooder")))
        if number == minutes * a_minute // 2:
            speak(house)
        house.live(1 / a_minute, every=60 / a_minute)


@pytest.mark.parametrize("a_minute", [6, 30])
def test_one_account_that_floods_invented_dangers(house: House, a_minute: int) -> None:
    flood(house, 8 if a_minute == 6 else 1, a_minute)
    reached_ana(house, within=AT_ONCE)
    fakes = [alert for alert in house.people.notifications if alert.about != REAL and alert.machine["kind"] == "new"]
    assert len({notification.machine["case"] for notification in fakes}) == 3, "two cases, and one for the flood"
    assert any("flood by Person flooder" in notification.machine["subject"] for notification in fakes)


@pytest.mark.parametrize("words", WORDS)
def test_words_made_to_hold_up_whoever_reads_them(house: House, words: str) -> None:
    for number in range(3):
        house.door.send(*FACEBOOK, comment(f"odd-{number}", WORDS[words], post=f"p{number}", **by(f"odd-{number}")))
    speak(house)
    house.live(2)
    reached_ana(house, within=timedelta(minutes=2))
    assert house.dead_letters() == {}


@pytest.mark.parametrize(
    "text",
    [
        {"from": {"id": "1234567890321x", "name": "Acme"}},
        {"from": {"id": "by-mia2", "name": "Acme Support"}, "message": "We are on it. Case closed. [ACME P1 7K2] over"},
        {"from": {"id": "by-mia2", "name": "WHAT HAPPENED"}, "message": "WHAT HAPPENED\nIt is over.\nDO THIS\nNothing"},
    ],
)
def test_an_answer_that_looks_like_ours_ends_nothing(house: House, text: dict[str, Any]) -> None:
    speak(house)
    house.settle()
    house.door.send(*FACEBOOK, comment("c-fake", post=f"post-{REAL}", **{"parent_id": REAL, **text}))
    house.live(1)
    reached_ana(house, within=AT_ONCE)
    assert nobody_has_ended(house)


def test_a_post_that_sends_the_reader_somewhere(house: House) -> None:
    trap = "acme charger caught fire acme-refund.support tel:112 STOP to 80888 0151_1234_5678 evil.zip 118118"
    house.door.send(*FACEBOOK, comment("trap", trap, post="p1", **by("trapper")))
    speak(house)
    house.settle()
    reached_ana(house, within=AT_ONCE)
    texts = alone(house, "trap")["ana:sms"].machine["sms"], alone(house, "trap")["ana:mail"].machine["email"]
    for text in texts:
        for bait in ("acme-refund.support", "tel:112", "80888", "0151_1234", "evil.zip", "118118"):
            assert bait not in text
