"""The monthly budget for Amazon Comprehend, booked before it is spent, in the same ledger as polling."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from goodword.budget.ledger import Account, CapReached, Ledger, LedgerBusy, Reservation
from goodword.budget.price_list import COMPREHEND_USD_PER_UNIT
from goodword.config.reading import Comprehend
from goodword.config.sources import Cap
from goodword.storage.document_store import DocumentStore

AMAZON = Account(source="Amazon Comprehend", usd_per_read=COMPREHEND_USD_PER_UNIT, apart=True)
"""The account for Comprehend; no source can have this name, because keys have no capitals."""


class MonthlyBudget:
    """Allows up to so many USD a month.

    `setting` returns the setting in the active configuration (None allows nothing). `stopped` is called once a month,
    with the cap that is reached.
    """

    def __init__(
        self, store: DocumentStore, setting: Callable[[], Comprehend | None], stopped: Callable[[str], None]
    ) -> None:
        self._spending, self._setting, self._stopped = Ledger(store), setting, stopped

    def book(self, units: int, now: datetime) -> bool:
        """Book the units; False when the month's budget does not allow them. Raises what the SDK raises."""
        if (setting := self._setting()) is None:
            return False
        account = replace(AMAZON, cap=Cap(usd=setting.usd))
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
        """Cancel the booking of `units` made at `now`. Raises what the SDK raises."""
        self._spending.settle(Reservation(AMAZON, units, now), 0)
