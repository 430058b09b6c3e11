"""What fits into one part of an SMS."""

import pytest

from goodword.messages.gsm7 import ASCII, BASIC, EXTENSION, GSM7, septets, spell


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("", 0),
        ("plain", 5),
        ("@_$£", 4),
        ("äöüÄÖÜßéèàñÇ", 12),
        ("ΔΦΓΛΩΠΨΣΘΞ", 10),
        ("€", 2),
        ("[link]", 8),
        ("^{}\\[~]|€", 18),
        ("a" * 160, 160),
        ("a" * 161, 161),
        ("a" * 158 + "€", 160),
        ("a" * 159 + "€", 161),
    ],
)
def test_counts_the_extension_table_double(text: str, cost: int) -> None:
    assert septets(text) == cost


@pytest.mark.parametrize("character", ["`", "’", "…", "ç", "\t", "\x1b", "🔥", "α", "—"])
def test_refuses_what_would_turn_the_message_into_ucs2(character: str) -> None:
    with pytest.raises(ValueError, match="GSM-7"):
        septets(f"a{character}")


def test_the_alphabet_has_the_size_of_the_standard() -> None:
    assert len(BASIC) == 127  # 128 positions, one of them the escape
    assert len(EXTENSION) == 9  # without the form feed
    assert not BASIC & EXTENSION


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("“It’s late” – again…", '"It\'s late" - again...'),
        ("Zoë Łukasz çok ğ", "Zoe Lukasz cok g"),
        ("Müller", "Müller"),
        ("Tiếng Việt", "Tieng Viet"),
        ("fire🔥now", "fire now"),
        ("fi\u200bre\u202e", "fire"),
        ("ｆｕｌｌ ｗｉｄｔｈ 𝐛𝐨𝐥𝐝", "full width bold"),
        ("٣ chargers", "3 chargers"),
        ("a`b", "a'b"),
        ("I love 東 so much", "I love ? so much"),
        ("🔥🔥", ""),
        ("two\r\nlines", "two lines"),
    ],
)
def test_spells_with_the_nearest_letters(text: str, spelled: str) -> None:
    assert spell(text, GSM7) == spelled


def test_ascii_is_narrower() -> None:
    assert spell("Müller & Søn £5 €3", ASCII) == "Muller & Son GBP5 EUR3"


@pytest.mark.parametrize(("text", "spelled"), [("abcdж", "abcd?"), ("abcж", None), ("жж", None), ("Привет", None)])
def test_gives_up_above_a_fifth_of_the_letters(text: str, spelled: str | None) -> None:
    assert spell(text, GSM7) == spelled


@pytest.mark.parametrize("character", ["\u33c2", "\ufdfa", "\ufb03"])
def test_a_character_that_becomes_many_makes_no_text_longer(character: str) -> None:
    assert len(spell(character * 1_000, GSM7) or "") <= 1_000
