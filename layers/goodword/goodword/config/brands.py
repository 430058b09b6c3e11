"""Brands: what is listened for, and which team answers."""

from typing import Annotated

from pydantic import AfterValidator, Field

from goodword.config._section import Key, Section, text

MAX_TERMS = 200


def _name(value: str) -> str:
    return text(value, 1, 40)


def _term(value: str) -> str:
    term = text(value, 2, 64)
    if not any(character.isalnum() for character in term):
        raise ValueError("needs a letter or a digit in it, or it would match nearly everything")
    return term


class Brand(Section):
    """A name that people talk about: the terms that give it away, and the team that is rung."""

    name: Annotated[str, AfterValidator(_name)] | None = None
    terms: Annotated[tuple[Annotated[str, AfterValidator(_term)], ...], Field(min_length=1, max_length=MAX_TERMS)]
    team: Key
