"""The monthly cost of polling, booked before each request, so that even concurrent requests never exceed a cap."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from goodword.config.sources import Cap
from goodword.errors import GoodwordError
from goodword.storage.codec import Codec
from goodword.storage.document_store import ConditionalWrite, DocumentStore, Key
from goodword.storage.keys import SCHEMA

MICRO = 1_000_000  # of a USD
ORDINARY_PERCENT = 80  # of the cap over all sources; the rest is for urgent sources
KEEP = timedelta(days=400)

_PK = "spent"
_TOGETHER = "*"  # no source has this name
_ATTEMPTS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Whose reads are booked: the source, its price of a read, its own cap and the cap over all priced sources.

    An account that is `apart` is not a source, and its cost does not count toward the cap over all sources.
    """

    source: str
    usd_per_read: float = 0.0
    cap: Cap | None = None
    together: Cap | None = None
    urgent: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Reservation:
    """Reads that were booked before their number was known."""

    account: Account
    reads: int
    at: datetime


@dataclass(frozen=True, slots=True)
class _Book:
    """The cost of one source, or of all priced ones, in a month. `reported` is the cap that people were told about."""

    key: Key
    reads: int = 0
    micro: int = 0
    reported: str = ""
    n: int = 0

    def plus(self, reads: int, micro: int) -> "_Book":
        return replace(self, reads=max(self.reads + reads, 0), micro=max(self.micro + micro, 0))

    def write(self, now: datetime) -> ConditionalWrite:
        """The write that replaces what was read, for use in a transaction."""
        item = {"type": "spent", "schema": SCHEMA, "ttl": int((now + KEEP).timestamp())}
        item |= _CODEC.write(replace(self, n=self.n + 1))
        return ConditionalWrite(key=self.key, item=item, only_if={"n": self.n or None})


_CODEC = Codec(_Book, attributes={"reported": "told"}, always=("reads", "micro"), elsewhere=("key",))


class CapReached(GoodwordError):
    """Raised when a booking could exceed a cap: `detail` says which, `wait` is the rest of the month."""

    def __init__(self, detail: str, wait: timedelta) -> None:
        super().__init__(detail)
        self.detail, self.wait = detail, wait


class LedgerBusy(GoodwordError):
    """Raised when other requests changed the ledger on every attempt: try again in a minute."""


class Ledger:
    """Monthly costs, in the document store."""

    def __init__(self, store: DocumentStore) -> None:
        self._store = store

    def reserve(self, account: Account, reads: int, now: datetime) -> Reservation:
        """Book reads before the request. Raises CapReached and LedgerBusy."""
        for _ in range(_ATTEMPTS):
            books = [book.plus(reads, _price(account, reads)) for book in self._books(account, now)]
            for book in books:
                _check_cap(account, book, now)
            if not self._store.write(*(book.write(now) for book in books)):
                return Reservation(account, reads, now)
        raise LedgerBusy("the ledger changed on every attempt")

    def settle(self, reservation: Reservation, reads: int) -> None:
        """Correct the booking to the actual reads. If that fails, too much stays booked, never too little."""
        account, more = reservation.account, reads - reservation.reads
        for _ in range(_ATTEMPTS if more else 0):
            books = [book.plus(more, _price(account, more)) for book in self._books(account, reservation.at)]
            if not self._store.write(*(book.write(reservation.at) for book in books)):
                return

    def so_far(self, account: Account, now: datetime) -> int:
        """What is booked for the account this month, in millionths of a USD."""
        return self._books(account, now)[0].micro

    def tell(self, account: Account, detail: str, now: datetime) -> bool:
        """Whether people still have to be told that the source stops at this cap; records that they were."""
        for _ in range(_ATTEMPTS):
            book = self._books(account, now)[0]
            if book.reported == detail:
                return False
            if not self._store.write(replace(book, reported=detail).write(now)):
                break
        return True  # better twice than never

    def _books(self, account: Account, at: datetime) -> list[_Book]:
        """The source's own book, and for a priced source the shared one."""
        shared = account.usd_per_read and not account.apart
        owners = [account.source, _TOGETHER] if shared else [account.source]
        keys = [(_PK, f"{owner}#{at.astimezone(UTC):%Y-%m}") for owner in owners]
        return [_CODEC.read(self._store.get(key) or {}, key=key) for key in keys]


def next_month(now: datetime) -> datetime:
    """The start of the next calendar month (UTC)."""
    first = now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (first + timedelta(days=32)).replace(day=1)


def _check_cap(account: Account, book: _Book, now: datetime) -> None:
    """Raise CapReached when a book exceeds its cap."""
    own = book.key[1].split("#")[0] != _TOGETHER
    cap, percent = (account.cap, 100) if own else (account.together, 100 if account.urgent else ORDINARY_PERCENT)
    if cap is None:
        return
    whose = "its monthly cap of" if own else f"{'' if percent == 100 else f'{percent} % of '}the monthly cap of"
    over = "" if own else " over all sources"
    for amount, unit, booked in ((cap.usd, "USD", book.micro), (cap.reads, "reads", book.reads * MICRO)):
        if amount is not None and booked * 100 > amount * MICRO * percent:
            raise CapReached(f"{whose} {amount:,} {unit}{over}", next_month(now) - now)


def _price(account: Account, reads: int) -> int:
    return reads * round(account.usd_per_read * MICRO)
