"""Compares the notifications of a changed configuration with those of the present one."""

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

HIDDEN = "hidden by us"  # the reason on a mention of which we received only that it was hidden


@dataclass(frozen=True, slots=True)
class Side:
    """One configuration, its notifications, and the mentions after its rules, by reference."""

    configuration: Configuration
    notifications: Sequence[SentNotification]
    judged: Mapping[str, ScoredMention]

    @property
    def incident_keys(self) -> dict[str, SentNotification]:
        """The first notification of each incident."""
        first: dict[str, SentNotification] = {}
        for sent in self.notifications:
            if sent.notification.kind == "new":
                first.setdefault(sent.notification.incident_key, sent)
        return first


@dataclass(frozen=True, slots=True)
class Change:
    """An incident's first notification now and with the new configuration; None when there is none."""

    now: SentNotification | None
    new: SentNotification | None

    @property
    def sent(self) -> SentNotification:
        """The new notification, else the present one."""
        return self.new or self.now  # type: ignore[return-value] # one of them is there


@dataclass(frozen=True, slots=True)
class Trial:
    """The same mentions under both configurations."""

    mentions: Sequence[ScoredMention]
    now: Side
    new: Side

    @property
    def days(self) -> float:
        """Days from the first mention to the last, at least 1."""
        return max(1.0, (self.mentions[-1].received_at - self.mentions[0].received_at) / timedelta(days=1))


def play(mentions: Sequence[ScoredMention], configuration: Configuration, progress: Callable[[datetime], None]) -> Side:
    """Apply the rules to mentions sorted by `received_at`, and replay them; `progress` gets the time reached so far."""
    judged = [judge(mention, configuration, mention.received_at) for mention in mentions]
    notifications = Replay(configuration).run(judged, progress)
    return Side(configuration, notifications, {_reference(mention): mention for mention in judged})


def changes(now: Side, new: Side) -> tuple[list[Change], list[Change], list[Change]]:
    """The incidents that now notify, those that no longer do, and those with another priority or other recipients."""
    before, after = now.incident_keys, new.incident_keys
    newly = [Change(None, sent) for incident_key, sent in after.items() if incident_key not in before]
    no_longer = [Change(sent, None) for incident_key, sent in before.items() if incident_key not in after]
    both = [Change(before[incident_key], sent) for incident_key, sent in after.items() if incident_key in before]
    return newly, no_longer, [change for change in both if _how(change.now) != _how(change.new)]


def as_stored(
    events: Iterable[ScoredMention], allies_of: Callable[[str], Collection[str]] = frozenset
) -> list[ScoredMention]:
    """Each mention once, merged from all its events, sorted by `received_at`; deleted mentions are left out.

    As in the table, an id belongs to the source that reported it first, and to those that `allies_of` gives for it.
    """
    known, reporters, gone = dict[str, MergedMention](), dict[str, str](), set[str]()
    for event in events:
        merged, reference = MergedMention.of(event), _reference(event)
        sources = {event.source, *allies_of(event.source)}
        if reporters.setdefault(reference, event.source) not in sources:
            before = None if reference in gone else known.get(reference)
            if before and tells_nothing_new(before.mention, merged.mention):
                continue
            merged = merged.apart(kept_apart(str(event.external_id), sources))
            reference = _reference(merged.mention)
        if event.action == "deleted":
            gone.add(reference)
        else:
            known[reference] = merge(known[reference], merged) if reference in known else merged
    stored = (memory.mention for reference, memory in known.items() if reference not in gone)
    return sorted(stored, key=lambda mention: mention.received_at)


def unhidden(mentions: Iterable[ScoredMention]) -> Iterator[ScoredMention]:
    """Undo hiding: a mention that we hid later did notify when it was received, so it is replayed as not hidden."""
    for mention in mentions:
        hidden = mention.action == "hidden" and HIDDEN not in mention.reasons
        yield replace(mention, action="created") if hidden else mention


def _how(sent: SentNotification | None) -> tuple[str, frozenset[str]] | None:
    return (sent.notification.priority, frozenset(sent.notification.to)) if sent else None


def _reference(mention: ScoredMention) -> str:
    return reference_of(mention.platform, str(mention.external_id))
