"""Decides which stack, region and account a command works on, and prints them in its first line.

Region and profile come from the first of these that names one: `--region` or `--profile`, samconfig.toml (the order of
`sam deploy`), AWS_REGION or AWS_DEFAULT_REGION (AWS_PROFILE), the profile in ~/.aws. If AWS_ENDPOINT_URL names an
emulator, samconfig.toml is not read: it describes the stack on AWS.
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
    """Empty values are not set: the SDK then uses its own defaults. `account` is empty where STS did not say."""

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
    """The stack that the command works on; prints stack, region and account on stderr."""
    from goodword.operations.stack import DeployedStack

    where = signed_in(args)
    args.stack = where.stack
    print(where, file=sys.stderr)
    return DeployedStack(where.stack)


def signed_in(args: argparse.Namespace) -> Where:
    """Decide, and set up every client. Raises ConfigurationError where there is no region or no valid sign-in."""
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
    "no region: give --region eu-central-1, set AWS_REGION, or run `aws configure set region eu-central-1`; "
    "`make deploy` saves your answer in samconfig.toml"
)
_NO_WAY_IN = (
    "AWS does not know who you are: sign in with `aws sso login` (or `aws configure`) and check with `aws sts "
    "get-caller-identity`; --profile names another profile in ~/.aws/config"
)
