"""From one delivery to its mentions: parsed, read, judged by the rules, and passed on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from goodword import connectors
from goodword.alerting.rules import judge
from goodword.errors import Unreadable
from goodword.id_scope import AlliesOf
from goodword.jobs import Job
from goodword.mention import Mention, ScoredMention
from goodword.platforms.contract import Broken, Delivery, Ignored, Lookup, ParsedItem, Wordless
from goodword.reading.reader import Reader
from goodword.scoring.counts import Counts
from goodword.scoring.portions import Portion
from goodword.scoring.ports import Outputs
from goodword.scoring.reading import Reading
from goodword.scoring.second_opinion import Paid, SecondOpinion

ASK_AGAIN_MS = 7500  # four to pass on, three for an answer that does not come
MANY = 50  # mentions in one delivery, above which the fast tier reads them: a thousand have to be read in five seconds
MANY_BROKEN = 100  # in one delivery, above which it is kept once as a whole, and not each of them


class Loaded(Protocol):
    """The configuration in force, as readers."""

    def current(self) -> Reading:
        """The one in force."""

    def again(self) -> Reading:
        """The one that is stored now."""


@dataclass(slots=True)
class Found:
    """What one delivery holds, sorted by where it goes."""

    mentions: list[ScoredMention] = field(default_factory=list)
    lookups: list[Lookup] = field(default_factory=list)
    reactions: list[Mention] = field(default_factory=list)


class Pipeline:
    """Reads deliveries; `paid` is asked for a second opinion, where somebody pays for one."""

    def __init__(self, loaded: Loaded, outputs: Outputs, paid: Paid | None = None) -> None:
        self._loaded, self._outputs = loaded, outputs
        self._second_opinion = SecondOpinion(paid) if paid else None

    def take(
        self,
        message: str,
        put_back: Callable[[str], None],
        counts: Counts,
        time_left: Callable[[], bool],
        left_ms: Callable[[], int],
    ) -> None:
        """Read one delivery and pass on what is in it. Raises what keeps it from being passed on.

        What there is no time for is given to `put_back`, last: a delivery that fails comes again whole, and must not
        leave parts behind.
        """
        delivery = Delivery.from_message(message)
        reading = self._loaded.current()
        if delivery.source not in reading.accounts:  # intake may know a new source up to a minute before we do
            reading = self._loaded.again()
        try:
            items = list(connectors.hear(delivery, reading.accounts.get(delivery.source, frozenset())))
        except Unreadable as fault:
            self._outputs.quarantine.keep_delivery(delivery, str(fault))
            counts.outcomes["quarantined"] += 1
            return
        items = self._without_many_broken(delivery, items, counts)
        portion = Portion(items, delivery.part, time_left)
        reader = reading.fast if len(items) > MANY else reading.standard
        found = self._sorted(delivery, portion, counts, reading, reader)
        self._pass_on(self._second_opinions(found.mentions, reading, counts, left_ms), reading.allies_of)
        self._send_lookups(delivery, found.lookups, counts)
        self._count_reactions(found.reactions, reading.allies_of, counts)
        for part in portion.back(message):
            put_back(part)
            counts.outcomes["put_back"] += 1

    def _sorted(
        self, delivery: Delivery, portion: Portion[ParsedItem], counts: Counts, reading: Reading, reader: Reader
    ) -> Found:
        found = Found()
        for item in portion:
            match item:
                case Broken(reason, content):
                    self._outputs.quarantine.keep_item(delivery, reason, content)
                    counts.outcomes["quarantined"] += 1
                case Ignored() | Wordless():
                    counts.note(delivery.platform, item)
                case Lookup():
                    found.lookups.append(item)
                case Mention(kind="reaction"):
                    found.reactions.append(item)
                case Mention() if scored := reader.read(item):
                    # By when it was received, not by now: what comes again is judged as it was the first time.
                    found.mentions.append(judge(scored, reading.rules, scored.received_at))
                    counts.outcomes["scored"] += 1
                case Mention():
                    counts.ignore("no brand of ours")
        return found

    def _without_many_broken(self, delivery: Delivery, items: list[ParsedItem], counts: Counts) -> list[ParsedItem]:
        """The items; of a delivery with too many unreadable ones those that can be read, and it is kept as a whole."""
        sound: list[ParsedItem] = [item for item in items if not isinstance(item, Broken)]
        broken = len(items) - len(sound)
        if broken <= MANY_BROKEN:
            return items
        if delivery.part is None:
            self._outputs.quarantine.keep_delivery(delivery, f"{broken} of its {len(items)} items cannot be read")
            counts.outcomes["quarantined"] += 1
        return sound

    def _second_opinions(
        self, read: list[ScoredMention], reading: Reading, counts: Counts, left_ms: Callable[[], int]
    ) -> list[ScoredMention]:
        """Those of which we are unsure as a paid scorer reads them, where that is configured; the rest as they are."""
        if not (read and self._second_opinion):
            return read
        found = self._second_opinion.ask_about(
            read,
            reading.rules.comprehend,
            lambda scored, sentiment, model: judge(
                reading.standard.again(scored, sentiment, model), reading.rules, scored.received_at
            ),
            counts.opinions,
            lambda: left_ms() > ASK_AGAIN_MS,
        )
        counts.outcomes["second_opinions"] += sum(new is not old for new, old in zip(found, read, strict=True))
        return found

    def _pass_on(self, mentions: list[ScoredMention], allies_of: AlliesOf) -> None:
        """Put mentions on their queues, the urgent first. Raises the first error, when all were tried."""
        groups: dict[bool, list[ScoredMention]] = {True: [], False: []}
        for mention in mentions:
            groups[mention.priority == "P1" and mention.notifies].append(mention)
        refused = [
            *self._outputs.urgent.put_all(groups[True], allies_of).values(),
            *self._outputs.scored.put_all(groups[False], allies_of).values(),
        ]
        if refused:
            raise refused[0]

    def _send_lookups(self, delivery: Delivery, lookups: list[Lookup], counts: Counts) -> None:
        """Look up what the delivery left out. An answer never asks again: two platforms could go on for ever."""
        for function, queue in self._outputs.lookups.items():
            sent = [] if delivery.asked is not None else [found for found in lookups if found.function == function]
            for error in queue.put_all([_job(delivery, lookup) for lookup in sent]).values():
                raise error
            counts.outcomes["asked"] += len(sent)

    def _count_reactions(self, reactions: list[Mention], allies_of: AlliesOf, counts: Counts) -> None:
        """Pass reactions on to be counted: those of others, to something that has an id."""
        counted = [reaction for reaction in reactions if reaction.parent_id and not reaction.from_self]
        if counted:
            self._outputs.scored.put_reactions(counted, allies_of)
        counts.outcomes["reactions"] += len(counted)
        for _ in range(len(reactions) - len(counted)):
            counts.ignore("reaction of our own, or to nothing")


def _job(delivery: Delivery, lookup: Lookup) -> Job:
    return Job(
        kind="visit" if lookup.function == "visit" else "lookup",
        platform=delivery.platform,
        source=delivery.source,
        what=lookup.asked["what"],
        asked=lookup.asked,
        sure=lookup.claim is None,
    )
