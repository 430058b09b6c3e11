"""The whole configuration, frozen, and the normalised JSON that the functions read from the bucket."""

import json
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Annotated, Self

from pydantic import AfterValidator, Field, ValidationError

from goodword.config._section import Key, Section
from goodword.config.brands import Brand
from goodword.config.faults import MAX_FAULTS, written
from goodword.config.reading import Comprehend, Roles, Touchpoints
from goodword.config.references import reference_faults
from goodword.config.rules import MAX_RULES, Mute, Rule
from goodword.config.sources import Cap, Source
from goodword.config.teams import Person, Team
from goodword.errors import ConfigurationError
from goodword.id_scope import OF_THEIR_SOURCE


def _in_order[T](named: Mapping[str, T]) -> Mapping[str, T]:
    return dict(sorted(named.items()))  # so that yaml and JSON try the brands in the same order


type Named[T] = Annotated[Mapping[Key, T], Field(min_length=1), AfterValidator(_in_order)]


class Configuration(Section):
    """Brands, sources and teams by key; rules and mutes in order. Every brand, team and person named here exists.

    `cap` limits what polling all sources may cost in a month; `comprehend` limits Amazon Comprehend.
    """

    brands: Named[Brand]
    sources: Named[Source]
    teams: Named[Team]
    rules: Annotated[tuple[Rule, ...], Field(max_length=MAX_RULES)] = ()
    mutes: Annotated[tuple[Mute, ...], Field(max_length=MAX_RULES)] = ()
    cap: Cap | None = None
    touchpoints: Touchpoints = Touchpoints()
    roles: Roles = Roles()
    comprehend: Comprehend | None = None

    @classmethod
    def from_json(cls, data: bytes) -> Self:
        """Read what this or another version's `to_json` wrote; unknown keys are ignored.

        Raises ConfigurationError that names the places, never the addresses there.
        """
        try:
            tree = json.loads(data)
            configuration = cls.model_validate(tree, extra="ignore")
        except ValidationError as error:
            raise _unusable(written(fault["loc"]) for fault in error.errors()) from None
        except (ValueError, RecursionError):
            raise _unusable(["not JSON"]) from None
        if dangling := [written(fault.path) for fault in reference_faults(tree)]:
            raise _unusable(dangling)
        return configuration

    def to_json(self) -> bytes:
        """The normalised form: UTF-8, sorted keys, no empty keys; equal configurations give equal bytes."""
        data = self.model_dump(mode="json", exclude_none=True, by_alias=True)
        return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def name_of(self, brand: str) -> str:
        """The brand's name in alerts: its name, else its key."""
        return self.brands[brand].name or brand

    def team_of(self, brand: str) -> Team:
        """The team that answers for a brand."""
        return self.teams[self.brands[brand].team]

    def people_of(self, brand: str) -> Mapping[str, Person]:
        """The people of the team that answers for a brand, by key."""
        return self.team_of(brand).people

    def person(self, key: str) -> Person | None:
        """The person of that key, in any team; None when there is none any more."""
        return next((team.people[key] for team in self.teams.values() if key in team.people), None)

    def zone_of(self, brand: str, person: str) -> str:
        """The time zone of a person who is notified about a brand: their own, else the team's."""
        found = self.person(person)
        return found.timezone if found and found.timezone else self.team_of(brand).timezone

    def rule(self, name: str) -> Rule | None:
        """The rule of that name; None when there is none any more."""
        return next((rule for rule in self.rules if rule.name == name), None)

    def accounts_of(self, source: str) -> frozenset[str]:
        """Our own account ids on its platform, from all sources: an author with one of these ids is us."""
        platform = self.sources[source].platform
        return frozenset(
            account for other in self.sources.values() if other.platform == platform for account in other.accounts
        )

    def allies_of(self, source: str) -> frozenset[str]:
        """The sources that may change what this one reported: itself, and every source that shares an account with one.

        Nothing is shared where the sender chooses the ids, nor with a source that no longer exists.
        """
        allies, platform = {source}, self.sources[source].platform if source in self.sources else OF_THEIR_SOURCE
        if platform == OF_THEIR_SOURCE:
            return frozenset(allies)
        others = {name: frozenset(other.accounts) for name, other in self.sources.items() if other.platform == platform}
        accounts, more = frozenset[str](), {source}
        while more:
            allies |= more
            accounts = accounts.union(*(others[name] for name in more))
            more = {name for name, shared in others.items() if name not in allies and shared & accounts}
        return frozenset(allies)


def _unusable(places: Iterable[str]) -> ConfigurationError:
    return ConfigurationError(f"goodword.json is not valid: {', '.join(islice(places, MAX_FAULTS))}")
