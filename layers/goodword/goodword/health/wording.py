"""The line in the footer of each mail: the health of Goodword, and the numbers of the month so far."""

from calendar import monthrange
from datetime import UTC, datetime, timedelta

from goodword.budget.price_list import usd
from goodword.storage.document_store import Document, DocumentStore, Key
from goodword.storage.keys import from_ms
from goodword.storage.stale_while_down import StaleWhileDown

KEY: Key = ("mark", "health")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MISSING = timedelta(minutes=75)  # when the last report is older, one is missing
FRESH_SECONDS = 60
MICRO = 1_000_000  # of a USD

_WRONG = {
    "waiting": ("message waits in dead letters", "messages wait in dead letters"),
    "overdue": ("notification is overdue", "notifications are overdue"),
    "uncounted": ("minute is not counted yet", "minutes are not counted yet"),
}


class Health:
    """What the sweep wrote last, as one line; read once a minute."""

    def __init__(self, store: DocumentStore) -> None:
        self._report = StaleWhileDown[Document](
            lambda _: store.get(KEY) or {},
            fresh=lambda _: FRESH_SECONDS,
            errors=(),
            retry=FRESH_SECONDS,
            clock=lambda: self._now,
        )
        self._now = 0.0

    def line(self, now: datetime) -> str:
        """`Goodword: well at 14:00 UTC, nothing waits. November so far: ...`, or what is wrong."""
        self._now = now.timestamp()
        return _line(self._report.get(), now)


def _line(report: Document, now: datetime) -> str:
    if not report:
        return "Goodword: its first hourly report is still to come."
    at = from_ms(report["at"])
    if now - at > MISSING:
        return f"Goodword: the hourly report is missing since {_clock(hour(at) + HOUR, now)}."
    wrong = [
        f"{int(report[name]):,} {many if report[name] > 1 else single}"
        for name, (single, many) in _WRONG.items()
        if report[name]
    ] + _silent(report, now)
    state = f"at {_clock(at, now)} {', '.join(wrong)}" if wrong else f"well at {_clock(at, now)}, nothing waits"
    return f"Goodword: {state}. {_month(report, at)}"


def _silent(report: Document, now: datetime) -> list[str]:
    lines = [
        f"{entry['source']} {entry['said']}".replace("{since}", _day_or_clock(from_ms(entry["since"]), now))
        for entry in report.get("silent", ())
    ]
    return [*lines, f"+{int(report['more'])}"] if report.get("more") else lines


def _day_or_clock(moment: datetime, now: datetime) -> str:
    return f"{moment:%H:%M} UTC" if moment.date() == now.date() else f"{moment.day} {moment:%b}"


def _month(report: Document, at: datetime) -> str:
    """The numbers of the report's month, up to the report."""
    total = {name: sum(map(int, report[name].values())) for name in ("mentions", "minutes", "mails", "texts")}
    spent = usd(
        mentions=total["mentions"],
        minutes=total["minutes"],
        mails=total["mails"],
        months=(at - first_of_month(at)) / (monthrange(at.year, at.month)[1] * DAY),
    )
    paid = int(report.get("paid", 0)) / MICRO
    mentions = f"{total['mentions']:,} mention{'' if total['mentions'] == 1 else 's'}"
    texts = f", and {total['texts']:,} SMS at your country's price" if total["texts"] else ""
    amazon = f" ({paid:,.2f} of it to Amazon Comprehend)" if paid else ""
    return f"{at:%B} so far: {mentions}, about {spent + paid:,.2f} USD{amazon}{texts}."


def _clock(moment: datetime, now: datetime) -> str:
    """`14:00 UTC`, with the date when it is another day."""
    day = "" if moment.date() == now.date() else f"{moment.day} {moment:%B}, "
    return f"{day}{moment:%H:%M} UTC"


def first_of_month(moment: datetime) -> datetime:
    """The start of its month, UTC."""
    return midnight(moment).replace(day=1)


def midnight(moment: datetime) -> datetime:
    """The start of its day, UTC."""
    return hour(moment).replace(hour=0)


def hour(moment: datetime) -> datetime:
    """The start of its hour, UTC."""
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
