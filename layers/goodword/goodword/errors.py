"""All errors that Goodword raises, grouped by who has to fix them.

    GoodwordError
    |-- Rejected              the caller: answered with a 4xx, never retried by us
    |   |-- UnknownSource     404  no such platform or source in the configuration
    |   |-- BadSignature      401  missing, wrong, stale or unreadable signature
    |   |-- BadHandshake      400  a handshake or an encoding that cannot be read
    |   |-- HandshakeRefused  403  a readable handshake with the wrong token
    |   |-- TooLarge          413  more than a queue message can hold, even compressed, or than our forms ever send
    |   |-- BadForm           400  a form that our page cannot have sent
    |   |-- NotAForm          415  a body of another content type
    |   `-- LinkNotGood       404  a link that is unknown, expired or revoked
    |-- Unreadable            authentic, but not what the platform documents: quarantined
    |-- ConfigurationError    ours: refuse to start, say the line
    `-- NotPublished          the world's: SNS did not take an alert, and the outbox keeps it

Any other error (a throttled table, a lost connection) propagates: 5xx, redrive, dead letters.
No error message contains a secret, a signature or a person's text.
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
    """Raised when a signature cannot be verified, or no secret is configured."""

    status = 401


class BadHandshake(Rejected):
    """Raised when a handshake lacks its parameters, or a body is not valid base64."""

    status = 400


class HandshakeRefused(Rejected):
    """Raised when a well-formed handshake has the wrong token."""

    status = 403


class TooLarge(Rejected):
    """Raised when a delivery is too large for the queue even compressed, or a form exceeds its limit."""

    status = 413


class BadForm(Rejected):
    """Raised when a posted form cannot be read, or asks for something its page does not offer."""

    status = 400


class NotAForm(Rejected):
    """Raised when the content type of the body is not a form."""

    status = 415


class LinkNotGood(Rejected):
    """Raised when an action link is not valid; the message does not say why."""

    status = 404


class Unreadable(GoodwordError):
    """Raised when an authentic body, or one item in it, is not as the platform documents it."""


class ConfigurationError(GoodwordError):
    """Raised when a setting or goodword.yaml is wrong; the message says where and what to do."""


class NotPublished(GoodwordError):
    """Raised when SNS did not take an alert. `refused`: SNS said so, and nobody can have received it."""

    def __init__(self, *, refused: bool) -> None:
        super().__init__()
        self.refused = refused


def describe(error: BaseException) -> dict[str, str]:
    """What we log of an error: its type and place, never its message, which could quote a person."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else "unknown"
    return {"error": type(error).__name__, "at": place}
