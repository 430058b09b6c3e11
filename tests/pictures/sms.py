"""The SMS on the lock screen of a phone, with what each of its parts means beside it."""

from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from tests.messages.scenarios import SCENARIOS
from tests.pictures.golden import Golden
from tests.pictures.html import linked, page
from tests.pictures.theme import Theme

MEANINGS = {
    "head": "brand, priority and intent",
    "who": "platform and author",
    "quote": "what the author wrote",
    "due": "when the first answer is due",
    "tag": "the case; follow-ups carry the same tag",
    "link": "your action link, good for seven days",
}


def sent_at() -> datetime:
    """When the alert was sent, by the clock of its reader."""
    alert = SCENARIOS["safety_on_x"]
    return alert.sent_at.astimezone(ZoneInfo(alert.zone))


def html(golden: Golden, theme: Theme) -> str:
    """The page of the SMS."""
    return page(theme, _style(theme), f'<div class="stage">{_phone(golden)}{_meanings(golden)}</div>')


def _phone(golden: Golden) -> str:
    now = sent_at()
    return f"""<div class="phone"><div class="screen">
<div class="day">{now:%A %-d %B}</div>
<div class="clock">{now:%H:%M}</div>
<div class="note">
<div class="from"><span class="icon"></span>Messages<span class="now">now</span></div>
<p>{linked(golden.sms)}</p>
</div>
</div></div>"""


def _meanings(golden: Golden) -> str:
    parts = golden.parts()
    rows = "".join(f"<dt>{_breakable(parts[name])}</dt><dd>{meaning}</dd>" for name, meaning in MEANINGS.items())
    return f"<dl>{rows}</dl>"


def _breakable(part: str) -> str:
    """The part as HTML; an address breaks behind a slash."""
    return escape(part).replace("/", "/<wbr>")


def _style(theme: Theme) -> str:
    return f"""
.stage {{ display: flex; gap: 32px; padding: 28px 28px 0 32px; border: 1px solid {theme.border};
  border-radius: 12px; background: {theme.panel}; overflow: hidden; }}
.phone {{ flex: none; width: 322px; padding: 10px 10px 0; border-radius: 44px 44px 0 0;
  background: #0b0d10; box-shadow: 0 0 0 2px {theme.border}; }}
.screen {{ height: 100%; padding: 24px 12px 28px; border-radius: 34px 34px 0 0; background: {theme.wallpaper}; }}
.day {{ text-align: center; font-weight: 500; }}
.clock {{ text-align: center; font-size: 58px; line-height: 1.1; font-weight: 600; margin-bottom: 18px; }}
.note {{ padding: 12px 14px 14px; border-radius: 18px; background: {theme.raised}; }}
.from {{ display: flex; align-items: center; gap: 8px; font-size: 13px; color: {theme.muted}; margin-bottom: 6px; }}
.icon {{ width: 18px; height: 14px; border-radius: 7px 7px 7px 2px; background: {theme.storage.line}; }}
.now {{ margin-left: auto; }}
.note p {{ font-size: 15px; line-height: 1.42; }}
dl {{ flex: 1; min-width: 0; padding: 4px 0 28px; }}
dt {{ font-weight: 600; font-size: 14px; line-height: 1.35; overflow-wrap: anywhere; }}
dd {{ color: {theme.muted}; font-size: 14px; line-height: 1.35; margin-bottom: 14px; }}
dd:last-child {{ margin-bottom: 0; }}
"""
