"""`goodword check`: what it says of the sample, of a faulty file, and of no file."""

import io
import json
import sys
from pathlib import Path

import pytest
from freezegun import freeze_time

from goodword import asking
from goodword.__main__ import main
from goodword.config.loading import load_yaml

SAMPLE = Path(__file__).parents[2] / "goodword.yaml"


def test_into_a_pipe_it_writes_one_json_object(capsys):
    assert main(["check", str(SAMPLE)]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["valid"] is True
    assert printed["brands"] == {"acme": {"name": "Acme", "terms": ["acme", "#acme", "@acme"], "team": "care"}}
    assert printed["sources"]["acme-x"] == {
        "webhook": "/webhooks/x/acme-x",
        "asked": {},
        "brand": "acme",
        "secrets": list(asking.secret_names("x")),
    }
    care = printed["teams"]["care"]
    assert (care["timezone"], care["people"]) == ("Europe/Berlin", {"ana": ["mail", "sms"], "ben": ["mail"]})
    assert care["owners_now"] == {key: ["ana", "ben"] for key in ("facebook", "instagram", "standard", "x")}
    assert care["escalation"] == {"after": 10, "steps": [["ana", "ben"]]}
    assert (printed["rules"], printed["mutes"]) == ([], [])


def test_on_a_terminal_it_writes_a_summary_for_people(monkeypatch, capsys):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["check", str(SAMPLE)]) == 0
    printed = capsys.readouterr().out
    assert "in order" in printed
    assert "acme: Acme, heard as acme, #acme, @acme; care answers" in printed
    assert f"acme-x: /webhooks/x/acme-x ({', '.join(asking.secret_names('x'))})" in printed
    assert "care (Europe/Berlin): ana by mail and SMS, ben by mail" in printed
    assert "this hour is owned by: ana, ben" in printed
    assert "a P1 that nobody took rings after 10 min ana, ben" in printed
    assert "ana: at most 8 rings a day, but for P1" in printed
    assert "example.com" not in printed


ROTA = """
    holidays: [2026-12-25]
    rota:
      - {who: [ana], days: mon-fri, hours: ["08:00-12:00", "13:00-17:00"], holidays: "no", timezone: Asia/Tokyo}
      - {who: [ana], days: [sat], platforms: [x], topics: [praise]}
      - {who: [ben]}
    escalation: {after: 5, steps: [[ben], [ana, ben]]}
rules:
  - name: vips
    when: {priority: [P2, P3], audience: 10000}
    priority: P1
    ring: owners
    by: [sms, mail]
    cool_down: 30
  - {name: shipping, when: {intents: [needs_help]}, at_least: {mentions: 3, minutes: 10}}
  - {name: rest, ring: nobody}
mutes:
  - {name: campaign, when: {platforms: [x]}, from: 2026-11-20, until: 2026-11-30, why: competition entries}
"""
SATURDAY = "2026-11-07T12:00:00Z"


@pytest.fixture
def with_rota(tmp_path):
    file = tmp_path / "goodword.yaml"
    sample = SAMPLE.read_text(encoding="utf-8").replace(
        "ben: {", "ben: { quiet: '22:00-07:00', timezone: Europe/Lisbon,"
    )
    file.write_text(sample.rstrip() + ROTA, encoding="utf-8")
    return str(file)


@freeze_time(SATURDAY)
def test_a_rota_and_rules_are_told_in_words(with_rota, monkeypatch, capsys):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["check", with_rota]) == 0
    assert (
        capsys.readouterr().out.partition("Teams, and how each person is rung\n")[2]
        == """\
  care (Europe/Berlin): ana by mail and SMS, ben by mail
    this hour is owned by: facebook ben; instagram ben; standard ben; x ben; x about praise ana
    rota: ana mon-fri 08:00-12:00, 13:00-17:00, by the clock of Asia/Tokyo, not on holidays
    rota: ana sat 00:00-24:00, topics praise, platforms x
    rota: ben always
    holidays: 2026-12-25
    ana: at most 8 rings a day, but for P1
    ben: at most 8 rings a day, quiet 22:00-07:00 (Europe/Lisbon), but for P1
    a P1 that nobody took rings after 5 min ben, after 10 min ana, ben

Rules
  vips: priority P2 or P3, audience at least 10000: counts as P1, rings owners, by mail and SMS, again after 30 min
  shipping: intents needs_help: from 3 in 10 min on
  rest: everything: rings nobody

Mutes
  campaign: platforms x: rings nobody from 2026-11-20T00:00:00Z until 2026-11-30T00:00:00Z (competition entries)
"""
    )


@freeze_time(SATURDAY)
def test_a_rota_and_rules_stand_in_the_json_as_the_rooms_read_them(with_rota, capsys):
    assert main(["check", with_rota]) == 0
    printed = json.loads(capsys.readouterr().out)
    rooms = json.loads(load_yaml(Path(with_rota).read_bytes()).to_json())
    assert (printed["rules"], printed["mutes"]) == (rooms["rules"], rooms["mutes"])
    assert printed["teams"]["care"]["rota"] == rooms["teams"]["care"]["rota"]
    assert printed["teams"]["care"]["owners_now"]["x about praise"] == ["ana"]


@freeze_time("2026-11-30T00:00:00Z")
def test_a_mute_that_is_past_is_told(with_rota, capsys):
    assert main(["check", with_rota]) == 1
    assert "mutes[0].until: is past: the mute campaign is over; take it out" in capsys.readouterr().err


def test_faults_go_to_stderr_by_line_and_into_the_json(tmp_path, capsys):
    file = tmp_path / "mine.yaml"
    file.write_text(SAMPLE.read_text(encoding="utf-8").replace("platform: x", "platform: twiter"), encoding="utf-8")
    line = file.read_text(encoding="utf-8").splitlines().index("    platform: twiter") + 1
    assert main(["check", str(file)]) == 1
    out, err = capsys.readouterr()
    words = 'no such platform "twiter"; did you mean x?'
    assert err == f"{file}:{line}: sources.acme-x.platform: {words}\n"
    assert json.loads(out) == {
        "file": str(file),
        "valid": False,
        "faults": [{"line": line, "path": "sources.acme-x.platform", "words": words}],
    }


def test_faults_on_a_terminal_come_once(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    file = tmp_path / "mine.yaml"
    file.write_text("brands: {}", encoding="utf-8")
    assert main(["check", str(file)]) == 1
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 3)


def test_without_a_file_it_looks_for_goodword_yaml_here_and_says_what_to_do(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("goodword.yaml cannot be read (No such file or directory).")
    assert "goodword check goodword.yaml" in err
    (tmp_path / "goodword.yaml").write_bytes(SAMPLE.read_bytes())
    assert main(["check"]) == 0


def test_a_folder_is_no_file(tmp_path, capsys):
    assert main(["check", str(tmp_path)]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_standard_input_can_be_read(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SAMPLE.read_bytes())))
    assert main(["check", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["valid"] is True


def test_a_file_without_end_is_refused(capsys):
    assert main(["check", "/dev/zero"]) == 1
    assert "larger than 256 KB" in capsys.readouterr().err
