"""`goodword read`: one line in, one line out, for any line."""

import io
import json
import re
import sys
from types import SimpleNamespace

import pytest

from goodword.__main__ import main

CONFIG = """
brands:
  acme: {terms: [acme, "#acme"], team: care}
sources:
  acme-facebook: {platform: facebook, brand: acme, accounts: ["1"]}
teams:
  care: {timezone: Europe/Berlin, people: {ana: {mail: ana@example.com}}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def read(monkeypatch, capsys):
    def lines_for(content: bytes, *options: str) -> list[dict]:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))
        assert main(["read", *options]) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return lines_for


def test_one_line_out_for_each_line_in(read, folder):
    (folder / "acme.yaml").write_text(CONFIG)
    first, second = read(b"Acme charger caught fire\nthe weather\n", "--config", "acme.yaml")
    assert first == {
        "brands": [{"brand": "acme", "because": "acme", "label": None}],
        "lang": None,
        "language": "en",
        "quality": "full",
        "sentiment": first["sentiment"],
        "intents": ["safety_or_legal", "complaint"],
        "touchpoint": first["touchpoint"],
        "role": "customer",
        "influence": 5,
        "copies": None,
        "priority": "P1",
        "reasons": first["reasons"],
        "rule": None,
        "trace": [],
        "asked": False,
        "model": first["model"],
    }
    assert first["reasons"][0] == 'safety: "caught fire"'
    assert sum(first["sentiment"]["probabilities"].values()) == pytest.approx(1)
    assert (second["brands"], second["priority"]) == ([], "P4")


def test_a_mention_object_brings_what_it_has(read, folder):
    (folder / "goodword.yaml").write_text(CONFIG)
    mention = {"text": "late again", "source": "acme-facebook", "lang": "en", "unknown": 1}
    [full, bare, stars, ours] = read(
        b"\n".join(
            json.dumps(each).encode()
            for each in (mention, {"text": None}, {"text": None, "rating": 5}, {**mention, "from_self": True})
        )
    )
    assert (full["brands"], full["lang"]) == (
        [{"brand": "acme", "because": "source acme-facebook", "label": None}],
        "en",
    )
    assert (full["priority"], bare["priority"], stars["priority"], ours["priority"]) == ("P2", "P4", "P3", "P4")


RULED = (
    CONFIG
    + """
rules:
  - {name: vips, when: {platforms: [x], audience: 1000}, priority: P1}
  - {name: thanks, when: {intents: [praise]}, ring: [ana]}
mutes:
  - {name: campaign, when: {platforms: [facebook]}, until: "2099-01-01", why: competition}
