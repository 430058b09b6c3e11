"""The outside of a running stack: signs like a platform, follows links like a browser, and returns the responses."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection
from urllib.parse import urlencode, urljoin, urlsplit

from goodword import platforms
from goodword.aws.secret_store import SecretStore
from goodword.platforms.contract import Delivery, ParsedItem, Secrets
from tests.embedded.provision import invented


@dataclass(frozen=True)
class Answer:
    """The response to a request."""

    status: int
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)
    """By their names in lower case."""


class Door:
    """The webhook address of a running stack, and the secrets to sign with."""

    def __init__(self, webhooks: str, secrets: SecretStore) -> None:
        self.url, self._secrets = webhooks, secrets

    def knock(self, platform: str, source: str, body: bytes, *, forged: bool = False) -> Answer:
        """Post the body as that platform would; `forged` signs with secrets that are not ours."""
        return self.post(platform, source, body, self.headers(platform, source, body, forged=forged))

    def headers(self, platform: str, source: str, body: bytes, *, forged: bool = False) -> dict[str, str]:
        """The headers that sign the body, by the adapter's own `sign`."""
        adapter, secrets = platforms.load(platform), self._secrets.of(source)
        if forged:
            secrets = Secrets({name: (invented(),) for name in adapter.SECRETS})
        return adapter.sign(body, secrets, datetime.now(UTC))

    def post(self, platform: str, source: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Post with exactly these headers and the content type."""
        return self._request("POST", f"{platform}/{source}", body, {"Content-Type": "application/json", **headers})

    def get(self, platform: str, source: str, query: str) -> Answer:
        """A handshake."""
        return self._request("GET", f"{platform}/{source}?{query}", b"", {})

    def follow(self, link: str) -> Answer:
        """Open an alert's link."""
        return self._request("GET", link, b"", {})

    def act(self, link: str, **fields: str) -> Answer:
        """Post a form from the page behind the link; 303 means that it was accepted."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._request("POST", link, urlencode(fields).encode(), headers)

    def _request(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        address = urlsplit(urljoin(f"{self.url}/", path))
        with closing(HTTPConnection(address.hostname or "", address.port, timeout=30)) as connection:
            connection.request(method, f"{address.path}?{address.query}".rstrip("?"), body, dict(headers))
            response = connection.getresponse()
            named = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, response.read().decode(errors="replace"), named)


def heard_in(platform: str, source: str, body: bytes, accounts: frozenset[str]) -> list[ParsedItem]:
    """What the product's own adapter reads in a body."""
    adapter = platforms.load(platform)
    delivery = Delivery(platform, source, "POST", {}, {}, body, datetime.now(UTC))
    return list(adapter.parse(delivery, accounts))
