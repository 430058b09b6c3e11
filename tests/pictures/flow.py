"""The flow of a mention as SVG: the names are those of template.yaml."""

from tests.pictures.shapes import HIGH, WIDE, Arrow, Box, arrow, box, head, pill, shape, text
from tests.pictures.theme import FONT, WIDTH, Theme

HEIGHT = 552
C1, C2, C3, C4, C5 = 8, 154, 294, 450, 590
R1, R2, R3, R4 = 46, 162, 278, 394
HALF, LOW, RIM = HIGH / 2, 34, 6

TITLE = "How a mention flows through Goodword"
STORY = (
    "Platforms call intake, or fetch polls them. Deliveries wait in a queue for score. Score puts P1 mentions on the "
    "urgent queue and the rest on the scored queue. Store writes each mention once to DynamoDB. Its stream reaches "
    "alert, which notifies the on-call team through SNS by mail and SMS, and tally, which marks minutes for the stats. "
    "The action link in an alert opens desk. Sweep runs every minute. The team replies on the platform."
)
NOT_SHOWN = "Not shown: visit (fetches linked pages), API Gateway, S3, dead-letter queues and alarms."

BOXES = (
    Box("Platforms", "outside", C1, R1, ("social networks", "reviews", "messages", "feeds"), high=R2 + HIGH - R1),
    Box("intake", "function", C2, R1, ("verifies each", "webhook")),
    Box("deliveries", "queue", C3, R1, ("unread requests", "and answers")),
    Box("score", "function", C4, R1, ("reads mentions,", "sets priority")),
    Box("fetch", "function", C2, R2, ("polls platforms,", "looks up details")),
    Box("jobs", "queue", C3, R2, ("polls and", "lookups")),
    Box("sweep", "function", C4, R2, ("every minute,", "finds due work")),
    Box("On-call team", "outside", C1, R3, ("one person", "takes the case")),
    Box("SNS topic", "storage", C2, R3, ("sends mail", "and SMS")),
    Box("alert", "function", C3, R3, ("decides whom", "to notify")),
    Box("DynamoDB", "storage", C4, R3, ("mentions, cases,", "outbox")),
    Box("store", "function", C5, R3, ("writes each", "mention once")),
    Box("desk", "function", C2, R4, ("shows the case,", "saves actions")),
    Box("tally", "function", C5, R4, ("marks minutes", "for the stats")),
)
PILLS = (
    Box("urgent", "urgent", C5, R1, ("P1",), high=LOW),
    Box("scored", "queue", C5, R1 + HIGH - LOW, ("the rest",), high=LOW),
)
BETWEEN = R1 + HIGH + 20
ARROWS = (
    Arrow(((C1 + WIDE, R1 + HALF), (C2, R1 + HALF))),
    Arrow(((C2 + WIDE, R1 + HALF), (C3, R1 + HALF))),
    Arrow(((C3 + WIDE, R1 + HALF), (C4, R1 + HALF))),
    Arrow(((C4 + WIDE, R1 + LOW / 2), (C5 - RIM, R1 + LOW / 2))),
    Arrow(((C4 + WIDE, R1 + HIGH - LOW / 2), (C5 - RIM, R1 + HIGH - LOW / 2))),
    Arrow(((C5 + WIDE / 2, R1 + HIGH + RIM), (C5 + WIDE / 2, R3))),
    Arrow(((C2 + WIDE - 28, R2), (C2 + WIDE - 28, BETWEEN), (C3 + 40, BETWEEN), (C3 + 40, R1 + HIGH))),
    Arrow(((C4 + 28, R1 + HIGH), (C4 + 28, BETWEEN), (C3 + 82, BETWEEN), (C3 + 82, R2))),
    Arrow(((C1 + WIDE, R2 + HALF), (C2, R2 + HALF)), both=True),
    Arrow(((C3, R2 + HALF), (C2 + WIDE, R2 + HALF))),
    Arrow(((C4, R2 + HALF), (C3 + WIDE, R2 + HALF))),
    Arrow(((C4 + WIDE / 2, R2 + HIGH), (C4 + WIDE / 2, R3)), both=True),
    Arrow(((C5, R3 + HALF), (C4 + WIDE, R3 + HALF))),
    Arrow(((C4, R3 + HALF), (C3 + WIDE, R3 + HALF))),
    Arrow(((C3, R3 + HALF), (C2 + WIDE, R3 + HALF))),
    Arrow(((C2, R3 + HALF), (C1 + WIDE, R3 + HALF))),
    Arrow(((C1 + WIDE / 2, R3), (C1 + WIDE / 2, R2 + HIGH))),
    Arrow(((C1 + WIDE / 2, R3 + HIGH), (C1 + WIDE / 2, R4 + HALF), (C2, R4 + HALF))),
    Arrow(((C2 + WIDE, R4 + HALF), (C4 + 28, R4 + HALF), (C4 + 28, R3 + HIGH))),
    Arrow(((C4 + WIDE - 28, R3 + HIGH), (C4 + WIDE - 28, R4 + HALF), (C5, R4 + HALF))),
)
LABELS = (
    ("lookups", (C3 + C4 + WIDE) / 2, BETWEEN - 6),
    ("stream", (C3 + WIDE + C4) / 2, R3 + HALF - 8),
    ("stream", (C4 + WIDE - 28 + C5) / 2 + 2, R4 + HALF - 8),
    ("replies", C1 + WIDE / 2 + 28, R3 - 15),
    ("action link", C1 + WIDE / 2 + 38, R4 + HALF - 8),
    ("actions", C3 + WIDE / 2, R4 + HALF - 8),
)
LEGEND = (
    ("function", "Lambda function"),
    ("queue", "SQS queue"),
    ("storage", "other AWS service"),
    ("outside", "outside AWS"),
)


