"""An alert in 160 septets: the first forty characters decide whether somebody gets up."""

from goodword.alerting.alert import Alert, Bundle
from goodword.alerting.gsm7 import GSM7, PART, septets, spell
from goodword.alerting.quote import language, private
from goodword.alerting.words import brand_of, brand_tag, clock, counted, intent, lateness, no_text, place, who
from goodword.mention import Mention

WORDS = 8
_READ = 1_000  # characters of a post: more than eight words ever need
_LEAST_QUOTE = 28  # septets that the handle leaves to the quote when both are long


def sms(alert: Alert, display_name: str) -> str:
    """One part of GSM-7, counted with the `NAME> ` that SNS puts before it."""
    late = lateness(alert)
    head = f"Held up {late}: " if late else ""
    head += f"{brand_of(alert)} {alert.priority} {intent(alert.mention)} - {place(alert.mention)} "
    due = "was due" if alert.first_answer_due <= alert.sent_at else "due"
    tail = f" {due} {clock(alert.first_answer_due, alert.sent_at, alert.zone)} {alert.case}"
    room = _room(display_name) - septets(f"{head}: {tail}")
    said = _said(alert.mention)
    author = _cut(who(alert.mention, GSM7), room - min(septets(said), _LEAST_QUOTE))
    return f"{head}{author}: {_fit(said, room - septets(author))}{tail}"


def bundle_sms(bundle: Bundle, display_name: str) -> str:
    """How many more, since when, how grave."""
    since = clock(bundle.since, bundle.sent_at, bundle.zone)
    line = f"{brand_tag(bundle.brand)}: {bundle.held} more held back since {since}{counted(bundle)}"
    return _cut(line, _room(display_name))


def _room(display_name: str) -> int:
    return PART - septets(f"{display_name}> ")


def _said(mention: Mention) -> str:
    """The post's first words in quotes, or in brackets why they cannot be quoted."""
    if not (text := (mention.text or mention.title or "")[:_READ]).strip():
        return f"({no_text(mention)})"
    spelled = spell(text, GSM7)
    if spelled is None:
        return f"(text in {language(text, mention.lang)})"
    words = private(spelled.replace('"', "'")).split()
    return _quote(words[:WORDS], whole=len(words) <= WORDS and len(text) < _READ) if words else "(only symbols)"


def _quote(words: list[str], *, whole: bool) -> str:
    return f'"{" ".join(words)}{"" if whole else "..."}"'


def _fit(said: str, room: int) -> str:
    """What was said, with as many words as there is room for; of a single long word, its beginning."""
    if septets(said) <= room or said.startswith("("):
        return said
    words = said.strip('"').removesuffix("...").split()
    while len(words) > 1:
        words.pop()
        if septets(shorter := _quote(words, whole=False)) <= room:
            return shorter
    return f'"{_cut(words[0], room - 2)}"'


def _cut(line: str, room: int) -> str:
    if septets(line) <= room:
        return line
    line = line[: max(0, room - 3)]
    while line and septets(line) + 3 > room:
        line = line[:-1]
    return f"{line.rstrip()}..."
