"""What is said to a page without typing it: buttons, forms, and what is shown of things that are sent."""

import pytest

from goodword.platforms.contract import Broken, Wordless
from tests.platforms.hearing import hear, mention

PAGE = "1234567890321"


def message(**event):
    about = {"sender": {"id": 77}, "recipient": {"id": PAGE}, "timestamp": 1_700_000_000_001}
    return {"object": "page", "entry": [{"id": PAGE, "time": 1_700_000_000_500, "messaging": [about | event]}]}


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("I want my money back", {"mid": "m_p", "payload": "REFUND"}),
        ("Where is my order?", {"mid": "m_p", "payload": "Q1", "referral": {"ref": "ad", "source": "ADS"}}),
        ("It burnt my hand", {"payload": "HURT"}),
        ("Get Started", {}),
        ("J’ai une réclamation 😡", {"mid": "m_p", "payload": None}),
        ("Talk to a person", {"mid": "", "payload": {"odd": 1}}),
    ],
)
@pytest.mark.parametrize("standby", [False, True])
def test_a_pressed_button_is_a_message_with_its_words(title, about, standby):
    body = message(postback={"title": title} | about)
    if standby:
        body["entry"][0]["standby"] = body["entry"][0].pop("messaging")
    received = mention("facebook", body)
    assert (received.kind, received.action, received.text, received.author_id) == ("message", "created", title, "77")
    assert received.external_id == (about.get("mid") or "postback:77:1700000000001")
    assert mention("facebook", body) == received, "a repeat is the same message"


def test_a_button_pressed_by_nobody_is_broken():
    [broken] = hear("facebook", message(postback={"title": "Start"}, sender=None))
    assert isinstance(broken, Broken)


FORM = {
    "feedback_screens": [
        {
            "screen_id": 0,
            "questions": {
                "hauydmns8": {
                    "type": "csat",
                    "payload": "1",
                    "follow_up": {"type": "free_form", "payload": "the charger caught fire and burnt my hand"},
                }
            },
        }
    ]
}


def test_an_answered_form_says_what_was_written_into_it():
    received = mention("facebook", message(messaging_feedback=FORM))
    assert (received.kind, received.text) == ("message", "the charger caught fire and burnt my hand")
    assert (received.rating, received.title) == (1, None)
    assert received.external_id == "messaging_feedback:77:1700000000001"


EASY = {"type": "free_form", "payload": "easy"}


def form(*answers):
    questions = {f"q{place}": answer for place, answer in enumerate(answers)}
    return {"feedback_screens": [{"screen_id": 0, "questions": questions}]}


@pytest.mark.parametrize(
    ("answers", "text", "rating", "title"),
    [
        ([{"type": "nps", "payload": "0"}], None, None, "NPS 0 of 10"),
        ([{"type": "ces", "payload": "7", "follow_up": EASY}], "easy", None, "CES 7 of 7"),
        ([{"type": "csat", "payload": "5"}], None, 5, None),
        ([{"type": "csat ", "payload": 4}], None, 4, None),
        ([{"type": "free_form", "payload": "too hot"}, {"type": "csat", "payload": "2"}], "too hot", 2, None),
        ([{"type": "csat", "payload": "9"}, {"type": "nps", "payload": "-1"}, {"type": "ces"}], None, None, None),
        ([{"type": "nps", "payload": "1" * 400}, None, 7, {"type": [], "payload": {}}], None, None, None),
    ],
)
def test_scores_of_a_form(answers, text, rating, title):
    received = mention("facebook", message(messaging_feedback=form(*answers)))
    assert (received.text, received.rating, received.title) == (text, rating, title)


def test_a_thumb_about_our_answer_says_what_stands_on_it():
    down = mention("facebook", message(response_feedback={"feedback": "Bad response", "mid": "m_9"}))
    up = mention("facebook", message(response_feedback={"feedback": "Good response", "mid": "m_9"}))
    assert (down.kind, down.text, down.parent_id) == ("message", "Bad response", "m_9")
    assert down.external_id == up.external_id == "response_feedback:77:m_9"


def attached(*attachments, **more):
    return message(message={"mid": "m_1", "attachments": list(attachments)} | more)


PRODUCT = {"retailer_id": "r", "image_url": "https://c.example/1.jpg", "title": "Acme lamp", "subtitle": "20 W"}
CARD = {"type": "fallback", "title": "Acme recalls", "url": "https://n.example/acme-recall", "payload": None}
OURS = {"template_type": "button", "text": "All well?", "buttons": [{"title": "Yes"}]}
REEL = {"reel_video_id": 1, "title": "my charger burns", "url": "https://c.example/"}
PLACE = {"coordinates": {"lat": 1.5, "long": 2.5}}


@pytest.mark.parametrize(
    ("attachment", "words"),
    [
        (CARD, "Acme recalls"),
        ({"type": "template", "payload": {"product": {"elements": [PRODUCT]}}}, "Acme lamp\n20 W"),
        ({"type": "ig_reel", "payload": REEL}, "my charger burns"),
        ({"type": "ig_post", "payload": {"ig_post_media_id": "1", "title": "look @acme"}}, "look @acme"),
        ({"type": "reel", "payload": {"title": "smoke!", "url": "https://c.example/"}}, "smoke!"),
        ({"type": "location", "title": "Ana's place", "payload": PLACE}, "Ana's place"),
        ({"type": "hologram", "payload": {"text": "words of a newer kind"}}, "words of a newer kind"),
        ({"type": "template", "payload": OURS}, "All well?"),
    ],
)
def test_what_is_sent_without_a_text_says_what_it_shows(attachment, words):
    assert mention("facebook", attached(attachment)).text == words
    assert mention("facebook", attached(attachment, is_echo=True)).text == words


def test_beside_a_text_what_a_link_shows_is_for_brands_alone():
    received = mention("facebook", attached(CARD, text="is this true?"))
    assert (received.text, received.links) == ("is this true?", ("https://n.example/acme-recall", "Acme recalls"))
    gone = mention("facebook", attached(CARD, text="is this true?", is_deleted=True))
    assert (gone.text, gone.links) == (None, ())


def test_the_advert_that_a_message_answers_is_for_brands_alone():
    referral = {"ref": "x", "source": "ADS", "ads_context_data": {"ad_title": "The Acme charger", "post_id": "1"}}
    received = mention("facebook", message(message={"mid": "m_1", "text": "how much?", "referral": referral}))
    assert (received.text, received.links) == ("how much?", ("The Acme charger",))


@pytest.mark.parametrize("kind", ["image", "video", "audio", "file", "sticker", "like_heart", "story_mention", "share"])
def test_what_needs_no_words_is_not_counted(kind):
    [received] = hear("facebook", attached({"type": kind, "payload": {"url": "https://c.example/"}}))
    assert received.text is None


def test_what_we_send_without_words_is_not_counted():
    [received] = hear("facebook", message(message={"mid": "m_1", "is_echo": True}))
    assert received.from_self


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (attached({"type": "hologram"}), "hologram"),
        (attached({"type": "image"}, {"type": "hologram"}), "hologram"),
        (attached({"type": "unsupported_type"}), "unsupported_type"),
        (attached({"type": "template", "payload": {"template_type": "of_tomorrow"}}), "template"),
        (attached({"type": "My mother"}), "of an unreadable name"),
        (message(message={"mid": "m_1"}), "unnamed"),
        (message(message={"mid": "m_1", "commands": [{"name": "flights"}]}), "commands"),
    ],
)
def test_a_new_kind_without_words_is_counted(body, kind):
    received, counted = hear("facebook", body)
    assert (received.external_id, counted) == ("m_1", Wordless(kind))
