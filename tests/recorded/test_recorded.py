"""This version reads what earlier versions stored, and continues from there as it did when that was recorded."""

import json
from collections import Counter
from pathlib import Path

import pytest

from goodword.config.configuration import Configuration
from tests.house.plan import plan
from tests.recorded.recordings import RECORDINGS, afterwards
from tests.recorded.snapshot import load

FOLDERS = sorted(folder for folder in RECORDINGS.iterdir() if folder.is_dir())
KINDS = {"act", "asked", "case", "correction", "dirty", "gone", "held", "link", "mark", "mention", "outbox", "own"}
KINDS |= {"reaction", "spent", "tally", "visit"}
QUEUES = {"DeliveriesQueue", "JobsQueue", "PagesQueue", "ScoredQueue", "UrgentQueue", "VisitsQueue"}


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def test_this_version_goes_on_from_it_as_recorded(folder: Path) -> None:
    recorded = load(folder / "after.json")
    found = json.loads(json.dumps(afterwards(folder)))
    assert found["told"] == recorded["told"]
    assert found["items"] == recorded["items"]
    assert found == recorded


def test_there_is_something_of_every_kind(folder: Path) -> None:
    before = load(folder / "before.json")
    kinds = Counter(item["type"]["S"] for item in before["items"])
    assert kinds.keys() >= KINDS
    assert before["messages"].keys() == QUEUES
    assert {name for name in plan().of_type("AWS::SQS::Queue") if not name.endswith("DeadLetters")} == QUEUES
    states = Counter(item["state"]["S"] for item in before["items"] if item["type"]["S"] == "outbox")
    assert states.keys() >= {"sent", "unsent"}


def test_nothing_was_given_up_and_everybody_was_told(folder: Path) -> None:
    after = load(folder / "after.json")
    assert after["given_up"] == {}
    assert after["messages"] == {}
    assert after["told"]


def test_its_configuration_is_read_and_written_as_it_stands(folder: Path) -> None:
    stored = load(folder / "before.json")["objects"]["config/goodword.json"]
    assert json.loads(Configuration.from_json(stored).to_json()) == json.loads(stored)
