"""Whether each role can do its work, and no more, after all other tests: its name puts this file last."""

import json

import pytest

from goodword.aws.client import client
from tests.embedded.live import Live
from tests.embedded.wait import eventually

pytestmark = [
    pytest.mark.rehearsal,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

REFUSED = "REFUSED"  # the start of such a line in ministack_server.py
ROOMS = ("intake", "score", "store", "alert", "tally", "sweep", "desk", "fetch", "visit")


def test_every_room_worked_and_was_refused_nothing(live: Live) -> None:
    assert _refusals(live) == []
    logs = client("logs")
    for room in ROOMS:
        streams = logs.describe_log_streams(logGroupName=f"/goodword/{live.stack.name}/{room}")["logStreams"]
        assert streams, f"{room} never ran"


def test_a_room_without_its_permission_does_nothing_and_loses_nothing(live: Live) -> None:
    iam = client("iam")
    (role,) = [role["RoleName"] for role in iam.list_roles()["Roles"] if "StoreRole" in role["RoleName"]]
    granted = iam.get_role_policy(RoleName=role, PolicyName="store")["PolicyDocument"]
    withheld = {
        **granted,
        "Statement": [statement for statement in granted["Statement"] if statement["Sid"] != "Remember"],
    }
    iam.put_role_policy(RoleName=role, PolicyName="store", PolicyDocument=json.dumps(withheld))
    before = len(_refusals(live))
    lamp = live.hears("instagram", "acme-instagram", "What a lovely lamp")
    refused = eventually(lambda: _refusals(live)[before:], seconds=30) or []
    assert {(role in line, line.split()[-1]) for line in refused} == {(True, "dynamodb:PutItem")}
    assert live.books.entry("instagram", lamp) is None
    iam.put_role_policy(RoleName=role, PolicyName="store", PolicyDocument=json.dumps(granted))
    assert live.books.wait_for("instagram", lamp, seconds=60) is not None


def _refusals(live: Live) -> list[str]:
    """Every call that IAM has refused."""
    log = (live.home / "emulator.log").read_text(errors="replace")
    return [line for line in log.splitlines() if line.startswith(REFUSED)]
