"""Whose account a command works in, and what AWS lets it do at once there."""

from dataclasses import dataclass

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    NoCredentialsError,
    PartialCredentialsError,
    SSOError,
    TokenRetrievalError,
)

from goodword.aws.client import AWS_ERRORS, client

_UNKNOWN = (
    *("ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "UnrecognizedClientException"),
    *("SignatureDoesNotMatch", "IncompleteSignature", "AuthFailure"),
)
_DENIED = ("AccessDenied", "AccessDeniedException", "AuthorizationError")


class SignedOut(Exception):
    """Raised when there are no credentials, or none that AWS takes; tells the code, never the credentials."""


class Denied(Exception):
    """Raised when whoever asks may not ask that."""


@dataclass(frozen=True, slots=True)
class Concurrency:
    """How many Lambda functions may run at once in this region: all of them, and those that no function reserved."""

    account: int
    unreserved: int


@dataclass(frozen=True, slots=True)
class Throttle:
    """How many requests API Gateway lets in, over all APIs of the account in this region: a second, and at once."""

    rate: int
    burst: int


def account() -> str:
    """The account's number; empty where AWS tells who we are to nobody. Raises SignedOut."""
    try:
        return str(client("sts").get_caller_identity()["Account"])
    except (NoCredentialsError, PartialCredentialsError, SSOError, TokenRetrievalError) as error:
        raise SignedOut(type(error).__name__) from error
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code in _UNKNOWN:
            raise SignedOut(code) from error
        return ""
    except BotoCoreError:  # no answer: whatever is asked next says so with its own words
        return ""


def concurrency() -> Concurrency:
    """Read what `aws lambda get-account-settings` says. Raises Denied, and what the SDK raises."""
    try:
        limit = client("lambda").get_account_settings()["AccountLimit"]
    except ClientError as error:
        raise _denied(error) from error
    return Concurrency(limit["ConcurrentExecutions"], limit["UnreservedConcurrentExecutions"])


def throttle() -> Throttle | None:
    """Read what `aws apigateway get-account` says; None where AWS does not say."""
    try:
        settings = client("apigateway").get_account()["throttleSettings"]
        return Throttle(int(settings["rateLimit"]), int(settings["burstLimit"]))
    except (*AWS_ERRORS, KeyError):
        return None


def _denied(error: ClientError) -> Exception:
    return Denied() if error.response["Error"]["Code"] in _DENIED else error
