"""The pictures in docs/pictures show the present alert and the present functions and queues."""

import pytest

from tests.conftest import ROOT
from tests.house.plan import plan
from tests.pictures import flow, golden, sms
from tests.pictures.__main__ import FOLDER
from tests.pictures.browser import SCALE
from tests.pictures.png import size
from tests.pictures.theme import THEMES, WIDTH

AGAIN = "run `python -m tests.pictures`"
MOST_BYTES = 150_000
PNG = [f"{what}-{theme.name}.png" for what in ("sms", "mail") for theme in THEMES]
RESOURCES = plan().template["Resources"]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_flow_is_what_the_script_writes(theme):
    assert (FOLDER / f"flow-{theme.name}.svg").read_text(encoding="utf-8") == flow.svg(theme), AGAIN


@pytest.mark.parametrize("name", PNG)
def test_sms_and_mail_are_small_and_of_one_width(name):
    png = (FOLDER / name).read_bytes()
    assert size(png)[0] == WIDTH * SCALE, AGAIN
    assert len(png) < MOST_BYTES


def test_sms_and_mail_show_the_present_alert():
    assert (FOLDER / "source.sha256").read_text(encoding="utf-8") == golden.digest_line(), AGAIN


def test_each_part_of_the_sms_is_explained():
    parts = golden.read().parts()
    assert set(parts) - {"sender"} == set(sms.MEANINGS)


def test_every_function_is_in_the_flow_or_named_below_it():
    drawn = {box.name for box in flow.BOXES if box.kind == "function"}
    functions = {folder.name for folder in (ROOT / "functions").iterdir() if (folder / f"{folder.name}.py").exists()}
    assert drawn <= functions
    assert [name for name in functions - drawn if f"{name} (" not in flow.NOT_SHOWN] == []


def test_every_queue_in_the_flow_is_in_the_template():
    queues = [box.name for box in (*flow.BOXES, *flow.PILLS) if box.kind in ("queue", "urgent")]
    assert [name for name in queues if f"{name.capitalize()}Queue" not in RESOURCES] == []


def test_no_picture_is_left_that_nothing_writes():
    written = {*PNG, *(f"flow-{theme.name}.svg" for theme in THEMES), "source.sha256"}
    assert {path.name for path in FOLDER.iterdir()} == written
