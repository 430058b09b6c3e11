"""Plays the sample day against a running stack and prints, as it happens, what the table and SNS show."""

import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from goodword.config import Configuration
from goodword.mention import Mention, Priority, ScoredMention
from goodword.platforms.contract import Broken
from tests.embedded.books import HELD, Books, Entry
from tests.embedded.day import Webhook, webhooks
from tests.embedded.door import Answer, Door, heard_in
from tests.embedded.sent import Ear
from tests.embedded.show import PLAIN, own, row, sounds

PACE_SECONDS = 0.5  # so that a person can read along
NOTIFY_SECONDS = 15  # how long to wait for the notification of a mention before going on
KINDS = ("stored", "own", "changed", "duplicate", "deleted", "ignored", "refused", "lost")


@dataclass
class Tuesday:
    """One run of the day: where it posts, where it reads, and what it has counted."""

    door: Door
    books: Books
    ear: Ear
    configuration: Configuration
    display_name: str
    pace: float = PACE_SECONDS
    balance: Counter[str] = field(default_factory=Counter)
    notified: defaultdict[Priority, list[float]] = field(default_factory=lambda: defaultdict(list))
    _shown: int = 0

    def play(self, file: Path) -> None:
        """Post every webhook of the day and print a line for each."""
        for webhook in webhooks(file, lambda: datetime.now(UTC)):
            knocked = time.monotonic()
            answer = self.door.knock(webhook.platform, webhook.source, webhook.body, forged=webhook.forged)
            self._tell(webhook, answer, knocked)
            time.sleep(max(0.0, self.pace - (time.monotonic() - knocked)))
            self.news()

    def news(self) -> None:
        """Print alerts that were sent and not printed yet."""
        while self._shown < len(self.ear.received):
            for line in self.ear.received[self._shown].lines(self.display_name):
                print(f"      {line}", flush=True)
            self._shown += 1

    def _tell(self, webhook: Webhook, answer: Answer, knocked: float) -> None:
        if answer.status >= 400:
            self.balance["refused"] += 1
            print(row(webhook.at, webhook.platform, "FORGED" if webhook.forged else "", f"refused {answer.status}"))
            return
        received = heard_in(webhook.platform, webhook.source, webhook.body, self._accounts(webhook.source))
        mentions = [item for item in received if isinstance(item, Mention) and item.kind != "reaction"]
        for mention in mentions:
            self._follow(webhook, mention, knocked)
        if not mentions:
            self.balance["ignored"] += 1
            why = next((getattr(item, "reason", "a reaction: counted, not stored") for item in received), "empty")
            print(
                row(webhook.at, webhook.platform, "ignored", "quarantined" if isinstance(received[0], Broken) else why)
            )

    def _follow(self, webhook: Webhook, mention: Mention, knocked: float) -> None:
        entry = self.books.wait_for(mention.platform, str(mention.external_id), lambda found: _is_in(mention, found))
        kind = _kind(webhook, mention, entry)
        self.balance[kind] += 1
        if entry is None:
            print(row(webhook.at, webhook.platform, "LOST", "accepted, but not in the table"))
        elif kind in ("stored", "changed") and entry.mention:
            what, rest = sounds(entry.mention)
            notified = self._notified(entry.mention, knocked) if kind == "stored" else ""
            print(row(webhook.at, webhook.platform, what, f"{'edited: ' if kind == 'changed' else ''}{rest}{notified}"))
        elif kind == "own" and entry.mention:
            print(row(webhook.at, webhook.platform, kind, own(self.books.answered(entry.mention))))
        else:
            print(row(webhook.at, webhook.platform, kind, PLAIN[kind]))
        self.news()

    def _notified(self, mention: ScoredMention, knocked: float) -> str:
        give_up = time.monotonic() + NOTIFY_SECONDS
        while mention.notifies and time.monotonic() < give_up:
            if sent := self.ear.about(mention.platform, str(mention.external_id)):
                self.notified[mention.priority].append(sent.at - knocked)
                return f"  notified in {sent.at - knocked:.1f} s"
            if why := self.books.held(mention.platform, str(mention.external_id)):
                return f"  {HELD[why]}"
            time.sleep(0.02)
        return ""

    def _accounts(self, source: str) -> frozenset[str]:
        return self.configuration.accounts_of(source)


def _is_in(mention: Mention, entry: Entry) -> bool:
    if mention.action == "deleted":
        return entry.kind == "gone"
    return entry.mention is not None and (mention.action == "created" or entry.mention.action == mention.action)


def _kind(webhook: Webhook, mention: Mention, entry: Entry | None) -> str:
    if entry is None:
        return "lost"
    if webhook.again:
        return "duplicate"
    if mention.action == "deleted":
        return "deleted"
    if entry.kind == "own":
        return "own"
    return "stored" if mention.action == "created" else "changed"
