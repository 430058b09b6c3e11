"""Which stack, in which region and account, a command works on: decided in one place, and said in its first line.

A region or a profile is taken from the first that names one: `--region` or `--profile`, samconfig.toml (the order of
`sam deploy`), AWS_REGION or AWS_DEFAULT_REGION (AWS_PROFILE), the profile in ~/.aws. Where AWS_ENDPOINT_URL names an
AWS on this machine, samconfig.toml is not asked: it tells of the real one.
"""

import argparse
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.command import _samconfig
from goodword.errors import ConfigurationError

if TYPE_CHECKING:
    from goodword.operations.stack import DeployedStack


@dataclass(frozen=True)
class Where:
    """Empty: nothing was said, and the SDK looks further by itself. `account` is empty where AWS did not say."""

    stack: str
    region: str
    profile: str
    endpoint: str
    account: str = ""

    def __str__(self) -> str:
        parts = [f"Stack {self.stack} in {self.region}, account {self.account or 'unknown (STS did not say)'}"]
        parts += [f"profile {self.profile}"] if self.profile else []
        parts += [f"at {self.endpoint}"] if self.endpoint else []
        return ", ".join(parts)


def opened(args: argparse.Namespace) -> "DeployedStack":
    """The stack that the call is about; says on stderr which, where and whose it is."""
    from goodword.operations.stack import DeployedStack

    where = signed_in(args)
    args.stack = where.stack
    print(where, file=sys.stderr)
    return DeployedStack(where.stack)


def signed_in(args: argparse.Namespace) -> Where:
    """Decide, and turn every client that way. Raises ConfigurationError where there is no region, or no way in."""
    from goodword.aws import client
    from goodword.operations.account import SignedOut, account

    where = _decided(args)
    try:
        region = client.use(where.region, where.profile)
        if not region:
            raise ConfigurationError(_NO_REGION)
        return Where(where.stack, region, where.profile, where.endpoint, account())
    except SignedOut as error:
        raise ConfigurationError(f"{_NO_WAY_IN} ({error})") from None


def _decided(args: argparse.Namespace) -> Where:
    endpoint = os.environ.get("AWS_ENDPOINT_URL", "")
    saved = _samconfig.Saved() if endpoint else _samconfig.read_saved()
    return Where(
        stack=args.stack or saved.stack or _samconfig.STACK,
        region=getattr(args, "region", None) or saved.region or _samconfig.environment_region(),
        profile=getattr(args, "profile", None) or saved.profile,
        endpoint=endpoint,
    )


_NO_REGION = (
    "no region: give --region eu-central-1, or set AWS_REGION, or `aws configure set region eu-central-1`; "
    "`make deploy` keeps the one you answer in samconfig.toml"
)
_NO_WAY_IN = (
    "AWS does not know who you are: sign in with `aws sso login` (or `aws configure`), until `aws sts "
    "get-caller-identity` answers; --profile names another profile of ~/.aws/config"
)
