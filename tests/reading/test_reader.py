"""Reads a whole mention: brands, sentiment, intents, priority and reasons."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from goodword.mention import Mention, ScoredMention, Sentiment
from goodword.messages.why import by_itself
from goodword.reading.matching import Brands
from goodword.reading.own_words import OwnWords
from goodword.reading.priority import due
from goodword.reading.reader import Reader
from goodword.reading.roles import Roles
from goodword.sentiment.fast import FastScorer
from tests.reading.hostile import HOSTILE

NOON = datetime(2025, 6, 3, 12, tzinfo=UTC)
READER = Reader(Brands.of_terms({"acme": ["acme"], "zeta": ["zeta"]}, {"zeta-facebook": "zeta"}), FastScorer())


def mention(text: str | None, **facts) -> Mention:
    given_facts = {"platform": "x", "source": "acme-x", "external_id": "1", "kind": "post", "action": "created"}
    return Mention(**{**given_facts, "event_at": NOON, "received_at": NOON, "text": text, **facts})


def read(text: str | None, **facts) -> ScoredMention:
    scored = READER.read(mention(text, **facts))
    assert scored is not None
    return scored


def test_a_mention_of_nobody_we_know_is_not_scored():
    assert READER.read(mention("my kettle caught fire")) is None
    assert READER.read(mention(None)) is None


def test_what_was_heard_is_kept_as_it_was():
    received = mention("Acme is late again", lang="en", author_name="Jo", media=("https://m.example/1",))
    scored = READER.read(received).as_dict()
    assert {name: scored[name] for name in received.as_dict()} == received.as_dict()
    assert scored["model"] == READER.scorer.name


def test_it_survives_its_own_json():
    scored = read("Acme is late again, terrible!")
    assert ScoredMention.from_dict(scored.as_dict()) == scored


@pytest.mark.parametrize(
    ("text", "priority", "reason"),
    [
        ("Acme charger caught fire", "P1", 'safety: "caught fire"'),
        ("Acme, I will sue you", "P1", 'legal: "will sue"'),
        ("Acme: late again", "P2", 'complaint: "late again"'),
        ("Acme please help", "P2", 'help: "please help"'),
        ("Acme, do you ship to Canada?", "P3", 'question: "acme, do you ship to canada?"'),
        ("I love Acme", "P3", 'praise: "i love"'),
    ],
)
def test_priority_with_the_deciding_reason_first(text, priority, reason):
    scored = read(text)
    assert scored.priority == priority
    assert scored.reasons[0] == reason


def test_the_rest_is_p4_without_reasons_or_deciding_words():
    scored = read("Acme opens a good shop on Monday", lang="en")
    assert (scored.priority, scored.reasons, scored.intents, scored.sentiment.because) == ("P4", (), (), ())


def test_feeling_is_the_last_reason_and_names_its_words():
    scored = read("Acme charger caught fire, terrible, awful")
    assert scored.reasons[-1].startswith("negative 0.9")
    assert scored.sentiment.because
    assert set(scored.sentiment.because) <= {"terrible", "awful", "fire", "caught"}


def test_our_own_post_never_notifies():
    scored = read("We at Acme know that a charger caught fire. Sorry!", from_self=True)
    assert (scored.priority, scored.reasons) == ("P4", ("own voice",))


@pytest.mark.parametrize(
    ("text", "source", "brands"),
    [
        ("Sorry, we look into it.", "acme-x", [("acme", "own voice"), ("zeta", "own voice")]),
        (None, "acme-x", [("acme", "own voice"), ("zeta", "own voice")]),
        ("Ask zeta!", "acme-x", [("zeta", "zeta"), ("acme", "own voice")]),
        ("Sorry, we look into it.", "zeta-facebook", [("zeta", "source zeta-facebook")]),
    ],
)
def test_our_own_post_may_be_about_any_brand_that_its_source_leaves_open(text, source, brands):
    scored = read(text, source=source, from_self=True)
    assert [(match.brand, match.because) for match in scored.brands] == brands


def test_what_we_have_hidden_ourselves_never_notifies():
    scored = read("Acme charger caught fire", action="hidden")
    assert (scored.priority, scored.reasons) == ("P4", ("hidden by us",))


def test_the_title_is_read_too():
    assert read("see the title", title="Acme charger caught fire").priority == "P1"


def test_the_source_gives_the_brand_when_nobody_names_it():
    assert [match.brand for match in read("late again", source="zeta-facebook").brands] == ["zeta"]


def test_a_rating_needs_no_words():
    assert read(None, source="zeta-facebook", rating=1).priority == "P2"
    assert read(None, source="zeta-facebook", rating=5).priority == "P3"


@pytest.mark.parametrize(("priority", "minutes"), [("P1", 15), ("P2", 60), ("P3", 240), ("P4", 1440)])
def test_when_the_first_answer_is_due(priority, minutes):
    assert due(priority, NOON) == NOON + timedelta(minutes=minutes)


@given(HOSTILE)
def test_any_text_is_read_and_written(text):
    scored = read(text, source="zeta-facebook")
    assert scored.priority in ("P1", "P2", "P3", "P4")
    assert scored.priority == by_itself(scored)
    assert bool(scored.reasons) == bool(scored.intents)
    assert all(len(reason) < 80 for reason in scored.reasons)
    assert ScoredMention.from_dict(scored.as_dict()) == scored


def test_the_language_is_told_whatever_the_platform_says_of_it():
    assert read("Acme, where is my order? It was due on Monday").language == "en"
    assert read("Acme, wo ist mein Paket? Es sollte am Montag kommen").language == "de"


def test_a_language_that_nobody_reads_is_unsure_rather_than_guessed():
    scored = read("Acme は最高です、ありがとう")
    assert (scored.language, scored.sentiment.label) == ("ja", "unsure")


def test_who_speaks_and_how_far_it_carries():
    reader = Reader(Brands.of_terms({"acme": ["acme"]}, {}), FastScorer(), roles=Roles({"employee": ["@jo"]}))
    ours, theirs = (reader.read(mention("I love Acme", author_handle=name, audience=50_000)) for name in ("jo", "kim"))
    assert ours is not None
    assert theirs is not None
    assert (ours.role, ours.priority, ours.influence) == ("employee", "P4", 0)
    assert (theirs.role, theirs.priority) == ("customer", "P3")
    assert (theirs.influence or 0) > 30


def test_reposts_of_a_text_share_a_group():
    text = "Acme has lost my parcel for the third time this month and nobody answers"
    assert read(text).copies == read(f"RT @kim: {text} https://x.com/a").copies is not None


def test_each_brand_is_read_for_itself():
    scored = read("I hate Zeta, it is the worst. I love Acme, it is great!", source="zeta-facebook")
    assert [(match.brand, match.label) for match in scored.brands] == [("zeta", None), ("acme", "positive")]
    assert scored.sentiment.label == "negative"


def test_a_brands_own_words_and_its_name_say_nothing_of_how_it_sounds():
    def feeling(own):
        brands = Brands.of_terms({"game": ["war zone"]}, {})
        found = Reader(brands, FastScorer(), own_words=OwnWords({"game": own})).read(mention("War Zone is sick"))
        assert found is not None
        return found.sentiment.probabilities

    plain, taught = feeling({}), feeling({"positive": ["sick"]})
    assert taught["positive"] > 3 * plain["positive"]
    assert feeling({"neutral": ["sick"]})["negative"] < plain["negative"]


def test_what_the_author_quotes_is_not_what_they_say():
    scored = read("I disagree, Acme was great for me! RT @kim: the worst, awful, terrible, horrible service")
    assert scored.sentiment.label == "positive"


def test_another_opinion_changes_what_follows_from_it():
    scored = read("Acme opens a shop on Monday", lang="en")
    again = READER.again(scored, Sentiment("negative", {"negative": 0.97, "neutral": 0.02, "positive": 0.01}), "paid-1")
    assert (again.sentiment.label, again.model, again.priority) == ("negative", "paid-1", "P2")
    assert again.intents == ("complaint",)
