"""Five hundred reposts are one incident with a count."""

import random
from datetime import UTC, datetime, timedelta

from goodword.alerting.incident_key import incident_key_of
from goodword.alerting.outbox import Notification
from goodword.alerting.suppressed import Suppression, by_incident, member
from goodword.alerting.triage import Triage
from goodword.config.configuration import Configuration
from goodword.mention import ScoredMention
from goodword.reading.copies import copy_group
from goodword.storage.in_memory_store import InMemoryStore
from goodword.storage.keys import reference_of
from tests.house.house import CONFIGURATION
from tests.reading.copying import PASSING
from tests.sayings import scored

START = datetime(2026, 11, 18, 9, 0, 0, tzinfo=UTC)
POSTS = 500
SAID = (
    "Ordered an Acme kettle on Monday and it came with a crack from lid to spout, the support line hangs up on me,"
    " and the shop says they cannot take back what was bought online. Share this so that others think twice."
)
OTHER = "My Acme toaster burns one side only and the shop sends me from one desk to the next since Tuesday"


def reposts() -> list[str]:
    """Reposts as people write them: with marks, links, tags, a comment at the end, or cut at about 140 characters."""
    chance, found = random.Random(500), [SAID]
    for _ in range(POSTS - 1):
        text = SAID if chance.random() < 0.6 else SAID[: chance.randint(120, 180)].rpartition(" ")[0] + "…"
        text += chance.choice(["", " same here", " wow", " never again, and I mean it"])
        for edit in chance.sample(list(PASSING.values()), chance.randint(1, 3)):
            text = edit(text)
        found.append(text)
    return found


def complaint(name: str, text: str, seconds: float = 0) -> ScoredMention:
    """A post without a thread from the platform."""
    at = START + timedelta(seconds=seconds)
    of = {"external_id": name, "author_id": f"by-{name}", "text": text, "copies": copy_group(text)}
    return scored(**of, priority="P2", intents=("complaint",), event_at=at, received_at=at)


def test_edited_reposts_of_a_complaint_open_one_case_that_counts_them() -> None:
    texts = reposts()
    assert len(set(texts)) > POSTS / 4
    triage, configuration = Triage(InMemoryStore()), Configuration.model_validate(CONFIGURATION)
    posts = [complaint(f"p{place}", text, place / 10) for place, text in enumerate(texts)]
    decided = [triage.decide(post, configuration, post.received_at) for post in posts]
    first, *rest = decided
    assert isinstance(first, Notification)
    assert set(rest) == {Suppression("joined", incident_key_of(posts[0]))}
    triage.keep_suppressed(
        [(post, Suppression("joined", incident_key_of(post))) for post in posts[1:]], posts[-1].received_at
    )
    counted = by_incident(triage.suppressed.since(START), "joined")
    assert {incident_key: set(names) for incident_key, names in counted.items()} == {
        incident_key_of(posts[0]): {member(reference_of("x", f"p{place}")) for place in range(1, POSTS)}
    }
    other = complaint("other", OTHER, 60)
    assert isinstance(triage.decide(other, configuration, other.received_at), Notification)
