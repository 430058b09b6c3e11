"""An alert in 160 septets: what it contains, what it leaves out, what it shortens first."""

from datetime import timedelta

import pytest

from goodword.messages.gsm7 import septets
from goodword.messages.quote import private
from goodword.messages.sms import bundle_sms, sms
from goodword.messages.words import no_text
from goodword.platforms.contract import Lookup
from tests.growth import assert_linear, repeated
from tests.messages.scenarios import NOW, SCENARIOS, alert
from tests.platforms.hearing import hear
from tests.platforms.hearing import mention as mention_of


def test_the_first_forty_characters_say_who_what_where_and_how_grave() -> None:
    text = sms(alert(), "Goodword")
    assert text[:40] == 'ACME P1 safety - X @jo_k: "charger caugh'
    assert text.endswith(" due 09:22 7K2")


@pytest.mark.parametrize(
    ("line", "covered"),
    [
        ("see https://evil.example/a?b=c now", "see [link] now"),
        ("see HTTPS://EVIL.EXAMPLE", "see [link]"),
        ("see www.evil.example", "see [link]"),
        ("see evil.com.", "see [link]."),
        ("see bit.ly/3xYz", "see [link]"),
        ("see evil.example/pay", "see [link]"),
        ("mail jo.k+a@acme.co.uk please", "mail [link] please"),
        ("thanks @jo.com and @4915112345678", "thanks @jo.com and @4915112345678"),
        ("@https://evil.example/ @evil.com/pay @jo/@ben", "@[link] @[link] @jo/@ben"),
        ("call 01512345678", "call [number]"),
        ("call +49 151 2345-6789 now", "call [number] now"),
        ("call (030) 123.45.67", "call [number]"),
        ("call +1 (555) 010-9999", "call [number]"),
        ("call5550109999", "call[number]"),
        ("order 1234, 3 of 5, at 12:30", "order 1234, 3 of 5, at 12:30"),
        ("refunds at acme-refund.support", "refunds at [link]"),
        ("get evil.zip or acme.ai!", "get [link] or [link]!"),
        ("evil.zip?pay=1 a.b.MOM", "[link]?pay=1 [link]"),
        ("dial tel:112 or SMS:80888?body=STOP", "dial [link] or [link]"),
        ("text STOP to 80888", "text STOP to [number]"),
        ("call 118118 now", "call [number] now"),
        ("call 0151_1234_5678", "call [number]"),
        ("0151.1234.5678 v1.2.345678", "[number] v[number]"),
        ("version 2.10 costs 12.50", "version 2.10 costs 12.50"),
        ("late.again and e.g. this", "late.again and e.g. this"),
    ],
)
def test_links_and_numbers_are_not_repeated_and_handles_stay(line: str, covered: str) -> None:
    assert private(line) == covered


@pytest.mark.parametrize(
    "piece",
    ["a", "a.", "a-", "1", "1 ", "(1", "+(", "@", "@a", "a@", "a@a", "a@a.", "www.", "tel:", "a://", "._", "-."],
)
def test_covering_takes_no_longer_than_the_line_says(piece: str) -> None:
    assert_linear(private, repeated(piece), 5_000)


@pytest.mark.parametrize(
    ("text", "lang", "quote"),
    [
        ("الشاحن اشتعل في الليل", None, "(text in Arabic)"),
        ("شارژر آتش گرفت", "fa", "(text in Persian)"),
        ("המטען עולה באש", None, "(text in Hebrew)"),
        ("зарядка загорелась", None, "(text in Cyrillic)"),
        ("зарядка загорелась", "ru", "(text in Russian)"),
        ("зарядка загорелась", "ar", "(text in Cyrillic)"),
        ("Ο φορτιστής πήρε φωτιά", None, "(text in Greek)"),
        ("चार्जर में आग लग गई", None, "(text in Hindi)"),
        ("充电器着火了", None, "(text in Chinese)"),
        ("充電器が燃えた", None, "(text in Japanese)"),
        ("충전기에 불이 났어요", None, "(text in Korean)"),
        ("ที่ชาร์จไฟไหม้", None, "(text in Thai)"),
        ("ʘǁǂǃʘǁǂǃ", None, "(text in another script)"),
        ("🔥🔥", None, "(only symbols)"),
        ("  \n ", None, "(no text)"),
        (None, None, "(no text)"),
        ("“Brûlé” — c’est ça…", "fr", "\"'Brulé' - c'est ca...\""),
    ],
)
def test_quotes_what_gsm_can_hold_and_names_the_language_of_the_rest(
    text: str | None, lang: str | None, quote: str
) -> None:
    assert sms(alert(text=text, lang=lang), "Goodword") == f"ACME P1 safety - X @jo_k: {quote} due 09:22 7K2"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"media": ("https://cdn.example/1.jpg",)}, "(no text: an image or video)"),
        ({"rating": 1.0}, "(no text: a rating)"),
        ({"title": "Burnt my table"}, '"Burnt my table"'),
        ({"kind": "message"}, "(no text)"),
    ],
)
def test_says_why_there_is_nothing_to_quote(fields: dict[str, object], text: str) -> None:
    assert f": {text} due " in sms(alert(text=None, **fields), "Goodword")


