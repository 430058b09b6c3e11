"""How mentions are read: the names of touchpoints, the roles of authors, and what may cost money."""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field

from goodword.config._section import Key, Section, one_of, text, whole
from goodword.config.rules import Some

# https://docs.aws.amazon.com/comprehend/latest/dg/supported-languages.html
type Spoken = Literal["en", "es", "fr", "de", "it", "pt", "ar", "hi", "ja", "ko", "zh"]
type Pack = Literal["retail", "software", "food", "hospitality", "travel"]


def _word(value: str) -> str:
    return text(value, 2, 64)


def _author(value: str) -> str:
    return text(value, 2, 100)


type Vocabulary = Annotated[tuple[Annotated[str, AfterValidator(_word)], ...], Field(max_length=200)]
type Authors = Annotated[tuple[Annotated[str, AfterValidator(_author)], ...], Field(max_length=1000)]


_SPOKEN = one_of("language of Comprehend's", get_args(Spoken.__value__))


class Touchpoints(Section):
    """Touchpoints: starter packs without some of them, and your own words for these touchpoints or for new ones."""

    packs: Some[Annotated[Pack, one_of("pack", get_args(Pack.__value__))]] = ("retail",)
    words: Mapping[Key, Vocabulary] = Field(default_factory=dict)
    without: Annotated[tuple[Key, ...], Field(max_length=100)] = ()


class Roles(Section):
    """Who an author is, by handle (`"@jo"` anywhere, `"x:@jo"` on one platform) or id; all others are customers."""

    employee: Authors = ()
    brand: Authors = ()
    media: Authors = ()
    partner: Authors = ()


class Comprehend(Section):
    """Amazon Comprehend, used for unsure readings and for these languages, up to `usd` a month."""

    usd: Annotated[int, whole(1, 100_000)]
    languages: Annotated[tuple[Annotated[Spoken, _SPOKEN], ...], Field(max_length=20)] = ()
