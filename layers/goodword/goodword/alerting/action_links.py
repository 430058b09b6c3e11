"""Action links: each lets one person act on one case without signing in."""

import re
import secrets
import string
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from goodword.storage.codec import Codec
from goodword.storage.document_store import ConditionalWrite, DocumentStore, Key
from goodword.storage.keys import SCHEMA, to_ms

LENGTH = 16  # of 62 characters: 95 bits, which nobody guesses, and short enough for an SMS
GOOD_FOR = timedelta(days=7)  # still works after a long weekend; expired when an old mailbox leaks

_LETTERS = string.digits + string.ascii_letters
_TOKEN = re.compile(rf"[0-9A-Za-z]{{{LENGTH}}}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLink:
    """Which person can act on which case. The case opened at `opened`; `reference` is the mention in the alert."""

    incident_key: str
    person: str
    brand: str
    reference: str
    opened: datetime
    expires: datetime


_CODEC = Codec(ActionLink, attributes={"incident_key": "trouble"}, always=("reference",))


class ActionLinks:
    """Action links in the document store. It keeps only a token's digest, so nobody who reads the table can act."""

    def __init__(self, store: DocumentStore) -> None:
        self._store = store

    def make(
        self, *, incident_key: str, person: str, brand: str, reference: str, opened: datetime, now: datetime
    ) -> str:
        """Make a new token, valid from now on. `opened` is the case's `opened_at`. Raises what the SDK raises."""
        token = "".join(secrets.choice(_LETTERS) for _ in range(LENGTH))
        expires = now + GOOD_FOR
        link = ActionLink(
            incident_key=incident_key, person=person, brand=brand, reference=reference, opened=opened, expires=expires
        )
        item = {"type": "link", "schema": SCHEMA, "ttl": int(expires.timestamp())} | _CODEC.write(link)
        self._store.write(ConditionalWrite(key=_key(token), item=item))
        return token

    def open(self, token: str, now: datetime) -> ActionLink | None:
        """The link; None when it is unknown, expired or revoked. Always one read, even for a malformed token."""
        item = self._store.get(_key(token))
        if not _TOKEN.fullmatch(token) or not item or "revoked" in item:
            return None
        link = _CODEC.read(item)
        return link if now < link.expires else None  # TTL deletes late

    def revoke(self, token: str, now: datetime) -> bool:
        """Revoke the link for good; False when there is no such link."""
        return not self._store.write(
            ConditionalWrite(key=_key(token), set={"revoked": to_ms(now)}, only_if={"type": "link"})
        )


def _key(token: str) -> Key:
    return f"link#{sha256(token.encode('utf-8', 'surrogatepass')).hexdigest()}", "link"
