"""SDK clients."""

import logging

import pytest

from goodword.aws.client import client


def test_at_no_log_level_does_the_sdk_write_what_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lambda sets its LogLevel on the root logger, and below INFO botocore logs bodies: texts, tokens, secrets."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    monkeypatch.setattr(logging.getLogger(), "level", logging.DEBUG)
    client("sqs", seconds=5)
    assert not logging.getLogger("botocore.endpoint").isEnabledFor(logging.DEBUG)
