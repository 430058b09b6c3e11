"""`goodword check`: what it says of the sample, of a faulty file, and of no file."""

import io
import json
import sys
from pathlib import Path

from goodword import platforms
from goodword.__main__ import main

SAMPLE = Path(__file__).parents[2] / "goodword.yaml"


def test_into_a_pipe_it_writes_one_json_object(capsys):
    assert main(["check", str(SAMPLE)]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["valid"] is True
    assert printed["brands"] == {"acme": {"name": "Acme", "terms": ["acme", "#acme", "@acme"], "team": "care"}}
    assert printed["sources"]["acme-x"] == {
        "webhook": "/webhooks/x/acme-x",
        "brand": "acme",
        "secrets": list(platforms.load("x").SECRETS),
    }
    assert printed["teams"] == {
        "care": {"timezone": "Europe/Berlin", "people": {"ana": ["mail", "sms"], "ben": ["mail"]}}
    }


def test_on_a_terminal_it_writes_a_summary_for_people(monkeypatch, capsys):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["check", str(SAMPLE)]) == 0
    printed = capsys.readouterr().out
    assert "in order" in printed
    assert "acme: Acme, heard as acme, #acme, @acme; care answers" in printed
    assert f"acme-x: /webhooks/x/acme-x ({', '.join(platforms.load('x').SECRETS)})" in printed
    assert "care (Europe/Berlin): ana by mail and SMS, ben by mail" in printed
    assert "example.com" not in printed


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