def svg(theme: Theme) -> str:
    """The whole picture."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'role="img" aria-labelledby="title story">',
        f'<title id="title">{TITLE}</title>\n<desc id="story">{STORY}</desc>',
        _style(),
        f"<defs>{head(theme)}</defs>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{theme.ground}"/>',
        _account(theme),
        _between_score_and_store(theme),
        *(arrow(item, theme) for item in ARROWS),
        *(box(item, theme) for item in BOXES),
        *(pill(item, theme) for item in PILLS),
        *(text(words, x, y, theme.muted) for words, x, y in LABELS),
        _legend(theme),
    ]
    return "\n".join([*parts, "</svg>", ""])


def _style() -> str:
    return (
        f"<style>text {{ font: 12px {FONT}; text-anchor: middle; }} "
        ".name { font-size: 14px; font-weight: 600; } .start { text-anchor: start; }</style>"
    )


def _account(theme: Theme) -> str:
    """The frame around what runs in the AWS account of the reader."""
    left, top, right, bottom = C1 + WIDE + 18, 14, WIDTH - 4, R4 + HIGH + 14
    frame = (
        f'<rect x="{left}" y="{top}" width="{right - left}" height="{bottom - top}" rx="12" fill="none" '
        f'stroke="{theme.border}" stroke-width="1.5" stroke-dasharray="5 4"/>'
    )
    return f"{frame}\n{text('your AWS account', left + 14, top + 20, theme.muted, 'start')}"


def _between_score_and_store(theme: Theme) -> str:
    """The frame around the two queues that store reads."""
    return (
        f'<rect x="{C5 - RIM}" y="{R1 - RIM}" width="{WIDE + 2 * RIM}" height="{HIGH + 2 * RIM}" rx="22" '
        f'fill="none" stroke="{theme.border}" stroke-width="1.5"/>'
    )


def _legend(theme: Theme) -> str:
    parts, x, y = [], C1, HEIGHT - 44
    for kind, words in LEGEND:
        parts.append(shape(Box("", kind, x, y, (), 18, 14), theme))
        parts.append(text(words, x + 25, y + 11, theme.muted, "start"))
        x += 150
    return "\n".join([*parts, text(NOT_SHOWN, C1, HEIGHT - 10, theme.muted, "start")])