"""
)


def test_it_says_what_the_rules_make_of_it(read, folder):
    (folder / "goodword.yaml").write_text(RULED)
    about = {"text": "acme, late again", "platform": "x", "audience": 5000}
    lines = read(
        b"\n".join(
            json.dumps(each).encode()
            for each in (
                about,
                about | {"audience": 9},
                about | {"platform": "facebook"},
                about | {"audience": "many"},
                about | {"text": "late again"},
                {"text": "I love acme"},
            )
        )
    )
    assert [(line["priority"], line["rule"], line["trace"], line["asked"]) for line in lines] == [
        ("P1", "vips", ["campaign: no, platform", "vips: won, P2 to P1"], False),
        ("P2", None, ["campaign: no, platform", "vips: no, audience", "thanks: no, intent"], False),
        ("P2", "mute:campaign", ["campaign: muted until 2099-01-01"], False),
        ("P2", None, ["campaign: no, platform", "vips: no, audience not known", "thanks: no, intent"], False),
        ("P2", None, [], False),
        ("P3", "thanks", ["campaign: no, platform", "vips: no, platform", "thanks: won, asks to notify"], True),
    ]
    assert lines[0]["reasons"][:2] == ["rule vips: P1 instead of P2", 'complaint: "late again"']


def test_without_a_configuration_it_reads_all_the_same(read):
    [line] = read(b"I love Acme")
    assert (line["brands"], line["sentiment"]["label"], line["priority"]) == ([], "positive", "P3")


HOSTILE = [
    b"",
    b"\x00",
    b"\xff\xfe caught fire \x80",
    b"\xed\xa0\x80",
    b"a\rb\x0bc\xc2\x85d\xe2\x80\xa8e",
    b"{",
    b"{}",
    b'{"a": 1}',
    b"[" * 100_000,
    b'{"text":' * 50_000,
    b'{"text": "\\ud800 acme"}',
    b'{"text": 5, "title": [], "lang": {}, "rating": "5", "source": 7, "from_self": "no"}',
    b'{"text": "x", "rating": 1e999}',
    b'{"text": "x", "rating": NaN}',
    b'{"text": "x", "rating": ' + b"9" * 4_000 + b"}",
    b"null",
    b"acme " * 1_000_000,
]


def test_hostile_lines_have_an_answer_each_in_order(read):
    lines = read(b"\n".join([*HOSTILE, b"where is my order?"]))
    assert len(lines) == len(HOSTILE) + 1
    assert lines[-1]["intents"] == ["needs_help", "question"]
    assert lines[2]["intents"] == ["safety_or_legal"]


def test_a_file_is_read_by_name(read, folder):
    (folder / "texts").write_bytes(b"thank you\r\nplease help\r\n")
    assert [line["priority"] for line in read(b"", "texts")] == ["P3", "P2"]


def test_it_answers_before_the_input_ends(monkeypatch, capsys):
    def endless():
        yield b"one\n"
        assert capsys.readouterr().out.count("\n") == 1
        yield b"two\n"

    source = endless()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=source))
    assert main(["read"]) == 0
    assert capsys.readouterr().out.count("\n") == 1


def test_on_a_terminal_a_line_is_for_people(monkeypatch, capsys, folder):
    (folder / "goodword.yaml").write_text(CONFIG)
    (folder / "texts").write_text("Acme charger caught fire\nhm\n")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["read", "texts"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert re.match(r"P1  (negative|unsure  ) 0\.\d\d  acme  safety: ", first)
    assert 'acme  safety: "caught fire"' in first
    assert re.fullmatch(r"P4  (neutral |unsure  ) 0\.\d\d  no brand  nothing to act on", second)


def test_what_cannot_be_opened_is_said(capsys):
    assert main(["read", "nowhere"]) == 2
    assert main(["read", "--config", "nowhere.yaml"]) == 2
    assert capsys.readouterr().err.count("cannot read nowhere") == 2


def test_a_faulty_configuration_is_told_by_line(capsys, folder):
    (folder / "goodword.yaml").write_text("brands: 1\n")
    assert main(["read"]) == 1
    assert "goodword.yaml:1" in capsys.readouterr().err


def test_a_byte_order_mark_or_an_indentation_does_not_hide_an_object(read):
    rated = b'{"text": "fine", "rating": 1}'
    marked, indented, titled = read(b"\xef\xbb\xbf" + rated + b"\r\n  " + rated + b'\n{"title": "fine", "rating": 1}\n')
    assert marked["reasons"] == indented["reasons"] == titled["reasons"]
    assert marked["reasons"][0] == "complaint: rated 1 of 5"


def test_what_we_hid_notifies_nobody_here_either(read):
    [hidden] = read(b'{"text": "the charger caught fire", "action": "hidden"}\n')
    assert (hidden["priority"], hidden["reasons"]) == ("P4", ["hidden by us"])


def test_on_a_terminal_the_trace_stands_behind(monkeypatch, capsys, folder):
    (folder / "goodword.yaml").write_text(RULED)
    (folder / "texts").write_text("I love acme\n")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["read", "texts"]) == 0
    assert capsys.readouterr().out.endswith(
        "(campaign: no, platform; vips: no, platform; thanks: won, asks to notify)\n"
    )
