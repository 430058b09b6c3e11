"""A model of two sites with a feed: a blog in Atom that knows what a reader has, and a news alert in RSS."""

import hashlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from xml.sax.saxutils import escape

from goodword.connectors.contract import digest
from tests.connectors.standin import Asked, Reply

HOSTS = ("blog.lamps.example", "alerts.example")
ATOM, RSS = "https://blog.lamps.example/feed.atom", "https://alerts.example/acme.rss"
SOURCE: dict[str, Any] = {"platform": "rss", "brand": "acme", "ask": {"feed": [ATOM, RSS]}}
SECRETS: dict[str, list[str]] = {}
BLOGGED, REPORTED = "tag:blog.lamps.example,2026:77", "https://news.example/acme-recall"
NEWS = "The recall of acme chargers grows."
EXPECTS = {BLOGGED: "We put the acme lamp & its charger on the bench.", f"{digest(RSS)}:{REPORTED}": NEWS}


def atom(entries: list[tuple[str, str, datetime]], *, updated: datetime | None = None) -> bytes:
    """An Atom feed of these (id, HTML, published)."""
    rows = "".join(
        f"<entry><id>{escape(entry_id)}</id><title>A lamp</title><author><name>Mira</name></author>"
        f'<link href="https://blog.lamps.example/77"/><published>{made_at.isoformat()}</published>'
        f"<updated>{(updated or made_at).isoformat()}</updated>"
        f'<content type="html">{escape(words)}</content></entry>'
        for entry_id, words, made_at in entries
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Lamps</title>{rows}</feed>'.encode()


def rss(items: list[tuple[str, str, datetime | None]]) -> bytes:
    """An RSS feed of these (guid, HTML, date)."""
    rows = "".join(
        f"<item><guid>{escape(guid)}</guid><title>Acme</title><link>https://news.example/1</link>"
        f"<description>{escape(words)}</description>"
        + (f"<pubDate>{format_datetime(made_at)}</pubDate>" if made_at else "")
        + "</item>"
        for guid, words, made_at in items
    )
    return f'<rss version="2.0"><channel><title>Alerts</title>{rows}</channel></rss>'.encode()


class Api:
    """Has one recent entry in each feed, and an old one. `feeds` maps an address to what stands there."""

    def __init__(self, now: datetime | None = None) -> None:
        now = now or datetime.now(UTC)
        recent, old = now - timedelta(minutes=20), now - timedelta(days=40)
        bench = "<p>We put the <b>acme</b> lamp &amp; its charger on the bench.</p>"
        self.feeds = {
            ATOM: atom([(BLOGGED, bench, recent), ("tag:blog.lamps.example,2020:1", "old", old)]),
            RSS: rss([(REPORTED, NEWS, recent), ("https://news.example/old", "old", old)]),
        }

    def answer(self, asked: Asked) -> Reply:
        """Answer as a site would that keeps its feeds in files."""
        if (body := self.feeds.get(f"https://{asked.host}{asked.path}")) is None:
            return Reply(status=404)
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if asked.headers.get("if-none-match") == etag:
            return Reply(status=304)
        return Reply(body, headers={"ETag": etag, "Last-Modified": "Fri, 20 Nov 2026 08:40:00 GMT"})
