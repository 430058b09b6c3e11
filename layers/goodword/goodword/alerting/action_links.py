"""Links: what an alert carries so that one person can act on one case without signing in."""

import re
import secrets
import string
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from goodword.storage.codec import Codec
from goodword.storage.document_store import ConditionalWrite, DocumentStore, Key
from goodword.storage.keys import SCHEMA, to_ms

LENGTH = 16  # of 62 letters: 95 bits, which nobody guesses, and short enough for an SMS
GOOD_FOR = timedelta(days=7)  # a weekend and a holiday later it still opens; an old mailbox that leaks opens nothing

_LETTERS = string.digits + string.ascii_letters
_TOKEN = re.compile(rf"[0-9A-Za-z]{{{LENGTH}}}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLink:
    """Who was told about which case: `opened` is when that case was, `reference` the mention they were shown."""

    incident_key: str
    person: str
    brand: str
    reference: str
    opened: datetime
    expires: datetime


_CODEC = Codec(ActionLink, attributes={"incident_key": "trouble"}, always=("reference",))


class ActionLinks:
    """Links in a drawer; it knows a token's digest only, so that whoever reads the table cannot act."""

    def __init__(self, store: DocumentStore) -> None:
        self._store = store

    def make(
        self, *, incident_key: str, person: str, brand: str, reference: str, opened: datetime, now: datetime
    ) -> str:
        """A new token, good from now on; `opened` is the case's `opened_at`. Raises what the SDK raises."""
        token = "".join(secrets.choice(_LETTERS) for _ in range(LENGTH))
        expires = now + GOOD_FOR
        link = ActionLink(
            incident_key=incident_key, person=person, brand=brand, reference=reference, opened=opened, expires=expires
        )
        item = {"type": "link", "schema": SCHEMA, "ttl": int(expires.timestamp())} | _CODEC.write(link)
        self._store.write(ConditionalWrite(key=_key(token), item=item))
        return token

    def open(self, token: str, now: datetime) -> ActionLink | None:
        """The link; None when it is unknown, expired or revoked. One read, whatever the token looks like."""
        item = self._store.get(_key(token))
        if not _TOKEN.fullmatch(token) or not item or "revoked" in item:
            return None
        link = _CODEC.read(item)
        return link if now < link.expires else None  # TTL takes its time

    def revoke(self, token: str, now: datetime) -> bool:
        """Switch it off for good; False when there is no such link."""
        return not self._store.write(
            ConditionalWrite(key=_key(token), set={"revoked": to_ms(now)}, only_if={"type": "link"})
        )


def _key(token: str) -> Key:
    return f"link#{sha256(token.encode('utf-8', 'surrogatepass')).hexdigest()}", "link"
