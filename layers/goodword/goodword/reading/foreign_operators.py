"""Query operators of other tools. We would search for them as plain words and never find them."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple
from unicodedata import normalize

from goodword.reading.query_parser import MAX_DISTANCE, straightened

type Advice = Callable[[re.Match[str]], str]

_SHOWN = 20  # characters of the query that a message quotes
_BEGIN, _END = r"(?<![^\s(])", r"(?=[\s)]|$)"
_DISTANCE = 3  # words, if the query gives no number


class Foreign(NamedTuple):
    """The operator, its position in characters from 0, and what to write instead."""

    written: str
    at: int
    advice: str

    def __str__(self) -> str:
        shown = self.written if len(self.written) <= _SHOWN else f"{self.written[:_SHOWN]}..."
        return f"{shown} at character {self.at + 1} means nothing here: {self.advice}"


def foreign_operator(query: str) -> Foreign | None:
    """The first operator of another tool outside quotes, or None."""
    text = straightened(query)
    bare = _ADDRESS.sub(_veiled, _PHRASE.sub(_veiled_phrase, text))
    found = min(_found(text, bare), key=lambda hit: hit[:2], default=None)
    return found and found[2]


def _found(text: str, bare: str) -> Iterator[tuple[int, int, Foreign]]:
    """By position; at one position the more specific one first."""
    for order, (pattern, advice) in enumerate(_PATTERNS):
        if match := pattern.search(bare):
            written = text[match.start() : match.end()].strip()
            yield (
                match.start(),
                order,
                Foreign(written, match.start(), advice(pattern.match(text, match.start()) or match)),
            )
    if wide := _WIDE.search(text):
        yield wide.start(), -1, Foreign(wide[0], wide.start(), f"write {normalize('NFKC', wide[0])}, not its wide form")
    if starred := _STARRED.search(text):
        yield (
            starred.start(),
            -1,
            Foreign(starred[0], starred.start(), "in quotes a star is a star: write it without quotes"),
        )


_PHRASE = re.compile(r'"[^"]*"')
_WORD = r"([^\s()\"]+|\"[^\"]*\"|\()"
_NUMBER = r"[0-9]+(?=[\s)]|$)"
_STARRED = re.compile(r'"[^"*]*\w{3}\*"')
_ADDRESS = re.compile(rf"{_BEGIN}(?:https?://|www\.)[^\s()\"]+", re.IGNORECASE)
_WIDE = re.compile("[（）＂＊！：｜＆～＋－，；]")


def _veiled(found: re.Match[str]) -> str:
    return "_" * len(found[0])


def _veiled_phrase(found: re.Match[str]) -> str:
    return f'"{"_" * (len(found[0]) - 2)}"'


def _says(words: str) -> Advice:
    return lambda _: words


def _near(found: re.Match[str]) -> str:
    digits = next((part for part in found.groups() if part), "")
    return f"write NEAR/{min(max(int(digits[:4] or _DISTANCE), 1), MAX_DISTANCE)} between the two"


def _loose_phrase(found: re.Match[str]) -> str:
    words, distance = found[1].split(), min(max(int(found[2][:4] or _DISTANCE), 1), MAX_DISTANCE)
    pairs = [f"{word} NEAR/{distance} {other}" for word, other in pairwise(words)]
    return (
        f"write {' AND '.join(f'({pair})' for pair in pairs) if pairs[1:] else pairs[0] if pairs else 'the word alone'}"
    )


def _excluded(found: re.Match[str]) -> str:
    return f"write NOT {_short(found[1])}{_QUOTE}"


def _demanded(found: re.Match[str]) -> str:
    return f"write {_short(found[1])}, for every word has to be there{_QUOTE}"


def _beginning(found: re.Match[str]) -> str:
    return f"write {found[1]}* for whatever begins so, {found[1]} for the word alone{_QUOTE}"


def _short(word: str) -> str:
    return "before the bracket" if word == "(" else word if len(word) <= _SHOWN else f"{word[:_SHOWN]}..."


def _field(found: re.Match[str]) -> str:
    field = found[1].lower()
    return next((words for names, words in _FIELDS if field in names), f"put it in quotes {_MEANT}")


def _other_word(found: re.Match[str]) -> str:
    return f"write {_WORDS[found[0].upper()]}{_QUOTE}"


_MEANT = "where it is meant as it stands"
_QUOTE = f", or put it in quotes {_MEANT}"
_EITHER = "write OR between words of which one will do, a blank between words that all have to be there"
_WORDS = {
    **dict.fromkeys(("UND", "ET", "PLUS"), "AND"),
    **dict.fromkeys(("ODER", "OU", "XOR", "AND/OR", "OR/AND"), "OR"),
    **dict.fromkeys(
        ("NICHT", "OHNE", "SAUF", "ANDNOT", "BUTNOT", "NOR", "EXCEPT", "EXCLUDE", "EXCLUDING", "MINUS"), "NOT"
    ),
    **dict.fromkeys(("ADJ", "SAME", "WITHIN", "AROUND", "ONEAR"), f"NEAR/{_DISTANCE}"),
}
_FIELDS: tuple[tuple[frozenset[str], str], ...] = tuple(
    (frozenset(names.split()), words)
    for names, words in (
        ("lang language lr langs", "take it out, and write languages: at the brand, such as languages: [en]"),
        (
            "from author user username to by mentions mention retweets_of screen_name account handle sender u",
            "take it out; who speaks stands under roles:, and accounts of the brand under handles:",
        ),
        (
            "site domain url inurl allinurl source sources platform platforms link links host network subreddit",
            "take it out; platforms: at the brand says where it is heard",
        ),
        (
            "title intitle allintitle text intext allintext body content headline subject message post caption",
            "write the words alone: title and text are both read",
        ),
        ("hashtag hashtags tag tags", "write the hashtag with its #, as in #acme"),
        (
            "is has filter since until before after date type filetype ext place country loc location geocode "
            "min_faves min_retweets min_replies followers followers_count conversation_id list context entity "
            "sentiment engagement reach rating score cache related info within_time verified",
            "take it out",
        ),
    )
)
_KNOWN = "|".join(sorted(name for names, _ in _FIELDS for name in names))
_FUNCTIONS = (
    "allcaps|hcaps|nocaps|caps|atleast[0-9]*|atl[0-9]*|headline|hlead|title|intitle|allintitle|allintext|inurl|allinurl"
    "|phrase|exact|fuzzy|proximity|count|freq|minfreq|contains|match|all|any"
)

_PATTERNS: tuple[tuple[re.Pattern[str], Advice], ...] = (
    (re.compile(r"&(?:[A-Za-z]{2,8}|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});"), _says("write the character itself")),
    (re.compile(r'"([^"]*)"~([0-9]*)'), _loose_phrase),
    (
        re.compile(
            rf"{_BEGIN}(?:(?:W|N|P|PRE|ONEAR|ADJ|WITHIN|PROX|BEFORE|AFTER|NEXT|FOLLOWEDBY|CLOSE|NOTNEAR|AROUND)\s?[/:~]\s?"
            rf"([0-9]+)\w*|NEAR[:~]\s?([0-9]+)\w*|/([0-9]+)\w?{_END}|/[sp]{_END})",
            re.IGNORECASE,
        ),
        _near,
    ),
    (re.compile(rf"{_BEGIN}-?({_KNOWN}):(?=\s*\S)", re.IGNORECASE), _field),
    (re.compile(rf"{_BEGIN}-?([A-Za-z_]{{2,25}}):(?=[^\s/:])"), _field),
    (re.compile(rf"{_BEGIN}(?:NEAR|ADJ|PRE|WITHIN|ONEAR|PROX|AROUND)_?([0-9]+){_END}"), _near),
    (re.compile(rf"{_BEGIN}(?:NEAR|ADJ|PRE|WITHIN|ONEAR|PROX|AROUND)\s*\(\s*([0-9]+)\s*\)", re.IGNORECASE), _near),
    (re.compile(rf"{_BEGIN}(?:{_FUNCTIONS})\(", re.IGNORECASE), _says("write what stands in its brackets alone")),
    (
        re.compile(rf"{_BEGIN}(?:{'|'.join(_WORDS)}){_END}|{_BEGIN}(?:and/or|or/and){_END}"),
        _other_word,
    ),
    (
        re.compile(rf"{_BEGIN}[-\u2010-\u2015\u2212]+{_END}"),
        _says("write NOT for what must not be there, or take it out"),
    ),
    (re.compile(rf"{_BEGIN}[-\u2010-\u2015\u2212!¬]+{_WORD}"), _excluded),
    (re.compile(rf"{_BEGIN}\++(?!{_NUMBER}){_WORD}"), _demanded),
    (re.compile(rf"{_BEGIN}\+{_END}"), _says("write AND, or a blank")),
    (re.compile(rf"{_BEGIN}~(?=\S)"), _says("write each word that will do, with OR between them")),
    (re.compile(r"(?<=\S)~[0-9.]*"), _says("words are found as they are written: list others under misspellings:")),
    (re.compile(rf"&&|{_BEGIN}&{_END}"), _says(f"write AND{_QUOTE}")),
    (re.compile(r"\|+"), _says(f"write OR{_QUOTE}")),
    (re.compile(r"(?<![0-9])[,;\u3001\u060c\u061b]|[,;\u3001\u060c\u061b](?![0-9])"), _says(_EITHER)),
    (
        re.compile(rf"{_BEGIN}/[^/\n]+/[gimsux]*{_END}|\\.|\.[*+](?!\w)"),
        _says("no regular expressions are read: write the words, with OR between them"),
    ),
    (re.compile(r"[\[\]{}]"), _says(f"write round brackets{_QUOTE}")),
    (re.compile(r"(?<!\*)\*++(?=\w)"), _says("a star stands at the end of a word, as in charg*")),
    (
        re.compile(rf"(?<=\w)\?(?=\w)|(?<=\w)\?+{_END}|{_BEGIN}\?+"),
        _says(f"write each spelling with OR between them, or charg* for whatever begins so{_QUOTE}"),
    ),
    (re.compile(rf"(?<!\w)([\d_]*+[^\W\d_]\w*+)[!$%]{_END}"), _beginning),
    (
        re.compile(rf"{_BEGIN}%(?=\w)|(?<=[A-Za-z]{{2}})#(?=[A-Za-z])"),
        _says("a star stands at the end of a word, as in charg*"),
    ),
    (re.compile(r"(?<=\S)\^[0-9.]*"), _says("take it out: no word counts more than another")),
    (re.compile(r"(?<!\S)=+(?=\S)|(?<=\w)==?(?=\S)|[<>]=?"), _says(f"take it out{_QUOTE}")),
    (re.compile(r"\.{2,}|…"), _says("take it out; NEAR/3 is for words that stand near each other")),
    (re.compile(rf"(?<=\w):{_END}"), _says(f"take the colon out{_QUOTE}")),
    (
        re.compile(r"(?<!\w)(['‘’‚‛`´])(?=\S)[^'‘’‛`´]{3,60}['‘’`´](?!\w)"),
        _says("write straight double quotes around a phrase"),
    ),
)

__all__ = ["Foreign", "foreign_operator"]
