"""In channels with many people, each thread is its own incident, and our answer resolves only one case."""

from collections.abc import Callable
from dataclasses import fields, replace
from itertools import count
from typing import Any

import pytest

from goodword.mention import Mention
from tests.alerting.test_follow_ups import MINUTE, NOON, Scene
from tests.platforms.hearing import mention
from tests.sayings import scored

OURS = "90"
FIRST = 1_700_000_000

type Say = Callable[..., Mention]
"""Makes a mention from the author, the message id, and the message that it replies to in the same channel."""


def telegram(kind: str, **more: Any) -> Say:
    def say(who: str, name: int, answers: int | None = None, thread: int | None = None) -> Mention:
        message = {
            "message_id": name,
            "from": {"id": int(who)},
            "chat": {"id": -100 if kind != "private" else 7, "type": kind},
            "date": FIRST + name,
            "text": "my acme charger burnt",
            **({"reply_to_message": {"message_id": answers}} if answers else {}),
            **({"message_thread_id": thread} if thread else {}),
            **more,
        }
        return mention("telegram", {"update_id": name, "message": message}, {OURS})

    return say


def slack(channel: str) -> Say:
    def say(who: str, name: int, answers: int | None = None, thread: int | None = None) -> Mention:
        event = {"type": "message", "channel": channel, "user": who, "ts": f"{FIRST + name}.000100", "text": "acme"}
        begun = thread or answers
        event |= {"thread_ts": f"{FIRST + begun}.000100"} if begun else {}
        return mention("slack", {"type": "event_callback", "team_id": "T", "event": event}, {OURS})

    return say


def discord(**place: str) -> Say:
    def say(who: str, name: int, answers: int | None = None, thread: int | None = None) -> Mention:
        data = {"id": str(name), "content": "acme", "author": {"id": who}, **place}
        data |= {"message_reference": {"type": 0, "message_id": str(answers)}} if answers else {}
        event = {"type": "LOBBY_MESSAGE_CREATE", "timestamp": "2026-11-18T12:00:00", "data": data}
        return mention("discord", {"type": 1, "application_id": "42", "event": event}, {OURS})

    return say


CHANNELS = {
    "telegram group": telegram("group"),
    "telegram supergroup": telegram("supergroup"),
    "slack channel": slack("C1"),
    "discord lobby": discord(lobby_id="5", channel_id="6"),
}
CHATS = {"telegram": telegram("private"), "slack": slack("D1"), "discord": discord(channel_id="6")}


@pytest.fixture
def scene() -> Scene:
    return Scene()


def receive(scene: Scene, mention: Mention, at: float) -> Any:
    """`alert` gets it at that minute, as a P1 unless it is our own post."""
    facts = {field.name: getattr(mention, field.name) for field in fields(mention)}
    moment = NOON + at * MINUTE
    facts |= {"received_at": moment, "event_at": moment, "created_at": moment}
    danger = {} if mention.from_self else {"priority": "P1", "intents": ("safety_or_legal",)}
    return scene.hear(scored(**facts | danger), at)


def over(scene: Scene) -> int:
    return [kind for kind, _ in scene.sent_so_far()].count("over")


@pytest.mark.parametrize("say", CHANNELS.values(), ids=CHANNELS)
def test_two_customers_of_a_channel_are_two_cases_and_our_answer_ends_one(scene: Scene, say: Say) -> None:
    receive(scene, say("1", 11), 0)
    receive(scene, say("2", 12), 1)
    assert scene.sent_so_far() == [("new", 0), ("new", 1)]
    receive(scene, say(OURS, 13), 2)
    scene.until(4)
    assert over(scene) == 0, "a message that replies to nobody answers no case"
    receive(scene, say(OURS, 14, answers=11), 5)
    scene.until(8)
    assert over(scene) == 1
    receive(scene, say(OURS, 15, answers=12), 9)
    scene.until(12)
    assert over(scene) == 2


@pytest.mark.parametrize("say", CHATS.values(), ids=CHATS)
def test_a_chat_with_one_person_is_one_case(scene: Scene, say: Say) -> None:
    receive(scene, say("7", 11), 0)
    receive(scene, say("7", 12), 1)
    assert scene.sent_so_far() == [("new", 0)]
    answer = say(OURS, 13)
    receive(scene, answer if answer.recipient_id else replace(answer, recipient_id="7"), 2)
    scene.until(4)
    assert over(scene) == 1


def test_those_who_join_a_thread_join_its_case_and_an_answer_there_ends_it(scene: Scene) -> None:
    say = slack("C1")
    receive(scene, say("1", 11), 0)
    receive(scene, say("2", 12, thread=11), 1)
    assert scene.sent_so_far() == [("new", 0)]
    receive(scene, say(OURS, 13, thread=11), 2)
    scene.until(4)
    assert over(scene) == 1


def test_each_topic_is_a_thread(scene: Scene) -> None:
    say = telegram("supergroup", is_topic_message=True)
    receive(scene, say("1", 11, thread=2), 0)
    receive(scene, say("2", 12, thread=3), 1)
    receive(scene, say("3", 13, thread=3), 2)
    assert scene.sent_so_far() == [("new", 0), ("new", 1)]
    receive(scene, say(OURS, 14, thread=3, answers=13), 3)
    receive(scene, say(OURS, 15, thread=2), 4)
    scene.until(6)
    assert over(scene) == 2


def test_an_answer_to_a_reply_deep_in_a_group_is_one_to_its_case(scene: Scene) -> None:
    """A plain group gives the message replied to, but not the root of the thread."""
    say = telegram("group")
    receive(scene, say("1", 11), 0)
    receive(scene, say("2", 12, answers=11), 1)
    receive(scene, say("3", 13, answers=12), 2)
    assert scene.sent_so_far() == [("new", 0), ("new", 2)], "the second replies to the first, and joins its case"
    numbers = count(14)
    for answered, ended in ((12, 1), (13, 2)):
        receive(scene, say(OURS, next(numbers), answers=answered), 3 + ended)
        scene.until(5 + ended)
        assert over(scene) == ended


def test_of_two_incidents_in_one_topic_an_answer_to_one_ends_one(scene: Scene) -> None:
    say = telegram("supergroup", is_topic_message=True)
    receive(scene, say("1", 11, thread=2), 0)
    facts = {field.name: getattr(say("2", 12, thread=2), field.name) for field in fields(Mention)}
    moment = {"received_at": NOON + MINUTE, "event_at": NOON + MINUTE}
    scene.hear(scored(**facts | moment, priority="P2", intents=("complaint",)), 1)
    receive(scene, say(OURS, 13, thread=2, answers=12), 2)
    scene.until(4)
    assert over(scene) == 0, "the danger is still unanswered"
    receive(scene, say(OURS, 14, thread=2, answers=11), 5)
    scene.until(8)
    assert over(scene) == 1
