"""A competitor with many accounts: as many invented dangers as they like, in the same words or in different ones."""

import random
from collections.abc import Callable
from datetime import timedelta

from tests.attacks.victim import EVERYBODY, FACEBOOK, REAL, TOLD, alone, named, reached_ana, speak, spoken_at
from tests.flow.posts import FIRE, by, comment
from tests.house.house import House

AT_ONCE, IN_TIME = timedelta(seconds=30), timedelta(minutes=5)


def flood(house: House, words: Callable[[int], str], minutes: float, a_minute: int = 60) -> None:
    """Each from another account, on another post; the real one arrives in the middle."""
    for number in range(int(minutes * a_minute)):
        house.door.send(
            *FACEBOOK, comment(f"fake-{number}", words(number), post=f"p{number}", **by(f"account-{number}"))
        )
        if number == minutes * a_minute // 2:
            speak(house)
        if number % 5 == 4:
            house.live(5 / a_minute, every=5 * 60 / a_minute)


def test_sixty_accounts_a_minute_with_one_text(house: House) -> None:
    flood(house, lambda _: FIRE, minutes=1)
    house.live(1)
    reached_ana(house, within=AT_ONCE)


def test_sixty_accounts_a_minute_with_words_of_their_own(house: House) -> None:
    flood(house, lambda number: f"acme charger caught fire {number}", minutes=2)
    house.live(6, every=30)
    notifications = named(house)
    assert notifications.keys() == EVERYBODY
    assert max(notification.at for notification in notifications.values()) - spoken_at(house) <= IN_TIME
    assert "suppressed" in notifications["ana:sms"].machine["sms"], "her phone got it too"
    assert house.dead_letters() == {}


def test_in_the_end_it_has_notified_by_itself(house: House) -> None:
    flood(house, lambda number: f"acme charger caught fire {number}", minutes=0.2)
    house.live(8, every=30)
    reached_ana(house, within=timedelta(minutes=8))
    fakes = [f"fake-{number}" for number in range(12)]
    assert all(alone(house, name).keys() == EVERYBODY for name in fakes), "none is suppressed forever"


def test_copies_that_were_changed_a_little(house: House) -> None:
    lot, fillers = random.Random(1), ["really", "again", "today", "omg", "yesterday", "@someone", "#fail", "🔥"]
    flood(house, lambda _: f"{lot.choice(fillers)} {FIRE} {lot.choice(fillers)}", minutes=1)
    house.live(3)
    reached_ana(house, within=IN_TIME)
    assert TOLD not in "".join(alert.machine["email"] for alert in house.people.notifications if alert.about != REAL)
