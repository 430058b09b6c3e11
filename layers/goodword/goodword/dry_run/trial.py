"""What a changed configuration would have rung for, beside what the present one does."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from goodword.alerting.rules import judge
from goodword.config.configuration import Configuration
from goodword.dry_run.play import Replay, SentNotification
from goodword.id_scope import kept_apart, tells_nothing_new
from goodword.mention import ScoredMention
from goodword.mention_merge import MergedMention, merge
from goodword.storage.keys import reference_of

HIDDEN = "hidden by us"  # how a mention reads of which nothing but its hiding was heard


@dataclass(frozen=True, slots=True)
class Side:
    """One configuration, every ring by it, and the mentions by reference as it judges them."""

    configuration: Configuration
    notifications: Sequence[SentNotification]
    judged: Mapping[str, ScoredMention]

    @property
    def incident_keys(self) -> dict[str, SentNotification]:
        """The first ring of each trouble."""
        first: dict[str, SentNotification] = {}
        for sent in self.notifications:
            if sent.notification.kind == "new":
                first.setdefault(sent.notification.incident_key, sent)
        return first


@dataclass(frozen=True, slots=True)
class Change:
    """What one trouble's first ring was and would be; None where it does not ring."""

    now: SentNotification | None
    new: SentNotification | None

    @property
    def sent(self) -> SentNotification:
        """The ring that there is; of two the new one."""
        return self.new or self.now  # type: ignore[return-value] # one of them is there


@dataclass(frozen=True, slots=True)
class Trial:
    """The same mentions under both configurations."""

    mentions: Sequence[ScoredMention]
    now: Side
    new: Side

    @property
    def days(self) -> float:
        """How long it is from the first mention to the last, in days, at least one."""
        return max(1.0, (self.mentions[-1].received_at - self.mentions[0].received_at) / timedelta(days=1))


def play(mentions: Sequence[ScoredMention], configuration: Configuration, progress: Callable[[datetime], None]) -> Side:
    """Judge the mentions, which come by the time they were heard, and ring for them; `told` hears how far it is."""
    judged = [judge(mention, configuration, mention.received_at) for mention in mentions]
    notifications = Replay(configuration).run(judged, progress)
    return Side(configuration, notifications, {_reference(mention): mention for mention in judged})


def changes(now: Side, new: Side) -> tuple[list[Change], list[Change], list[Change]]:
    """The troubles that newly ring, those that ring no longer, and those that ring somebody else or otherwise."""
    before, after = now.incident_keys, new.incident_keys
    newly = [Change(None, sent) for incident_key, sent in after.items() if incident_key not in before]
    no_longer = [Change(sent, None) for incident_key, sent in before.items() if incident_key not in after]
    both = [Change(before[incident_key], sent) for incident_key, sent in after.items() if incident_key in before]
    return newly, no_longer, [change for change in both if _how(change.now) != _how(change.new)]


def as_heard(
    events: Iterable[ScoredMention], allies_of: Callable[[str], Collection[str]] = frozenset
) -> list[ScoredMention]:
    """Each item once, as it stands after all its events, by the time it was heard; what was deleted is left out.

    An id is whoever's told of it first, as in the table; `allies_of` says who is believed beside a source.
    """
    known, reporters, gone = dict[str, MergedMention](), dict[str, str](), set[str]()
    for event in events:
        received, reference = MergedMention.of(event), _reference(event)
        sources = {event.source, *allies_of(event.source)}
        if reporters.setdefault(reference, event.source) not in sources:
            before = None if reference in gone else known.get(reference)
            if before and tells_nothing_new(before.mention, received.mention):
                continue
            received = received.apart(kept_apart(str(event.external_id), sources))
            reference = _reference(received.mention)
        if event.action == "deleted":
            gone.add(reference)
        else:
            known[reference] = merge(known[reference], received) if reference in known else received
    standing = (memory.mention for reference, memory in known.items() if reference not in gone)
    return sorted(standing, key=lambda mention: mention.received_at)


def unhidden(mentions: Iterable[ScoredMention]) -> Iterator[ScoredMention]:
    """What we hid later rang when it was heard, so it is played as if nobody had hidden it."""
    for mention in mentions:
        seen = mention.action == "hidden" and HIDDEN not in mention.reasons
        yield replace(mention, action="created") if seen else mention


def _how(sent: SentNotification | None) -> tuple[str, frozenset[str]] | None:
    return (sent.notification.priority, frozenset(sent.notification.to)) if sent else None


def _reference(mention: ScoredMention) -> str:
    return reference_of(mention.platform, str(mention.external_id))
