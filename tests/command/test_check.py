"""`goodword check`: what it prints for the sample, for a faulty file, and without a file."""

import io
import json
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from freezegun import freeze_time

from goodword import connectors
from goodword.__main__ import main
from goodword.aws import client
from goodword.aws.mention_table import MentionTable
from goodword.config.loading import load_yaml
from goodword.mention import BrandMatch
from goodword.operations.stack import DeployedStack
from tests.house.house import open_house
from tests.sayings import NOON, scored

SAMPLE = Path(__file__).parents[2] / "goodword.yaml"


def test_into_a_pipe_it_writes_one_json_object(capsys):
    assert main(["check", str(SAMPLE)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["valid"] is True
    assert answer["brands"] == {"acme": {"name": "Acme", "terms": ["acme", "#acme", "@acme"], "team": "care"}}
    assert answer["sources"]["acme-x"] == {
        "webhook": "/webhooks/x/acme-x",
        "asked": {},
        "brand": "acme",
        "secrets": list(connectors.secret_names("x")),
    }
    care = answer["teams"]["care"]
    assert (care["timezone"], care["people"]) == ("Europe/Berlin", {"ana": ["mail", "sms"], "ben": ["mail"]})
    assert care["owners_now"] == {key: ["ana", "ben"] for key in ("facebook", "instagram", "standard", "x")}
    assert care["escalation"] == {"after": 10, "steps": [["ana", "ben"]]}
    assert (answer["rules"], answer["mutes"]) == ([], [])


def test_on_a_terminal_it_writes_a_summary_for_people(monkeypatch, capsys):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["check", str(SAMPLE)]) == 0
    printed = capsys.readouterr().out
    assert "is valid" in printed
    assert "acme: Acme, known as acme, #acme, @acme; care answers" in printed
    assert f"acme-x: /webhooks/x/acme-x ({', '.join(connectors.secret_names('x'))})" in printed
    assert "care (Europe/Berlin): ana by mail and SMS, ben by mail" in printed
    assert "on call now: ana, ben" in printed
    assert "a P1 that nobody takes escalates after 10 min ana, ben" in printed
    assert "ana: at most 8 alerts a day, except P1" in printed
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
        capsys.readouterr().out.partition("Teams, and how each person is notified\n")[2]
        == """\
  care (Europe/Berlin): ana by mail and SMS, ben by mail
    on call now: facebook ben; instagram ben; standard ben; x ben; x about praise ana
    rota: ana mon-fri 08:00-12:00, 13:00-17:00, time zone Asia/Tokyo, not on holidays
    rota: ana sat 00:00-24:00, topics praise, platforms x
    rota: ben always
    holidays: 2026-12-25
    ana: at most 8 alerts a day, except P1
    ben: at most 8 alerts a day, quiet 22:00-07:00 (Europe/Lisbon), except P1
    a P1 that nobody takes escalates after 5 min ben, after 10 min ana, ben

Rules
  vips: priority P2 or P3, audience at least 10000: counts as P1, notifies owners, by mail and SMS, again after 30 min
  shipping: intents needs_help: from 3 mentions in 10 min
  rest: everything: notifies nobody

Mutes
  campaign: platforms x: notifies nobody from 2026-11-20T00:00:00Z until 2026-11-30T00:00:00Z (competition entries)
"""
    )


@freeze_time(SATURDAY)
def test_a_rota_and_rules_stand_in_the_json_as_the_rooms_read_them(with_rota, capsys):
    assert main(["check", with_rota]) == 0
    answer = json.loads(capsys.readouterr().out)
    rooms = json.loads(load_yaml(Path(with_rota).read_bytes()).to_json())
    assert (answer["rules"], answer["mutes"]) == (rooms["rules"], rooms["mutes"])
    assert answer["teams"]["care"]["rota"] == rooms["teams"]["care"]["rota"]
    assert answer["teams"]["care"]["owners_now"]["x about praise"] == ["ana"]


@freeze_time("2026-11-30T00:00:00Z")
def test_a_mute_that_is_past_is_told(with_rota, capsys):
    assert main(["check", with_rota]) == 1
    assert "mutes[0].until: is in the past: the mute campaign has ended; remove it" in capsys.readouterr().err


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
    assert err.startswith("Cannot read goodword.yaml (No such file or directory).")
    assert "goodword check goodword.yaml" in err
    (tmp_path / "goodword.yaml").write_bytes(SAMPLE.read_bytes())
    assert main(["check"]) == 0