def test_promises_a_text_only_where_it_is_asked_for() -> None:
    ids = {"media_id": "17887498072083520", "comment_id": "17887498072083521"}
    pushed = {"object": "instagram", "entry": [{"id": "1", "changes": [{"field": "mentions", "value": ids}]}]}
    mention, lookup = hear("instagram", pushed)
    assert isinstance(lookup, Lookup)
    assert no_text(mention) == "text not known yet"
    sticker = {"message": {"message_id": 5, "chat": {"id": 7, "type": "private"}, "sticker": {"emoji": "x"}}}
    assert no_text(mention_of("telegram", sticker)) == "no text"


@pytest.mark.parametrize(
    ("text", "quote"),
    [("a b c d e f g h", '"a b c d e f g h"'), ("a b c d e f g h i", '"a b c d e f g h..."')],
)
def test_quotes_at_most_eight_words(text: str, quote: str) -> None:
    assert f": {quote} due" in sms(alert(text=text), "Goodword")


def test_a_quote_cannot_be_closed_from_inside() -> None:
    text = sms(alert(text='ok" due 23:59 9ZZ'), "Goodword")
    assert text == 'ACME P1 safety - X @jo_k: "ok\' due 23:59 9ZZ" due 09:22 7K2'


def test_shortens_the_quote_before_the_handle() -> None:
    long = "abcdefghij " * 8
    roomy, tight = alert(text=long, author_handle="j" * 30), alert(text=long, author_handle="j" * 32, brand="B" * 30)
    short, shorter = sms(roomy, "Goodword"), sms(tight, "Elevenchars")
    assert f'@{"j" * 30}: "abcdefghij abcdefghij' in short
    assert f'@{"j" * 32}: "abcdefghij abcdefghij' in shorter
    assert 2 < shorter.count("abcdefghij") < short.count("abcdefghij") < 8
    assert septets(f"Elevenchars> {shorter}") <= 160


def test_shortens_the_handle_when_the_quote_is_at_its_least() -> None:
    crowded = alert(
        text="[" * 100,
        author_handle="j" * 32,
        brand="B" * 30,
        platform="standard",
        source="s" * 32,
        delayed_since=NOW - timedelta(minutes=170),
        intents=("complaint",),
        first_answer_due=NOW - timedelta(days=1),
    )
    text = sms(crowded, "Elevenchars")
    assert "@jjjj" in text
    assert "j" * 32 not in text
    assert text.endswith('..." was due Mon 09:08 7K2')
    assert 150 < septets(f"Elevenchars> {text}") <= 160


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("Zoë Müller", "Zoe Müller"),
        ("ليلى", "someone"),
        (None, "someone"),
        ("🔥", "someone"),
        ("Al: due 1", "Al due 1"),
        ("Maria Ж", "someone"),
    ],
)
def test_names_the_person_only_when_the_name_can_be_spelled(name: str | None, who: str) -> None:
    assert f" X {who}: " in sms(alert(author_handle=None, author_name=name), "Goodword")


def test_says_honestly_how_late_it_is() -> None:
    text = sms(alert(delayed_since=NOW - timedelta(minutes=62), first_answer_due=NOW), "Goodword")
    assert text.startswith("Delayed 62 min: ACME P1 safety - X @jo_k")
    assert text.endswith(" was due 09:08 7K2")


def test_a_deadline_on_another_day_names_the_day() -> None:
    assert sms(alert(first_answer_due=NOW + timedelta(days=1)), "Goodword").endswith(" due Wed 09:08 7K2")


def test_a_brand_without_latin_letters_is_called_by_its_key() -> None:
    assert sms(alert(brand="小米"), "Goodword").startswith("ACME P1 ")


def test_a_bundle_counts() -> None:
    assert bundle_sms(SCENARIOS["bundle"], "Goodword") == "ACME: 94 suppressed since 13:40 (4 P1, 90 P2)"
