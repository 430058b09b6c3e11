"""What Amazon may be paid in a month for reading: booked before it is spent, in the books of what is asked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from goodword.budget.ledger import Account, CapReached, Ledger, LedgerBusy, Reservation
from goodword.budget.price_list import COMPREHEND_USD_PER_UNIT
from goodword.config.reading import Comprehend
from goodword.config.sources import Cap
from goodword.storage.document_store import DocumentStore

AMAZON = Account(source="Amazon Comprehend", usd_per_read=COMPREHEND_USD_PER_UNIT, apart=True)
"""Whose account it is; no source has this name, since no key has capitals."""


class MonthlyBudget:
    """Pays up to so many USD a month.

    `said` is what the configuration in force says (None allows nothing); `stopped` hears once a month which cap is
    reached.
    """

    def __init__(
        self, store: DocumentStore, value: Callable[[], Comprehend | None], stopped: Callable[[str], None]
    ) -> None:
        self._spending, self._said, self._stopped = Ledger(store), value, stopped

    def book(self, units: int, now: datetime) -> bool:
        """Book them; False when the month does not have them. Raises what the SDK raises."""
        if (value := self._said()) is None:
            return False
        account = replace(AMAZON, cap=Cap(usd=value.usd))
        try:
            self._spending.reserve(account, units, now)
        except CapReached as cap:
            if self._spending.tell(account, cap.detail, now):
                self._stopped(cap.detail)
            return False
        except LedgerBusy:
            return False
        return True

    def give_back(self, units: int, now: datetime) -> None:
        """Take out again what was booked at that time. Raises what the SDK raises."""
        self._spending.settle(Reservation(AMAZON, units, now), 0)
