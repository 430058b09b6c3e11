"""Answers of the desk: pages from templates. Their headers let a browser run nothing and pass on no address."""

import base64
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

type Response = dict[str, Any]
"""What an HTTP API expects of a function, in format 2.0."""

REFUSED = {
    404: (
        "This link no longer works",
        "A link works for seven days, for the person who received it, unless somebody switches it off.",
        "Look for a newer alert about the case, or ask your team who has it.",
    ),
    503: ("That did not work", "Nothing was changed. Go back and try again in a minute."),
}
UNREADABLE = ("That did not work", "Nothing was changed. Go back and use the buttons on the page.")


class Pages:
    """The templates of a folder, with its style.css inside each page."""

    def __init__(self, templates: Path) -> None:
        self._style = Markup((templates / "style.css").read_text())  # noqa: S704 - our own file; the policy has its digest
        digest = base64.b64encode(sha256(self._style.encode()).digest()).decode()
        policy = (
            f"default-src 'none'; style-src 'sha256-{digest}'; "
            "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        )
        self._headers = {
            "content-type": "text/html; charset=utf-8",
            "content-security-policy": policy,
            "cache-control": "no-store",
            "referrer-policy": "no-referrer",  # the address is the key
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "x-robots-tag": "noindex, nofollow",
        }
        self._pages = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            auto_reload=False,
        )

    def case(self, content: Mapping[str, Any]) -> Response:
        """The page of a case."""
        return self._page(200, "case.html", content)

    def refused(self, status: int) -> Response:
        """What a person reads when a request is refused or fails."""
        title, *lines = REFUSED.get(status, UNREADABLE)
        return self._page(status, "page.html", {"title": title, "lines": lines})

    def redirect(self, location: str) -> Response:
        """Sends the browser to another page; `location` is relative to this one."""
        return {"statusCode": 303, "headers": self._headers | {"location": location}, "body": ""}

    def _page(self, status: int, template: str, content: Mapping[str, Any]) -> Response:
        html = self._pages.get_template(template).render(content, style=self._style)
        return {"statusCode": status, "headers": self._headers, "body": html}
