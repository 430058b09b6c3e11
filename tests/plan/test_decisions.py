"""Decision records have one form: numbered in order, with a status, a date and four sections, listed in the index."""

import re
from datetime import date

import pytest

from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "decisions"
RECORDS = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
SECTIONS = ["Context", "Decision", "Consequences", "Refused"]
STATUS = re.compile(r"Status: (?:accepted|replaced by [0-9]+), ([0-9]{4}-[0-9]{2}-[0-9]{2})")


def number_of(record):
    assert re.fullmatch(r"[0-9]{4}(-[a-z0-9]+)+\.md", record.name)
    return int(record.name[:4])


def title_of(record):
    first = record.read_text().split("\n", 1)[0]
    assert first.startswith(f"# {number_of(record)}. "), f"{record.name} starts with {first!r}"
    return first.split(". ", 1)[1]


def date_of(record):
    status = STATUS.fullmatch(record.read_text().split("\n")[2])
    assert status, f"the third line of {record.name} is no status"
    return date.fromisoformat(status[1])


def test_numbers_are_unique_and_consecutive():
    assert RECORDS
    assert [number_of(record) for record in RECORDS] == list(range(1, len(RECORDS) + 1))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_a_record_has_a_title_a_status_and_the_sections(record):
    assert title_of(record)
    assert date_of(record)
    text = record.read_text()
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == SECTIONS
    bodies = re.split(r"^## .*$", text, flags=re.MULTILINE)[1:]
    assert [name for name, body in zip(SECTIONS, bodies, strict=True) if not body.strip()] == []


def test_accepted_records_are_in_the_order_of_their_dates():
    accepted = [record for record in RECORDS if "\nStatus: accepted, " in record.read_text()]
    dates = [date_of(record) for record in accepted]
    assert dates == sorted(dates)


def test_the_index_lists_each_record_with_its_title():
    listed = re.findall(r"^\| ([0-9]+) \| \[(.*)\]\((.*)\) \| .+ \|$", (FOLDER / "README.md").read_text(), re.MULTILINE)
    assert listed == [(str(number_of(record)), title_of(record), record.name) for record in RECORDS]
