"""The alert mail as a mail program shows it: plain text, with links marked and the quoted words in a colour."""

from html import escape

from tests.pictures.golden import Golden
from tests.pictures.html import linked, page
from tests.pictures.sms import sent_at
from tests.pictures.theme import Theme

SENDER = "no-reply@sns.amazonaws.com"
"""SNS sends every mail from this address; the display name stands in front of it."""


def html(golden: Golden, theme: Theme) -> str:
    """The page of the mail."""
    return page(theme, _style(theme), f'<div class="mail">{_head(golden)}<div class="text">{_text(golden)}</div></div>')


def _head(golden: Golden) -> str:
    return f"""<h1>{escape(golden.subject)}</h1>
<div class="from"><span class="face">G</span>
<div><b>Goodword</b> <span class="soft">&lt;{SENDER}&gt;</span><br><span class="soft">to you</span></div>
<span class="soft when">{sent_at():%a %-d %b %Y, %H:%M}</span></div>"""


def _text(golden: Golden) -> str:
    return "\n".join(_line(line) for line in golden.mail.rstrip().split("\n"))


def _line(line: str) -> str:
    words = linked(line)
    return f'<span class="quote">{words}</span>' if line.startswith("> ") else words


def _style(theme: Theme) -> str:
    return f"""
.mail {{ padding: 24px 28px 26px; border: 1px solid {theme.border}; border-radius: 12px; background: {theme.panel}; }}
h1 {{ font-size: 20px; line-height: 1.3; font-weight: 600; margin-bottom: 16px; }}
.from {{ display: flex; align-items: center; gap: 12px; line-height: 1.4; font-size: 14px;
  padding-bottom: 18px; margin-bottom: 18px; border-bottom: 1px solid {theme.border}; }}
.face {{ flex: none; width: 40px; height: 40px; border-radius: 50%; background: {theme.function.line};
  color: {theme.ground}; font-size: 19px; font-weight: 600; line-height: 40px; text-align: center; }}
.soft {{ color: {theme.muted}; }}
.when {{ margin-left: auto; align-self: flex-start; }}
.text {{ white-space: pre-wrap; overflow-wrap: anywhere; font-size: 14px; line-height: 1.5; }}
.quote {{ color: {theme.accent}; }}
"""
