"""Brands: what Goodword listens for, and which team answers."""

import re
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field

from goodword.config._section import Key, Section, one_of, text
from goodword.config.rules import Some

type BrandKind = Literal["brand", "category", "competitor"]

NAMES = ("terms", "handles", "hashtags", "products", "campaigns", "places", "misspellings")
"""The keys that list a brand's names. A name belongs to one brand only."""

MAX_TERMS = 200
MAX_QUERIES = 50
MAX_QUERY = 1000  # characters


def _name(value: str) -> str:
    return text(value, 1, 40)


def _term(value: str) -> str:
    term = text(value, 2, 64)
    if not any(character.isalnum() for character in term):
        raise ValueError("needs a letter or a digit, or it would match nearly everything")
    return term


def _one_word(value: str) -> str:
    word = _term(value)
    if any(map(str.isspace, word)):
        raise ValueError("contains spaces; a handle or a hashtag is one word")
    return word


def _query(value: str) -> str:
    return text(value, 2, MAX_QUERY)


def _language(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}", value):
        raise ValueError("is not a language code such as en or de (ISO 639-1)")
    return value


type Queries = Annotated[tuple[Annotated[str, AfterValidator(_query)], ...], Field(max_length=MAX_QUERIES)]
type Terms = Annotated[tuple[Annotated[str, AfterValidator(_term)], ...], Field(max_length=MAX_TERMS)]
type Signs = Annotated[tuple[Annotated[str, AfterValidator(_one_word)], ...], Field(max_length=MAX_TERMS)]


class Words(Section):
    """What words mean for this brand, whatever they mean elsewhere: "sick" may be praise, "War Zone" a name."""

    negative: Terms = ()
    neutral: Terms = ()
    positive: Terms = ()


class Brand(Section):
    """A brand that people talk about: how to recognise it, and the team to notify.

    `kind`: our own brand, a category, or a competitor. A mention only of the last two kinds notifies nobody.
    """

    name: Annotated[str, AfterValidator(_name)] | None = None
    kind: Annotated[BrandKind, one_of("kind of brand", get_args(BrandKind.__value__))] = "brand"
    terms: Annotated[Terms, Field(min_length=1)]
    handles: Signs = ()
    hashtags: Signs = ()
    products: Terms = ()
    campaigns: Terms = ()
    places: Terms = ()
    misspellings: Terms = ()
    queries: Queries = ()
    exclude: Queries = ()
    languages: Some[Annotated[str, AfterValidator(_language)]] | None = None
    platforms: Some[str] | None = None
    words: Words = Words()
    team: Key