def test_a_folder_is_no_file(tmp_path, capsys):
    assert main(["check", str(tmp_path)]) == 2
    assert "Cannot read" in capsys.readouterr().err


def test_standard_input_can_be_read(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SAMPLE.read_bytes())))
    assert main(["check", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["valid"] is True


def test_a_file_without_end_is_refused(capsys):
    assert main(["check", "/dev/zero"]) == 1
    assert "larger than 256 KB" in capsys.readouterr().err


# ---- what matched nothing -------------------------------------------------------------------------------------------

MINE = """\
brands:
  acme:
    terms: [acme, akme, zeta]
    handles: [acmehelp, acmehelpp]
    products: [Powerbank 3]
    queries: ["charger NEAR/3 berlin", "charger NEAR/3 lisbon"]
    misspellings: [acmee]
    platforms: [x]
    team: care
sources:
  acme-x: {platform: x}
teams:
  care: {people: {ana: {mail: ana@example.com}}}
"""
TEXTS = ["acme is late", "a charger in Berlin burns", "@acmehelp please", "the powerbank 3 of acme"]


def spoken(texts, **more):
    messages = [{"text": text, "external_id": str(number)} | more for number, text in enumerate(texts)]
    return [scored(received_at=NOON + timedelta(minutes=number), **message) for number, message in enumerate(messages)]


@pytest.fixture
def mine(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(MINE, encoding="utf-8")

    def write(mentions):
        lines = "".join(json.dumps(each.as_dict()) + "\n" for each in mentions)
        (tmp_path / "heard.jsonl").write_text(lines, encoding="utf-8")

    return write


NONE = "matched none of these mentions; check the spelling, or remove it"
UNMATCHED = [
    f'mine.yaml:3: brands.acme.terms[1]: "akme" {NONE}',
    f'mine.yaml:3: brands.acme.terms[2]: "zeta" {NONE}',
    f'mine.yaml:4: brands.acme.handles[1]: "@acmehelpp" {NONE}',
    f"mine.yaml:6: brands.acme.queries[1]: a query {NONE}",
    f'mine.yaml:7: brands.acme.misspellings[0]: "misspelling acmee" {NONE}',
]


def test_what_matched_nothing_is_warned_of_by_its_line(mine, capsys):
    mine(spoken(TEXTS * 30))
    assert main(["check", "mine.yaml", "--mentions", "heard.jsonl"]) == 0
    out, err = capsys.readouterr()
    looked_at = "Searched 120 mentions with text since 17 Nov 2026: 5 names and queries matched none of them."
    assert err.splitlines() == [*UNMATCHED, looked_at]
    answer = json.loads(out)
    assert (answer["valid"], answer["looked_at"]) == (True, 120)
    assert [f"{warning['line']}: {warning['path']}" for warning in answer["warnings"]] == [
        warning.removeprefix("mine.yaml:").rpartition(": ")[0] for warning in UNMATCHED
    ]


def test_too_few_mentions_say_nothing(mine, capsys):
    mine([*spoken(TEXTS * 24), *spoken([None, ""] * 50, rating=1)])
    assert main(["check", "mine.yaml", "--mentions", "heard.jsonl"]) == 0
    out, err = capsys.readouterr()
    assert "Searched 96 mentions with text" in err
    assert "too few to say which names match nothing; 100 are needed." in err
    assert json.loads(out)["warnings"] == []


def test_only_the_last_thirty_days_count(mine, capsys):
    old = [replace(mention, received_at=NOON - timedelta(days=40)) for mention in spoken(["zeta shop"] * 100)]
    mine([*old, *spoken(TEXTS * 30)])
    assert main(["check", "mine.yaml", "--mentions", "heard.jsonl"]) == 0
    assert UNMATCHED[1] in capsys.readouterr().err
    assert main(["check", "mine.yaml", "--mentions", "heard.jsonl", "--since", "8w"]) == 0
    assert UNMATCHED[1] not in capsys.readouterr().err


def test_a_match_that_the_brand_does_not_listen_to_is_none(mine, capsys):
    mine([*spoken(TEXTS * 30), *spoken(["zeta"] * 10, platform="reddit")])
    assert main(["check", "mine.yaml", "--mentions", "heard.jsonl"]) == 0
    assert UNMATCHED[1] in capsys.readouterr().err


def test_what_was_matched_by_what_a_link_hides_is_no_slip(mine, capsys):
    mine([*spoken(TEXTS * 30), *spoken(["see this"], brands=(BrandMatch("acme", "zeta"),))])
    assert main(["check", "mine.yaml", "--mentions", "heard.jsonl"]) == 0
    assert UNMATCHED[1] not in capsys.readouterr().err


def test_mentions_that_nobody_has_read_yet_will_do(mine, tmp_path, capsys):
    fields = {"platform": "x", "source": "acme-x", "kind": "post", "action": "created"}
    at = {"event_at": "2026-11-17T12:00:00Z", "received_at": "2026-11-17T12:00:01Z"}
    lines = [fields | at | {"external_id": str(number), "text": TEXTS[number % 4]} for number in range(100)]
    (tmp_path / "parsed").write_text("\n\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert main(["check", "mine.yaml", "--mentions", "parsed"]) == 0
    assert capsys.readouterr().err.splitlines()[:-1] == UNMATCHED


@pytest.mark.parametrize("line", ["{", "[]", "7", '{"platform": "x"}', "null", "[" * 100_000])
def test_a_file_that_holds_no_mentions(mine, tmp_path, capsys, line):
    (tmp_path / "bad").write_text(f"\n{line}\n", encoding="utf-8")
    assert main(["check", "mine.yaml", "--mentions", "bad"]) == 2
    assert "bad:2 is not a mention" in capsys.readouterr().err


def test_from_the_table_of_a_stack(mine, monkeypatch, capsys):
    with open_house() as house:
        names = house.deployed.names
        monkeypatch.setattr(DeployedStack, "outputs", {"TableName": names["Table"], "BucketName": names["Bucket"]})
        client.client.cache_clear()
        table = MentionTable(names["Table"], 30)
        acme = (BrandMatch("acme", "acme"),)
        for mention in spoken(TEXTS * 25, brands=acme):
            table.remember(mention)
        table.remember(spoken(["gone zeta"], external_id="gone", brands=acme)[0])
        table.remember(spoken([None], external_id="gone", action="deleted", event_at=NOON + timedelta(hours=1))[0])
        house.wait(3600)
        assert main(["check", "mine.yaml", "--stack", "mine"]) == 0
        where, *warnings, _ = capsys.readouterr().err.splitlines()
        assert where == "Stack mine in eu-central-1, account 123456789012"
        assert warnings == UNMATCHED
        house.wait(29 * 86_400)
        assert main(["check", "mine.yaml", "--stack", "mine", "--since", "2d"]) == 0
        assert "Searched 0 mentions with text: too few" in capsys.readouterr().err
        client.client.cache_clear()


def test_what_may_be_meant_for_later_is_warned_of(tmp_path, capsys):
    file = tmp_path / "mine.yaml"
    later = """\
rules:
  - {name: a, ring: nobody, when: {brands: [acme], platforms: [reddit]}}
mutes:
  - {name: b, when: {platforms: [x, slack]}, until: 2099-01-01, why: later}
roles: {media: ["x:@jo", "line:@jo"]}
"""
    file.write_text(MINE.replace("    platforms: [x]", "    platforms: [x, rss]") + later, encoding="utf-8")
    assert main(["check", str(file)]) == 0
    warned = [line.removeprefix(f"{file}:") for line in capsys.readouterr().err.splitlines()]
    assert warned == [
        f"8: brands.acme.platforms[1]: no source is on rss: {ADD}",
        f"15: rules[0].when.platforms[0]: no source is on reddit: {ADD}",
        "15: rules[0].when.brands[0]: never occurs there, because acme is limited to x, rss; change one of the two",
        f"17: mutes[0].when.platforms[1]: no source is on slack: {ADD}",
        f"18: roles.media[1]: no source is on line: {ADD}",
    ]


ADD = "add one under sources:, or remove it"
