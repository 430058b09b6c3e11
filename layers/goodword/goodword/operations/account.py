"""The AWS account that a command works in, and its concurrency and throttle limits."""

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
    """Raised when there are no credentials, or AWS refuses them; names the error code, never the credentials."""


class Denied(Exception):
    """Raised when the caller lacks the permission."""


@dataclass(frozen=True, slots=True)
class Concurrency:
    """How many Lambda functions may run at once in this region: in total, and unreserved."""

    account: int
    unreserved: int


@dataclass(frozen=True, slots=True)
class Throttle:
    """How many requests API Gateway accepts for all APIs of the account in this region: per second, and at once."""

    rate: int
    burst: int


def account() -> str:
    """The account id; empty where STS does not answer or does not allow it. Raises SignedOut."""
    try:
        return str(client("sts").get_caller_identity()["Account"])
    except (NoCredentialsError, PartialCredentialsError, SSOError, TokenRetrievalError) as error:
        raise SignedOut(type(error).__name__) from error
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code in _UNKNOWN:
            raise SignedOut(code) from error
        return ""
    except BotoCoreError:  # no answer: the next call reports it
        return ""


def concurrency() -> Concurrency:
    """Read the limits, like `aws lambda get-account-settings`. Raises Denied, and what the SDK raises."""
    try:
        limit = client("lambda").get_account_settings()["AccountLimit"]
    except ClientError as error:
        raise _denied(error) from error
    return Concurrency(limit["ConcurrentExecutions"], limit["UnreservedConcurrentExecutions"])


def throttle() -> Throttle | None:
    """Read the limits, like `aws apigateway get-account`; None where AWS does not answer."""
    try:
        settings = client("apigateway").get_account()["throttleSettings"]
        return Throttle(int(settings["rateLimit"]), int(settings["burstLimit"]))
    except (*AWS_ERRORS, KeyError):
        return None


def _denied(error: ClientError) -> Exception:
    return Denied() if error.response["Error"]["Code"] in _DENIED else error
