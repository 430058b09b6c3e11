"""Everything that can go wrong here, graded by whose fault it is.

    GoodwordError
    |-- Rejected              the caller's: answered with a 4xx, never retried by us
    |   |-- UnknownSource     404  no such platform or source in the configuration
    |   |-- BadSignature      401  missing, wrong, stale or unreadable signature
    |   |-- BadHandshake      400  a handshake or an encoding that cannot be read
    |   |-- HandshakeRefused  403  a readable handshake with the wrong token
    |   |-- TooLarge          413  more than a queue message can hold, even compressed, or than our forms ever send
    |   |-- BadForm           400  a form that our page does not send
    |   |-- NotAForm          415  a body of another kind
    |   `-- LinkNotGood       404  a link that is unknown, expired or revoked
    |-- Unreadable            authentic, but not what the platform documents: quarantined
    |-- ConfigurationError    ours: refuse to start, say the line
    `-- NotPublished          the world's: SNS did not take an alert, and the outbox keeps it

Anything else is the world's (a throttled table, a lost connection) and goes up: 5xx, redrive, dead letters.
No message repeats a secret, a signature or a person's text.
"""

import traceback


class GoodwordError(Exception):
    """Base of every error that Goodword raises on purpose."""


class Rejected(GoodwordError):
    """The caller is at fault; `status` is the HTTP answer."""

    status = 400


class UnknownSource(Rejected):
    """Raised when the URL names a platform or source that the configuration does not have."""

    status = 404


class BadSignature(Rejected):
    """Raised when authenticity cannot be shown, also when no secret is configured."""

    status = 401


class BadHandshake(Rejected):
    """Raised when a handshake lacks its parameters, or a body is not the base64 it claims to be."""

    status = 400


class HandshakeRefused(Rejected):
    """Raised when a well-formed handshake carries a token that is not ours."""

    status = 403


class TooLarge(Rejected):
    """Raised when a delivery exceeds what the queue can hold after compression, or a form its bound."""

    status = 413


class BadForm(Rejected):
    """Raised when a posted form cannot be read, or asks for what its page does not offer."""

    status = 400


class NotAForm(Rejected):
    """Raised when the body says that it is something else than a form."""

    status = 415


class LinkNotGood(Rejected):
    """Raised when an alert's link opens nothing; it does not say why."""

    status = 404


class Unreadable(GoodwordError):
    """Raised when an authentic body, or one item in it, is not what the platform documents."""


class ConfigurationError(GoodwordError):
    """Raised when a setting or goodword.yaml is wrong; the message says where and what to do."""


class NotPublished(GoodwordError):
    """Raised when SNS did not take an alert. `refused`: SNS said so, and nobody can have received it."""

    def __init__(self, *, refused: bool) -> None:
        super().__init__()
        self.refused = refused


def describe(error: BaseException) -> dict[str, str]:
    """What may be logged of an error: its kind and its place, never its words, which may quote a person."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else "unknown"
    return {"error": type(error).__name__, "at": place}
