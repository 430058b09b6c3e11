"""An alert in 160 septets. The first forty characters say what happened and how urgent it is.

To save space, the quote is shortened and then dropped; then the author, the delay, what is new about the case, and
the end of the place. Brand, priority, intent, due time and tag always stay. The link is whole or left out.
"""

from goodword.mention import Mention
from goodword.messages.alert import Alert, Bundle, Notice
from goodword.messages.gsm7 import GSM7, PART, septets, spell
from goodword.messages.languages import foreign
from goodword.messages.quote import private
from goodword.messages.words import (
    brand_of,
    clock,
    counted,
    ended,
    has_it,
    intent,
    lateness,
    mention_count,
    news,
    no_text,
    place,
    span,
    tags,
    who,
)

WORDS = 8
_READ = 1_000  # characters of a post: enough for eight words
_LEAST_QUOTE = 28  # septets that a long name leaves for a long quote
_SHORTEST = 12  # septets: a shorter piece says nothing
_LEAST_LINE = 30  # septets that a link must leave for the rest
_TAGS = 4


def sms(alert: Alert, display_name: str) -> str:
    """One part of GSM-7, including the `NAME> ` that SNS puts before it (`on_a_phone`)."""
    due = "was due" if alert.first_answer_due <= alert.sent_at else "due"
    tail = f" {due} {clock(alert.first_answer_due, alert.sent_at, alert.zone)} {alert.case}"
    tail += _linked(alert.link, _room(display_name) - septets(tail))
    room = _room(display_name) - septets(tail)
    head = _head(alert, room)
    return f"{head}{_quoted_author(alert.mention, room - septets(head))}{tail}"


def on_a_phone(text: str, display_name: str) -> str:
    """What a phone shows: SNS puts the topic's name before it, in capitals.

    https://docs.aws.amazon.com/sns/latest/dg/sms_sending-overview.html
    """
    return f"{display_name.upper()}> {text}"


def notice_sms(notice: Notice, display_name: str) -> str:
    """Who took the case; or how it ended, how long it took, and which cases are still open."""
    start = f"{brand_of(notice)} {notice.priority} {notice.case}: "
    since = notice.since or notice.sent_at
    if notice.kind == "taken":
        return _with_link(
            f"{start}{has_it(notice)} at {clock(since, notice.sent_at, notice.zone)}. No action needed.",
            notice.link,
            display_name,
        )
    still = f" Still open: {tags(notice.open_cases, _TAGS)}." if notice.open_cases else ""
    line = f"{start}resolved in {span(since - notice.opened_at)}, {mention_count(notice)}{ended(notice)}.{still}"
    return _with_link(line, notice.link, display_name)


def bundle_sms(bundle: Bundle, display_name: str) -> str:
    """How many, since when, at which priorities; and a quote of the first waiting P1 if it fits."""
    since = clock(bundle.since, bundle.sent_at, bundle.zone)
    line = f"{brand_of(bundle)}: {bundle.total} suppressed since {since}{counted(bundle)}"
    room = _room(display_name) - septets(line)
    first = _quoted_author(bundle.named[0], room) if bundle.named and not bundle.link else ""
    return _with_link(f"{line}{first}", bundle.link, display_name)


def _room(display_name: str) -> int:
    return PART - septets(on_a_phone("", display_name))


def _head(alert: Alert, room: int) -> str:
    """Brand, priority, intent and platform; with what is new about the case and the delay, if they fit."""
    plain = f"{brand_of(alert)} {alert.priority} {intent(alert.mention)} - {place(alert.mention)}"
    detailed = f"{plain} ({news(alert)})" if news(alert) else plain
    late = f"Delayed {lateness(alert)}: {detailed}" if alert.delayed_since else detailed
    return next((head for head in (late, detailed) if septets(head) <= room), _cut(plain, room))


def _linked(link: str | None, room: int) -> str:
    """A space and the link; empty if the link would leave too little space for the text."""
    if not link or not GSM7.issuperset(link) or any(map(str.isspace, link)):
        return ""
    return f" {link}" if room - septets(link) - 1 >= _LEAST_LINE else ""


def _with_link(line: str, link: str | None, display_name: str) -> str:
    linked = _linked(link, _room(display_name))
    return _cut(line, _room(display_name) - septets(linked)) + linked


def _quoted_author(mention: Mention, room: int) -> str:
    """` @jo_k: "first words..."`, or as much of it as fits."""
    name, text, frame = who(mention, GSM7), _first_words(mention), septets(" : ")
    whole = septets(text) if text.startswith("(") else _LEAST_QUOTE
    author = _cut(name, room - frame - min(septets(text), whole, room // 2))
    words = _fit(text, room - frame - septets(author))
    if words and _says_who(author, name):
        return f" {author}: {words}"
    alone = _cut(name, room - 1) if name.startswith("@") else ""  # a name has spaces: it could look like our own words
    return f" {alone}" if alone and _says_who(alone, name) else ""


def _says_who(cut: str, name: str) -> bool:
    return cut == name or septets(cut) >= _SHORTEST


def _first_words(mention: Mention) -> str:
    """The first words of the post in quotes, or in brackets why there are none."""
    if not (text := (mention.text or mention.title or "")[:_READ]).strip():
        return f"({no_text(mention)})"
    spelled = spell(text, GSM7)
    if spelled is None:
        return f"(text in {foreign(text, mention.lang)})"
    words = private(spelled.replace('"', "'")).split()
    return _quote(words[:WORDS], whole=len(words) <= WORDS and len(text) < _READ) if words else "(only symbols)"


def _quote(words: list[str], *, whole: bool) -> str:
    return f'"{" ".join(words)}{"" if whole else "..."}"'


def _fit(text: str, room: int) -> str:
    """The quote with as many words as fit, or the start of one long word; empty if nothing fits."""
    if septets(text) <= room:
        return text
    if room < _SHORTEST or text.startswith("("):
        return ""
    words = text.strip('"').removesuffix("...").split()
    while len(words) > 1:
        words.pop()
        if septets(shorter := _quote(words, whole=False)) <= room:
            return shorter
    return f'"{_cut(words[0], room - 2)}"'


def _cut(line: str, room: int) -> str:
    """The line, cut with `...` if it does not fit; empty if not even that fits."""
    if septets(line) <= room:
        return line
    line = line[: max(0, room - 3)]
    while line and septets(line) + 3 > room:
        line = line[:-1]
    return f"{line.rstrip()}..." if line else ""
