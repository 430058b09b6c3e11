"""What a reader of the desk sees and does: one action link, one case."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from goodword.alerting.action_links import ActionLink, ActionLinks
from goodword.alerting.actions import Actions
from goodword.alerting.case import Cases
from goodword.alerting.ports import Mentions
from goodword.config.configuration import Configuration
from goodword.desk.case_page import MANY_REACTIONS, CasePage, others
from goodword.errors import BadForm, LinkNotGood
from goodword.id_scope import platform_id
from goodword.mention import ScoredMention


class Reactions(Protocol):
    """Where reactions are counted."""

    def count(self, platform: str, target: str, now: int, allies: Collection[str], most: int) -> int:
        """How many a mention has, as far as `most`."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Shows cases and acts on them, for whoever holds a link."""

    links: ActionLinks
    cases: Cases
    actions: Actions
    mentions: Mentions
    reactions: Reactions

    def look(self, token: str, configuration: Configuration, now: datetime) -> dict[str, Any]:
        """What the page of the case shows. Raises LinkNotGood."""
        link = self._opened(token, configuration, now)
        mention = self.mentions.find(*link.reference.split("#", 1))
        return CasePage(
            link=link,
            case=self.cases.get(link.incident_key),
            mention=mention,
            reactions=self._reactions(mention, configuration, now) if mention else 0,
            actions=self.actions.history(link),
            configuration=configuration,
            now=now,
        ).as_dict()

    def act(self, token: str, form: dict[str, str], configuration: Configuration, now: datetime) -> bool:
        """Whether it was done: not if the case is resolved or another has it.

        Raises LinkNotGood, and BadForm if the page does not offer it.
        """
        link, actions = self._opened(token, configuration, now), self.actions
        match form:
            case {"act": "take"}:
                return actions.take(link, now)
            case {"act": "hand", "to": person} if person in others(link, configuration):
                return actions.hand(link, person, now)
            case {"act": "not-about-us"}:
                return actions.close(link, now)
            case {"act": "mute"}:
                return actions.mute(link, now)
            case {"act": "wrong-sentiment", "label": "negative" | "neutral" | "positive" as label}:
                actions.correct(link, label, now, self.mentions.find(*link.reference.split("#", 1)))
                return True
        raise BadForm("the page offers no such action")

    def _opened(self, token: str, configuration: Configuration, now: datetime) -> ActionLink:
        """The link, if its person is still in goodword.yaml."""
        link = self.links.open(token, now)
        if link is None or link.brand not in configuration.brands or configuration.person(link.person) is None:
            raise LinkNotGood("unknown, expired or revoked")
        return link

    def _reactions(self, mention: ScoredMention, configuration: Configuration, now: datetime) -> int:
        """How many reactions the mention has, by the sources that are trusted about it."""
        target, allies = platform_id(str(mention.external_id)), configuration.allies_of(mention.source)
        return self.reactions.count(mention.platform, target, int(now.timestamp()), allies, MANY_REACTIONS)
