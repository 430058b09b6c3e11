"""How our own answer is noted: we posted in a thread or conversation that a case is about."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from goodword.alerting.case import Case, Cases
from goodword.alerting.incident_key import incident_keys, possible_incident_keys, thread_of
from goodword.alerting.ports import Mentions
from goodword.id_scope import kept_apart, platform_id
from goodword.mention import ScoredMention
from goodword.storage.keys import reference_of

_RACES = 5  # attempts while others change the case; after that the stream redelivers the record

type Find = Callable[[str, str], ScoredMention | None]


def note_answer(own: ScoredMention, cases: Cases, mentions: Mentions, allies: Collection[str]) -> int:
    """Keep our last answer with each case that this post answers; returns how many there are.

    `allies` are trusted like the source of our post. It answers only mentions that no other source reported.
    """
    at = own.received_at

    def open_to(case: Case) -> bool:
        reporters = frozenset(mentions.reporters(*case.first.split("#", 1)))
        return bool(reporters) and reporters.issubset(allies)

    answered = dict.fromkeys(_answered(own, cases, mentions, allies))
    return sum(_answer(incident_key, at, cases, open_to) is not None for incident_key in answered)


def note_earlier_answer(
    mention: ScoredMention,
    case: Case,
    cases: Cases,
    keys: Iterable[tuple[str, str]],
    find: Find,
    allies: Collection[str],
) -> Case:
    """The case, answered if we answered before it was opened, as after an outage; `keys`: keys of our own posts.

    `allies` are the sources that are trusted like the one that reported the mention.
    """
    ours = (own for key in keys if (own := find(*key)) and own.source in allies)
    last = max((own.received_at for own in ours if _is_answer(own, mention)), default=None)
    return (_answer(case.incident_key, last, cases) if last else None) or case


def _is_answer(own: ScoredMention, mention: ScoredMention) -> bool:
    named = platform_id(str(mention.external_id)) in (own.parent_id, own.root_id)
    if mention.kind != "message" or named:
        return named
    return thread_of(own) == thread_of(mention) and not _to_one_of_many(own)


def _answered(own: ScoredMention, cases: Cases, mentions: Mentions, allies: Collection[str]) -> Iterator[str]:
    """The keys of the incidents it answers: of the mention it replies to, else of the first one in the thread.

    A message answers everything in its thread, unless it replies to one of several people there.
    """
    ids = [own.parent_id] if own.kind == "message" else [own.parent_id, own.root_id]
    spoken_to = _spoken_to(own, ids, mentions, allies)
    if spoken_to:
        reference = reference_of(own.platform, str(spoken_to.external_id))
        yield from incident_keys(spoken_to)  # and its earlier incidents, if its author edited it
        yield from (
            case.incident_key for case in cases.newest(possible_incident_keys(spoken_to)) if case.first == reference
        )
    alone = spoken_to and (_to_one_of_many(own) or thread_of(spoken_to) != thread_of(own))
    if own.kind == "message" and not alone:
        apart = replace(own, external_id=kept_apart(platform_id(str(own.external_id)), allies))
        yield from (
            case.incident_key for case in cases.newest((*possible_incident_keys(own), *possible_incident_keys(apart)))
        )


def _to_one_of_many(own: ScoredMention) -> bool:
    """Whether it replies to one message of a thread. To a single recipient, our message answers everything."""
    return own.parent_id not in (None, own.root_id) and own.root_id is not None and own.recipient_id is None


def _spoken_to(
    own: ScoredMention, ids: Iterable[str | None], mentions: Mentions, allies: Collection[str]
) -> ScoredMention | None:
    """The first of these that is not our own."""
    found = (mentions.reported_by(own.platform, parent, allies) for parent in dict.fromkeys(filter(None, ids)))
    return next((mention for mention in found if mention and not mention.from_self), None)


def _answer(
    incident_key: str, at: datetime, cases: Cases, open_to: Callable[[Case], bool] = lambda _: True
) -> Case | None:
    """The case, now answered; None when it began later, a later answer is known, or it is not `open_to` this one."""
    for _ in range(_RACES):
        case = cases.get(incident_key)
        if case is None or at < (case.heard_at or case.opened_at) or (case.answered_at and case.answered_at >= at):
            return None
        if not open_to(case):
            return None
        if cases.answer(case, at):
            return cases.get(incident_key)
    raise RuntimeError("the case changed on every attempt to note its answer: the stream redelivers it")
