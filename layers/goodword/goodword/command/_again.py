"""How `goodword redrive` retries undelivered alerts and the quarantine."""

import argparse
import time
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from goodword import connectors
from goodword.alerting.outbox import person_of
from goodword.aws.queues import DeliveryQueue
from goodword.command._progress import progress
from goodword.command.configure import in_force, lines
from goodword.errors import TooLarge, UnknownSource, Unreadable
from goodword.operations.dead_letters import Queue
from goodword.operations.quarantine import NotReplayable, QuarantineObjects
from goodword.operations.stack import DeployedStack
from goodword.operations.undelivered_alerts import NotAnAlert, Topics, UndeliveredAlert, read_late_alert, send
from goodword.platforms.contract import Broken, Delivery

_HIDDEN = 3600  # seconds in which a letter belongs to this run; without this, letters that stay would come back to it
PACE = 20  # seconds between two alerts to one person: nobody gets more than 3 SMS a minute


def quarantine(stack: DeployedStack, args: argparse.Namespace) -> int:
    """Put back on its queue whatever this version's parsers can read; the rest stays in quarantine."""
    quarantine = QuarantineObjects(stack.output("BucketName"))
    deliveries, pages = (DeliveryQueue(stack.resource(f"{name}Queue")) for name in ("Deliveries", "Pages"))
    keys, accounts, now = list(quarantine.keys()), _accounts(stack), datetime.now(UTC)
    print(f"quarantine: {len(keys)} objects.")
    tell, taken, left = progress("quarantine", len(keys)), 0, Counter[str]()
    for done, key in enumerate(keys, 1):
        if taken == args.limit:
            break
        tell(done)
        kept = quarantine.read(key)
        try:
            delivery = kept.delivery(now)
            message = _readable(delivery, accounts)
        except NotReplayable as reason:
            left[str(reason)] += 1
            continue
        if not args.dry_run:
            (pages if connectors.is_of_a_stranger(delivery) else deliveries).put(message)
            quarantine.remove(kept)
        taken += 1
    return _report(taken, left, dry_run=args.dry_run)


def alerts(stack: DeployedStack, args: argparse.Namespace) -> int:
    """Send each undelivered alert again, slowly, and only to the person whom it did not reach.

    Undelivered alarms go to the operator's topic again. A letter with nothing to send stays.
    """
    letters = Queue(stack.resource("AlertDeadLetters"))
    before = letters.depth()
    most = before.waiting if args.limit is None else min(before.waiting, args.limit)
    print(f"alerts: dead letters: {before}.")
    if args.dry_run or not most:
        return _report(most, Counter(), dry_run=True)
    tell, taken, left, sent = progress("alerts", most), 0, Counter[str](), dict[tuple[str, ...], float]()
    topics, known = Topics(stack.resource("AlertTopic"), stack.resource("OperatorTopic")), _reachable(stack)
    kept = list[dict[str, Any]]()
    try:
        for letter in (letter for batch in letters.letters(most, hidden=_HIDDEN, at_once=1) for letter in batch):
            kept.append(letter)
            try:
                alert = _of_somebody(read_late_alert(letter, topics), known)
                _wait_for(alert, sent)
                send(alert)
            except NotAnAlert as reason:
                left[str(reason)] += 1
                continue
            letters.delete([kept.pop()])
            taken += 1
            tell(taken)
    finally:  # the letters that stay, also after an outage or Ctrl-C: the next run gets them at once
        letters.release(kept)
    print(f"alerts: dead letters: {letters.depth()}.")
    return _report(taken, left, dry_run=False)


def _of_somebody(alert: UndeliveredAlert, known: frozenset[str] | None) -> UndeliveredAlert:
    """The alert. Raises NotAnAlert if SNS would accept it but deliver it to nobody."""
    if known is not None and alert.recipients and known.isdisjoint(alert.recipients):
        raise NotAnAlert("is for somebody who is no longer in goodword.yaml")
    return alert


def _reachable(stack: DeployedStack) -> frozenset[str] | None:
    """Every recipient whom the stack may notify; None while it has no configuration."""
    loaded = in_force(stack)
    return frozenset(line.to for line in lines(loaded)) if loaded else None


def _wait_for(alert: UndeliveredAlert, sent: dict[tuple[str, ...], float]) -> None:
    """Wait between two alerts to the same person."""
    people = tuple(sorted({person_of(recipient) for recipient in alert.recipients}))
    if people in sent:
        time.sleep(max(0.0, sent[people] + PACE - time.monotonic()))
    sent[people] = time.monotonic()


def _readable(delivery: Delivery, accounts: Mapping[str, frozenset[str]]) -> str:
    """The message for its queue. Raises NotReplayable when sending it would not help."""
    if delivery.source not in accounts:
        raise NotReplayable("is from a source that is no longer configured")
    try:
        items = list(connectors.hear(delivery, accounts[delivery.source]))
        if any(isinstance(item, Broken) for item in items):
            raise NotReplayable("is still unreadable for this version")
        return delivery.as_message(delivery.headers)
    except Unreadable:
        raise NotReplayable("is still unreadable for this version") from None
    except UnknownSource:
        raise NotReplayable("is from a platform that this version does not support") from None
    except TooLarge:
        raise NotReplayable("is too large for a queue message") from None


def _accounts(stack: DeployedStack) -> Mapping[str, frozenset[str]]:
    loaded = in_force(stack)
    return {source: loaded.accounts_of(source) for source in loaded.sources} if loaded else {}


def _report(taken: int, left: Mapping[str, int], *, dry_run: bool) -> int:
    """Print what happened to them; 1 when something is left."""
    print(f"{taken} {'would be ' if dry_run else ''}put back." if taken else "Nothing to put back.")
    for reason, number in sorted(left.items()):
        print(f"{number} left: {reason}.")
    return 1 if left else 0
