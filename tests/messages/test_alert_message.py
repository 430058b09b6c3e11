"""The Message for SNS, and its machine form."""

import json
from dataclasses import replace

import pytest

from goodword.messages import Rendered, message, render
from goodword.messages.bundle import NAMED
from goodword.messages.message import MAX_BYTES
from tests.messages.scenarios import AWS_LINK, LINK, SCENARIOS, alert, mention


def test_machines_read_the_same_words_and_what_it_is_about() -> None:
    rendered = render(alert())
    assert rendered.machine == {
        "subject": rendered.subject,
        "email": rendered.email,
        "sms": rendered.sms,
        "to": ["ana:mail", "ana:sms"],
        "person": "ana",
        "kind": "new",
        "link": None,
        "case": "7K2",
        "priority": "P1",
        "mention": {"platform": "x", "external_id": "1990000000000000001"},
    }


@pytest.mark.parametrize(
    ("scenario", "about"),
    [
        ("bundle", ("bundle", "bundle", None, None)),
        ("taken", ("taken", "P1", "7K2", None)),
        ("over_not_about_us", ("over", "P1", "7K2", LINK)),
        ("still_nobody", ("step", "P1", "7K2", AWS_LINK)),
    ],
)
def test_machines_learn_the_kind_and_the_link(scenario: str, about: tuple[str | None, ...]) -> None:
    machine = json.loads(json.loads(message(render(SCENARIOS[scenario])))["sqs"])
    assert tuple(machine[name] for name in ("kind", "priority", "case", "link")) == about
    assert machine["person"] == "ana"
    assert (machine["mention"] is None) == (scenario != "still_nobody")


def test_nobody_with_a_number_no_sms() -> None:
    rendered = render(alert(to=("ana:mail",)))
    assert rendered.sms is None
    assert json.loads(message(rendered)).keys() == {"default", "email", "sqs"}


def test_the_longest_text_stays_far_below_the_limit_of_sns() -> None:
    rendered = render(alert(text="👨‍👩‍👧🔥" * 5_000, title="🔥" * 5_000))
    assert len(message(rendered).encode()) < 64 * 1024


def test_a_message_that_sns_would_refuse_is_not_built() -> None:
    with pytest.raises(ValueError, match="larger than SNS accepts"):
        message(Rendered("s", "e" * 131_072, None, {"to": ["ana:mail"], "email": "e"}))


@pytest.mark.parametrize("character", ["x", "é", "\\", '"', "\u202e", "火", "🔥", "\ud800"])
def test_a_bundle_that_names_as_many_as_it_may_fits_into_what_sns_takes(character: str) -> None:
    link = "https://x.com/" + "a" * 286
    longest = mention(text=character * 5_000, author_handle="x" * 300, author_name=character * 300, permalink=link)
    bundle = replace(SCENARIOS["bundle_that_names"], named=(longest,) * NAMED, total=10**6, left=10**6)
    rendered = render(bundle)
    assert rendered.email.count(link) == NAMED
    assert len(message(rendered).encode()) < MAX_BYTES
