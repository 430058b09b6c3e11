"""Words are cut as BERT cuts them."""

import pytest
from hypothesis import given

from goodword.sentiment.wordpiece import Pieces
from tests.reading.hostile import HOSTILE

VOCABULARY = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "play",
    "##ing",
    "##ed",
    "un",
    "##play",
    "!",
    "'",
    "@",
    "user",
    "cafe",
    "日",
    "本",
    "5",
]


@pytest.fixture(scope="module")
def pieces(tmp_path_factory):
    file = tmp_path_factory.mktemp("pieces") / "vocabulary.txt"
    file.write_text("\n".join(VOCABULARY) + "\n", encoding="utf-8")
    return Pieces(file)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Playing", ["play", "##ing"]),
        ("unplayed!", ["un", "##play", "##ed", "!"]),
        ("café CAFE", ["cafe", "cafe"]),
        ("@user 5", ["@", "user", "5"]),
        ("日本", ["日", "本"]),
        ("play'ing", ["play", "'", "[UNK]"]),
        ("xyz", ["[UNK]"]),
        ("play" * 30, ["[UNK]"]),
        ("", []),
    ],
)
def test_the_longest_pieces_first(pieces, text, words):
    named = [VOCABULARY[number] for number in pieces.numbers(text, 64)]
    assert named == ["[CLS]", *words, "[SEP]"]


def test_no_more_than_asked_for(pieces):
    assert [VOCABULARY[number] for number in pieces.numbers("play " * 100, 4)] == ["[CLS]", "play", "play", "[SEP]"]


@given(HOSTILE)
def test_any_text_has_numbers(pieces, text):
    assert 2 <= len(pieces.numbers(text, 64)) <= 64
