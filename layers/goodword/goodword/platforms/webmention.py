"""Webmention: a page claims that it links to one of ours; nothing counts until the page has been visited."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from urllib.parse import SplitResult, parse_qsl, urlsplit

from goodword.errors import BadHandshake, BadSignature, Unreadable
from goodword.platforms.contract import Answer, Coverage, Delivery, Lookup, ParsedItem, Secrets
from goodword.platforms.json_fields import MAX_URL_CHARACTERS

SECRETS: tuple[str, ...] = ()
HEADERS: tuple[str, ...] = ()
ACCEPTED = 202
COVERAGE = Coverage(
    hears="pages that link to one of your pages and send a webmention: posts, replies, likes and reposts",
    misses="pages whose software sends no webmentions; pages behind a login; links that a script adds",
    delay="seconds after the webmention arrives",
    edits="if the page sends another webmention; replaces the stored text",
    deletion="if another webmention arrives and the page or its link is gone; the text is deleted",
    by=("webhook", "lookup"),
)

_PORTS = {"http": 80, "https": 443}
_NOT_IN_URLS = re.compile(r"[\x00-\x20\x7f-\xa0\\\ud800-\udfff\ufffd\ufffe\uffff]")
_AROUND = b"\xef\xbb\xbf\xff\xfe\x00\r\n\t "  # what editors leave around a form


def challenge(delivery: Delivery, secrets: Secrets) -> Answer | None:  # noqa: ARG001 - part of the contract
    """There is no handshake."""
    return None


def verify(delivery: Delivery, secrets: Secrets, now: datetime) -> None:  # noqa: ARG001 - nothing is signed
    """Two different URLs, the second on a site of ours; else BadHandshake (400), as the standard says.

    Anybody may send one. A visit to the page verifies it.
    https://www.w3.org/TR/webmention/#request-verification
    """
    sites = [site for site in secrets.live("known") if is_url(site)]
    if not sites:
        raise BadSignature("no site is configured under accounts, such as https://acme.example")
    source, target = _source_and_target(delivery.body)
    if not (is_url(source) and is_url(target)):
        raise BadHandshake("source and target must be http(s) URLs")
    if bare(source) == bare(target):
        raise BadHandshake("source and target are the same page")
    if site_of(target, sites) is None:
        raise BadHandshake("target is not a page of this site")


def sign(body: bytes, secrets: Secrets, now: datetime) -> dict[str, str]:  # noqa: ARG001 - nothing is signed
    """Nothing: there are no secrets."""
    return {}


def parse(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:  # noqa: ARG001 - part of the contract
    """A webmention has no content of its own: the source has to be visited."""
    try:
        source, target = _source_and_target(delivery.body)
    except BadHandshake as error:
        raise Unreadable(str(error)) from error
    if not (is_url(source) and is_url(target)):
        raise Unreadable("source and target are not http(s) URLs")
    yield Lookup(function="visit", asked={"what": "source", "source": source, "target": target})


def is_url(value: str) -> bool:
    """Whether it is an absolute http(s) URL of acceptable length."""
    if len(value) > MAX_URL_CHARACTERS or _NOT_IN_URLS.search(value):
        return False
    parts = _split(value)
    return parts is not None and parts.scheme in _PORTS and bool(parts.hostname)


def bare(url: str) -> str:
    """A URL without its fragment, in one spelling for all equal URLs: to compare, never to fetch."""
    if (parts := _split(url)) is None:
        return url
    return parts._replace(netloc=_place(parts), path=parts.path or "/", fragment="").geturl()


def site_of(url: str, sites: Iterable[str]) -> str | None:
    """The longest of our sites that contains the URL, by http or https; None when none does."""
    return max((site for site in sites if _lies_under(url, site)), key=len, default=None)


def _lies_under(url: str, site: str) -> bool:
    at, ours = _split(url), _split(site)
    if at is None or ours is None or not (is_url(url) and is_url(site)) or _place(at) != _place(ours):
        return False
    folder = ours.path.rstrip("/")
    return not folder or at.path == folder or at.path.startswith(f"{folder}/")


def _place(parts: SplitResult) -> str:
    """The host, and the port unless it is the scheme's own."""
    port = parts.port
    host = (parts.hostname or "").removesuffix(".")
    return host if port in (None, _PORTS.get(parts.scheme)) else f"{host}:{port}"


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - read here, since a bad port raises
    except ValueError:
        return None
    return parts


def _source_and_target(body: bytes) -> tuple[str, str]:
    """Source and target; each must come once.

    https://www.w3.org/TR/webmention/#sender-notifies-receiver
    """
    try:
        form = parse_qsl(body.strip(_AROUND).decode("utf-8", "replace"), max_num_fields=50)
    except ValueError as error:
        raise BadHandshake("the form has too many fields") from error
    sources, targets = ([value for name, value in form if name == parameter] for parameter in ("source", "target"))
    if len(sources) != 1 or len(targets) != 1:
        raise BadHandshake("source and target are both needed, once each")
    return sources[0], targets[0]


__all__ = [
    *("ACCEPTED", "COVERAGE", "HEADERS", "SECRETS", "challenge", "parse", "sign", "verify"),
    *("bare", "is_url", "site_of"),
]
