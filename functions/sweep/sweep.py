"""The rounds, once a minute: what should have rung and did not, promises that were not kept, bundles that are due."""

import os
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from goodword.alerting.pace import recipients
from goodword.aws.bucket import ConfigurationObject
from goodword.aws.feed import Feed
from goodword.aws.held import HeldBatch
from goodword.aws.items import minute_of
from goodword.aws.mention_table import MentionTable
from goodword.aws.outbox import LEASE, LOOK_BACK, Ring
from goodword.aws.tally_line import TallyLine
from goodword.config.configuration import Configuration
from goodword.ringing import Ringing, all_free, dealt_with, undone
from goodword.settings import SweepSettings
from goodword.trouble import trouble_of

GRACE = timedelta(minutes=2)  # what is younger may still be on its way through the stream
GLANCE = timedelta(minutes=15)  # every round
LOOK = timedelta(hours=26)  # once an hour: longer than a stream keeps its records
MOST_AT_ONCE = 200  # rings a round; the next round goes on where this one stopped

settings = SweepSettings.from_env(os.environ)
tally = TallyLine("sweep")
configuration = ConfigurationObject(settings.bucket_name, Configuration.from_json)
mentions, feed, ringing = MentionTable(settings.table_name), Feed(settings.table_name), Ringing(settings.table_name)


def handler(_event: dict[str, Any], _context: object) -> None:
    """One round. It can run late, twice or over itself: every step is a conditional write."""
    now, current = datetime.now(UTC), configuration.current()
    rings, held = ringing.outbox.since(now - LOOK_BACK), ringing.held.since(now - LOOK_BACK)
    tally.write(
        {
            "overdue": _overdue(rings, now),
            "withdrawn": sum(_pass_on(ring, current, now) for ring in rings if ring.state == "withdrawn"),
            "bundled": sum(_bundle(brand, held, current, now) for brand in current.brands),
            "forgotten": _forgotten(rings, held, current, now),
        }
    )


def _overdue(rings: list[Ring], now: datetime) -> int:
    """Promise again, as far as the caps allow, what was not sent within its lease."""
    late = [ring for ring in rings if ring.state in ("claimed", "unsent") and ring.lease_until < now]
    return sum(ringing.promise_again(ring, now) for ring in late[:MOST_AT_ONCE])


def _pass_on(ring: Ring, current: Configuration, now: datetime) -> bool:
    """Close the case of a mention that was deleted before it rang, and ring for the next of those who joined it."""
    ringing.cases.close(ring.trouble, ring.origin)
    for platform, external_id in islice(feed.urgent(ring.brand, ring.made_at - GRACE, now), MOST_AT_ONCE):
        mention = mentions.find(platform, external_id)
        if mention and trouble_of(mention) == ring.trouble:
            ringing.remind(mention, current, now)
            break
    ringing.outbox.settle(ring, "dropped")
    return True


def _bundle(brand: str, held: list[HeldBatch], current: Configuration, now: datetime) -> int:
    """Promise one counted bundle of a brand's mentions that met a full cap in whole minutes not bundled yet."""
    seen = ringing.held.bundled_through(brand)
    over = minute_of(now - LEASE)  # what the alert room held in the last seconds may still be on its way
    waiting = [batch for batch in held if batch.brand == brand and seen < batch.minute < over]
    first, second = (frozenset().union(*(batch.why.get(why, ()) for batch in waiting)) for why in ("P1", "P2"))
    if not first | second:
        return 0
    to = recipients(current.people_of(brand), "P1" if first else "P2")
    through = max(batch.minute for batch in waiting)
    wish = Ring(
        kind="bundle",
        to=to,
        brand=brand,
        count=len(first | second),
        urgent=len(first),
        since=min(batch.minute for batch in waiting if batch.why.keys() - {"joined"}),
        through=through,
        made_at=now,
        promised_at=now,
        lease_until=now + LEASE,
    )
    mark = ringing.held.bundled(brand, seen, through)
    promised = ringing.outbox.promise(wish, lambda recent: all_free(to, recent, "bundle"), wake=True, also=[mark])
    return wish.count if promised else 0


def _forgotten(rings: list[Ring], held: list[HeldBatch], current: Configuration, now: datetime) -> int:
    """Promise a ring for urgent mentions that neither rang nor were held: their stream record was lost."""
    span = LOOK if now.minute == 0 else GLANCE
    known = dealt_with(rings, (batch.members for batch in held))
    heard = (one for brand in current.brands for one in feed.urgent(brand, now - span, now - GRACE))
    forgotten = list(islice(undone(heard, known), MOST_AT_ONCE))
    for platform, external_id in forgotten:
        if mention := mentions.find(platform, external_id):
            ringing.remind(mention, current, now)
    return len(forgotten)
