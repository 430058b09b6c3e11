"""The page behind an action link: the mention, who has the case, and what the reader can do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goodword.alerting.action_links import ActionLink
from goodword.alerting.actions import Action, is_over
from goodword.alerting.case import Case
from goodword.alerting.corrections import LABELS
from goodword.config.configuration import Configuration
from goodword.mention import ScoredMention
from goodword.messages.quote import LINES, WIDTH, harmless, one_line, web_address
from goodword.messages.words import NOBODY, brand_tag, clock, intent, local, no_text, place
from goodword.reading.priority import due

SHOWN_ACTIONS = 10

MANY_REACTIONS = 10_000
"""Reactions are counted up to this number."""

_MOST_TEXT = LINES * WIDTH  # of a post, as in the mail


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """One reader's view of one case at one moment. `case` is None when it has expired, `mention` when deleted."""

    link: ActionLink
    case: Case | None
    mention: ScoredMention | None
    actions: Sequence[Action]
    configuration: Configuration
    now: datetime
    reactions: int = 0

    def as_dict(self) -> dict[str, Any]:
        """What the template shows, as plain text without HTML."""
        mention, you = self.mention, self.link.person
        return {
            "tag": " ".join(self._tag()),
            "headline": _headline(mention) if mention else "The post was deleted",
            "state": list(self._state()),
            "said": _text(mention) if mention else None,
            "facts": list(self._facts()),
            "permalink": web_address(mention.permalink) if mention else None,
            "is_open": self._is_open,
            "may_take": self._is_open and self._owner is None,
            "others": others(self.link, self.configuration) if self._is_open and self._owner in (None, you) else (),
            "read_as": mention.sentiment.label if mention else None,
            "labels": LABELS if mention else (),  # also the present one, to undo a slip or to confirm
            "history": [self._history_line(act) for act in self.actions[-SHOWN_ACTIONS:]],
            "you": you,
            "until": self._moment(self.link.expires),
        }

    @property
    def _is_open(self) -> bool:
        return self.case is not None and not is_over(self.case, self.link, self.now)

    @property
    def _owner(self) -> str | None:
        return self.case.owner if self.case else None

    def _tag(self) -> Iterator[str]:
        brand = self.link.brand
        yield brand_tag(self.configuration.name_of(brand), brand)
        if self.case:
            yield from (self.case.priority, self.case.tag)

    def _state(self) -> Iterator[str]:
        case = self.case
        if case is None or is_over(case, self.link, self.now):
            yield self._ending()
        elif case.owner and case.owned_at:
            who = "You" if case.owner == self.link.person else case.owner
            yield f"{who} took it at {self._clock(case.owned_at)}."
        elif case.handed_to and case.handed_at:
            to = "you" if case.handed_to == self.link.person else case.handed_to
            yield f"{case.handed_by} handed it to {to} at {self._clock(case.handed_at)}. Nobody has it yet."
        else:
            yield "Nobody has it yet."
        if self._is_open and case and case.muted_until and self.now < case.muted_until:
            yield f"Muted until {self._clock(case.muted_until)}."

    def _ending(self) -> str:
        case = self.case
        if case is None or case.opened_at != self.link.opened or case.over_at is None:
            return "This case is no longer open."
        how = {case.cleared_at: "", case.answered_at: ": answered", case.closed_at: f": {case.closed_why}"}[
            case.over_at
        ]
        return f"This case was resolved at {self._clock(case.over_at)}{how}."

    def _facts(self) -> Iterator[str]:
        mention = self.mention
        if mention is None:
            yield "Goodword no longer stores it."
            return
        if mention.rating is not None:
            yield f"Rating: {mention.rating:g}"
        yield f"{'Posted' if mention.created_at else 'Received'} {self._moment(mention.made_at)}."
        if self.reactions:
            yield _reactions(self.reactions)
        if self._is_open:
            yield f"First answer due {self._moment(due(mention.priority, mention.received_at))}."

    def _history_line(self, act: Action) -> str:
        return f"{self._clock(act.at)} {act.who}: {_DID[act.what].format(act.detail)}"

    def _clock(self, moment: datetime) -> str:
        return clock(moment, self.now, self._zone)

    def _moment(self, moment: datetime) -> str:
        there = local(moment, self._zone)
        return f"{there:%a} {there.day} {there:%b}, {there:%H:%M %Z} ({there.tzinfo})"

    @property
    def _zone(self) -> str:
        return self.configuration.zone_of(self.link.brand, self.link.person)


_DID = {
    "take": "took it",
    "hand": "handed over to {}",
    "not-about-us": "marked as not about us",
    "wrong-sentiment": "marked as {}",
    "mute": "muted for 4 h",
}


def others(link: ActionLink, configuration: Configuration) -> tuple[str, ...]:
    """The people that the reader of this link can hand over to: the rest of the brand's team."""
    return tuple(person for person in configuration.people_of(link.brand) if person != link.person)


def _headline(mention: ScoredMention) -> str:
    handle = f"@{mention.author_handle.removeprefix('@')}" if mention.author_handle else None
    return f"{intent(mention)} on {place(mention)} by {one_line(handle or mention.author_name or NOBODY, 60)}"


def _reactions(number: int) -> str:
    return (
        f"More than {MANY_REACTIONS:,} reactions."
        if number > MANY_REACTIONS
        else f"{number:,} reaction{'s' * (number != 1)}."
    )


def _text(mention: ScoredMention) -> str:
    text = "\n".join(filter(None, (mention.title, mention.text)))
    if not text.strip():
        return f"({no_text(mention)})"
    shown = harmless(text[:_MOST_TEXT])
    return shown if len(text) <= _MOST_TEXT else f"{shown}\n(cut here: the whole text has {len(text):,} characters)"
