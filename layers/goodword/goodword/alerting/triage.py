"""Who is notified about what: a mention opens a case and notifies, joins an open case, or is suppressed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import cast

from goodword.alerting.capacity import all_or_none, capacity_for, unseen, willing
from goodword.alerting.case import FOLLOWED_FOR, Case, Cases
from goodword.alerting.floods import Flood, author_of, flood_of
from goodword.alerting.incident_key import incident_key_of, tag_of
from goodword.alerting.outbox import LEASE, Notification, Outbox, person_of
from goodword.alerting.routing import cool_down, recipients, rule_of
from goodword.alerting.suppressed import Suppressed, SuppressedMentions, Suppression, SuppressionReason
from goodword.config.configuration import Configuration
from goodword.mention import Priority, ScoredMention
from goodword.storage.document_store import ConditionalWrite, DocumentStore
from goodword.storage.keys import reference_of

FULL_FOR = timedelta(seconds=5)


class Triage:
    """Decides whether to notify, with cases, outbox and suppressed mentions. Repeated records get one decision."""

    def __init__(self, store: DocumentStore) -> None:
        self.cases, self.outbox, self.suppressed = Cases(store), Outbox(store), SuppressedMentions(store)
        self._full: dict[tuple[tuple[str, ...], Priority, bool], datetime] = {}

    def decide(
        self, mention: ScoredMention, configuration: Configuration, now: datetime, *, wake: bool = False
    ) -> Notification | Suppression | None:
        """A notification to send now (its case open, its lease ours), why it is suppressed, or None: nothing to do.

        With `wake` the outbox entry invokes the function `alert`, which sends the notification.
        """
        if mention.brand not in configuration.brands:  # the brand was removed since: it has no team
            return None
        incident_key = incident_key_of(mention)
        if mention.muted:
            return Suppression("muted", incident_key)
        case = self.cases.get(incident_key)
        if case and self._covers(case, mention.priority, mention.received_at, configuration, now):
            return self._again(case, mention, configuration, now, wake=wake)
        rule = rule_of(configuration, mention)
        if rule and rule.at_least and mention.priority != "P1":
            return Suppression("few", incident_key)
        flood = flood_of(mention, self.outbox.recent(now), now)
        if flood:
            case = self.cases.get(flood.incident_key)
            if case and self._covers(case, mention.priority, mention.received_at, configuration, now):
                return self._again(case, mention, configuration, now, wake=wake)
        return self.open(mention, configuration, now, case, wake=wake, flood=flood)

    def open(
        self,
        mention: ScoredMention,
        configuration: Configuration,
        now: datetime,
        before: Case | None,
        *,
        wake: bool = False,
        gathered: int = 1,
        flood: Flood | None = None,
    ) -> Notification | Suppression | None:
        """Promise a notification and open its case, in place of the one before; or why it is suppressed."""
        wish = self._wish(mention, recipients(mention, configuration, now), now, before, gathered=gathered, flood=flood)
        if not wish.to:
            return Suppression("muted", wish.incident_key)
        notification = self._promise(wish, configuration, now, wake=wake)
        if notification is None:
            why = "P3" if mention.priority in ("P3", "P4") else cast(SuppressionReason, mention.priority)
            return Suppression(why, wish.incident_key)
        if self.open_for(notification, mention.rule, now, before):
            return notification
        return self.decide(mention, configuration, now, wake=wake)  # a new case is there: it may cover this one

    def open_for(self, notification: Notification, rule: str | None, now: datetime, before: Case | None) -> bool:
        """Open the notification's case in place of the one before; if another case is there, drop the notification.

        People who do not know yet that the one before is resolved will hear when this one is.
        """
        waits = before and before.cleared_at is None and now < before.opened_at + FOLLOWED_FOR
        uninformed = before.notified if before and waits else ()
        opened = Case(
            incident_key=notification.incident_key,
            tag=notification.tag,
            brand=notification.brand,
            priority=notification.priority,
            first=notification.reference,
            slot=notification.origin,
            opened_at=now,
            heard_at=notification.made_at,
            rule=rule,
            flood=notification.flood or None,
            gathered=max(1, notification.gathered),
            counted=max(1, notification.gathered),
            notified=tuple(dict.fromkeys([*people_in(notification.to), *uninformed])),
        )
        if (before and before.slot == notification.origin) or self.cases.open(opened, before):
            return True
        case = self.cases.get(notification.incident_key)
        if case and case.slot == notification.origin:
            return True
        self.outbox.settle(notification, "dropped")
        return False

    def opens(
        self, notification: Notification, mention: ScoredMention | None, configuration: Configuration, now: datetime
    ) -> bool:
        """Whether the notification's case is open or can be opened now; else another covers it, and it is dropped."""
        case = self.cases.get(notification.incident_key)
        if (
            case
            and case.slot != notification.origin
            and self._covers(case, notification.priority, notification.made_at, configuration, now)
        ):
            self.outbox.settle(notification, "dropped")
            return False
        return self.open_for(notification, mention.rule if mention else None, now, case)

    def promise_again(self, notification: Notification, configuration: Configuration, now: datetime) -> bool:
        """Move a notification whose lease expired to this minute, within the rate limits, and invoke `alert`."""
        return self._move(notification, configuration, now, wake=True) is not None

    def take(self, notification: Notification, configuration: Configuration, now: datetime) -> Notification | None:
        """Lease a promised notification to send it now; None when it is done, leased, or over the rate limits.

        One promised long ago counts as of now: rate limits are about what people get, not about promises.
        """
        if now < notification.promised_at + LEASE:
            return self.outbox.claim(notification, now)
        return self._move(notification, configuration, now, wake=False)

    def notify_the_rest(self, notification: Notification, configuration: Configuration, now: datetime) -> bool:
        """Promise a P1 to recipients who had no capacity for it and now have; False when none has.

        Once somebody has the case, or it is resolved, nobody else needs a notification.
        """
        case = self.cases.get(notification.incident_key)
        if case is None or notification.promised_at < case.opened_at or case.owner or case.over_at:
            self.outbox.drop_rest(notification)
            return True
        wish = replace(
            notification,
            kind="late",
            to=notification.rest,
            rest=(),
            notified=(),
            origin="",
            tries=1,
            state="claimed",
            promised_at=now,
            lease_until=now + LEASE,
        )
        notified = tuple(dict.fromkeys([*case.notified, *people_in(notification.rest)]))
        also = [self.outbox.rest_of(notification, "promised"), self.cases.change(case, notified=notified)]
        return self.outbox.promise(wish, capacity_for(wish, configuration, now), wake=True, also=also) is not None

    def keep_suppressed(self, mentions: Iterable[tuple[ScoredMention, Suppression]], now: datetime) -> None:
        """Keep the suppressed mentions, one item for each brand."""
        by_brand: dict[str, list[tuple[Suppression, Suppressed]]] = defaultdict(list)
        for mention, suppression in mentions:
            name = mention.platform, str(mention.external_id), mention.source
            who = Suppressed(*name, author_of(mention), mention.copies or "")
            by_brand[mention.brand].append((suppression, who))
        for brand, batch in by_brand.items():
            self.suppressed.keep(brand, batch, now)

    def follow_up(
        self,
        wish: Notification,
        configuration: Configuration,
        now: datetime,
        change: ConditionalWrite,
        *,
        whole: bool = False,
    ) -> Notification | None:
        """Promise a further notification, together with a change of its case or bundle; None when it has to wait.

        `whole`: everybody outside quiet hours with budget left gets it at once, or nobody yet.
        """
        capacity = capacity_for(wish, configuration, now)
        if whole:
            wish = replace(wish, to=willing(wish, self.outbox.day(now), configuration, now))
            capacity = all_or_none(wish.to, capacity)
        return self.outbox.promise(wish, capacity, wake=True, also=[change])

    def _promise(
        self, wish: Notification, configuration: Configuration, now: datetime, *, wake: bool
    ) -> Notification | None:
        """Take a slot in the outbox for everyone who can be notified; None when nobody can.

        A full rate limit is remembered for seconds, so that a storm does not read the outbox's one key every time.
        """
        whom = wish.to, wish.priority, unseen(wish, self.outbox.recent(now))
        full = self._full.get(whom)
        if full and now < full + FULL_FOR:
            return None
        promised = self.outbox.promise(wish, capacity_for(wish, configuration, now), wake=wake)
        if promised is None:
            self._full[whom] = now
        return promised

    def _wish(
        self,
        mention: ScoredMention,
        to: tuple[str, ...],
        now: datetime,
        before: Case | None,
        *,
        gathered: int,
        flood: Flood | None,
    ) -> Notification:
        """The notification about a mention, to all its recipients."""
        incident_key = flood.incident_key if flood else incident_key_of(mention)
        return Notification(
            priority=mention.priority,
            to=to,
            brand=mention.brand,
            incident_key=incident_key,
            tag=before.tag if before else tag_of(incident_key, int(now.timestamp())),
            platform=mention.platform,
            external_id=str(mention.external_id),
            gathered=gathered if gathered > 1 else 0,
            source=mention.source,
            author=author_of(mention),
            copies=mention.copies or "",
            flood=flood.by if flood else "",
            made_at=mention.received_at,
            promised_at=now,
            lease_until=now + LEASE,
        )

    def _covers(
        self, case: Case, priority: Priority, heard_at: datetime, configuration: Configuration, now: datetime
    ) -> bool:
        return case.covers(priority, heard_at, now, cool_down(configuration, case.rule, case.priority))

    def _again(
        self, case: Case, mention: ScoredMention, configuration: Configuration, now: datetime, *, wake: bool
    ) -> Notification | Suppression | None:
        """A mention of an open case: one more that joins it, or its first one again after a crash.

        With `wake` there is nothing to take: the function `alert` has the notification already, or it is overdue.
        """
        if case.first != reference_of(mention.platform, str(mention.external_id)):
            return Suppression("muted" if case.muted(now) else "joined", case.incident_key)
        notification = None if wake else self.outbox.get(case.slot)
        return self.take(notification, configuration, now) if notification and notification.state == "claimed" else None

    def _move(
        self, notification: Notification, configuration: Configuration, now: datetime, *, wake: bool
    ) -> Notification | None:
        """Move it to a later slot for people not yet notified; the others stay recipients, so that they count."""
        done = tuple(recipient for recipient in notification.to if person_of(recipient) in notification.notified)
        rest = replace(notification, to=tuple(recipient for recipient in notification.to if recipient not in done))
        known = notification.brand in configuration.brands  # otherwise it is dropped once it is taken
        capacity = capacity_for(rest, configuration, now) if known else lambda _: rest.to

        def free(sent: Sequence[Notification]) -> tuple[str, ...]:
            left = capacity(sent)
            return (*done, *left) if left else ()

        return self.outbox.move(notification, now, free, wake=wake)


def people_in(to: Iterable[str]) -> tuple[str, ...]:
    """The people among recipients, in order."""
    return tuple(dict.fromkeys(person_of(recipient) for recipient in to))
