"""`goodword rules try`: changed rules on past mentions, from a file or from a stack."""

import io
import json
import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest

from goodword.__main__ import main
from goodword.aws import client
from goodword.aws.mention_table import MentionTable
from goodword.operations.stack import DeployedStack
from tests.house.house import CONFIGURATION, open_house
from tests.sayings import NOON, scored

NOW = """
brands:
  acme: {terms: [acme], team: care}
sources:
  acme-x: {platform: x, brand: acme}
teams:
  care:
    timezone: Europe/Berlin
    people:
      ana: {mail: ana@example.com, sms: "+4915112345678"}
      ben: {mail: ben@example.com}
"""
NEW = (
    NOW
    + """
rules:
  - {name: vips, when: {audience: 1000, intents: [question]}, priority: P1, ring: [ana]}
mutes:
  - {name: campaign, when: {intents: [complaint]}, until: "2099-01-01", why: competition}
"""
)
RUDE = "\x1b[31m\u202eacme\x07 is late, 50 % of the time"


def mention_at(external_id, minutes=0, **fields):
    at = NOON + timedelta(minutes=minutes)
    return scored(external_id=external_id, received_at=at, event_at=at, created_at=at, **fields)


MENTIONS = [
    mention_at("q1", 0, text="does it come in blue?", priority="P3", intents=("question",), audience=5000),
    mention_at("c1", 10, text=RUDE, priority="P2", intents=("complaint",), author_handle="kim\n"),
    mention_at("q2", 20, text="does it come in red?", priority="P3", intents=("question",), audience=5),
]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "goodword.yaml").write_text(NOW)
    (tmp_path / "new.yaml").write_text(NEW)
    (tmp_path / "heard.jsonl").write_text("".join(json.dumps(each.as_dict()) + "\n" for each in MENTIONS))
    return tmp_path


@pytest.fixture
def tried(capsys):
    def result(*options):
        assert main(["rules", "try", "new.yaml", *options]) == 0
        return json.loads(capsys.readouterr().out)

    return result


def test_side_by_side_as_one_json_object(tried):
    found = tried("--mentions", "heard.jsonl")
    assert (found["mentions"], found["since"]) == (3, "2026-11-17T12:00:00Z")
    assert list(found["people"]) == ["ana", "ben"]
    ben = found["people"]["ben"]
    assert ben["now"]["mail"] == {"total": 1, "a_day": 1.0, "worst": 1, "worst_day": "2026-11-17"}
    assert ben["now"]["by_hour"][13] == 1, "on Berlin's clock"
    assert found["people"]["ana"]["new"]["sms"]["total"] >= 1
    assert found["people"]["ana"]["now"]["sms"] == {"total": 0, "a_day": 0.0, "worst": 0, "worst_day": None}
    assert found["newly"] == {
        "troubles": 1,
        "examples": [
            {
                "at": "2026-11-17T12:00:00Z",
                "platform": "x",
                "external_id": "q1",
                "permalink": None,
                "now": None,
                "new": {"priority": "P1", "to": ["ana:mail", "ana:sms"]},
                "why": "vips: won, P3 to P1",
            }
        ],
    }
    assert [each["external_id"] for each in found["no_longer"]["examples"]] == ["c1"]
    assert found["no_longer"]["examples"][0]["why"] == "campaign: muted until 2099-01-01"
    assert found["otherwise"] == {"troubles": 0, "examples": []}


def test_the_json_quotes_nobody(capsys):
    assert main(["rules", "try", "new.yaml", "--mentions", "heard.jsonl"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert not [word for word in ("late", "blue", "kim") if word in out]


@pytest.mark.parametrize(("encoding", "bar"), [("utf-8", "█"), ("ascii", "@")])
def test_on_a_terminal_it_is_for_people(monkeypatch, capsys, encoding, bar):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(type(sys.stdout), "encoding", encoding)
    assert main(["rules", "try", "new.yaml", "--mentions", "heard.jsonl"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("3 mentions and 0 of our answers, 17 Nov 2026 to 17 Nov 2026.")
    assert "                SMS             none                              2.0, most 2 on 17 Nov\n" in printed
    assert "ben             mail            1.0, most 1 on 17 Nov             1.0, most 1 on 17 Nov\n" in printed
    assert bar in printed
    assert 'Newly notified: 1 incident\n  Tue 17 Nov 13:00 CET, post on X\n    "does it come in blue?"\n' in printed
    assert "    now: nobody; new: P1 to ana by mail and SMS (vips: won, P3 to P1)\n" in printed
    assert "No longer notified: 1 incident\n  Tue 17 Nov 13:10 CET, post on X by kim\n" in printed
    assert "acme is late, 50 % of the time" in printed
    assert not set("\x1b\x07\u202e") & set(printed), "no text of a mention may control the terminal"


def test_mentions_that_nobody_has_read_yet_are_read(tried, folder):
    fields = {"platform": "x", "source": "acme-x", "external_id": "1", "kind": "post", "action": "created"}
    at = {"event_at": "2026-11-17T12:00:00Z", "received_at": "2026-11-17T12:00:01Z"}
    lines = [fields | at | {"text": "acme, late again"}, fields | at | {"external_id": None, "kind": "reaction"}]
    (folder / "parsed").write_text("\n".join(json.dumps(each) for each in lines) + "\n\n")
    found = tried("--mentions", "parsed")
    assert (found["mentions"], found["no_longer"]["troubles"]) == (1, 1)


def test_from_standard_input_and_another_present(tried, monkeypatch, folder):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO((folder / "heard.jsonl").read_bytes())))
    found = tried("--mentions", "-", "--config", "new.yaml")
    assert (found["newly"]["troubles"], found["no_longer"]["troubles"]) == (0, 0)


@pytest.mark.parametrize(("since", "played"), [("1h", 3), ("4w", 3)])
def test_since_counts_back_from_the_last_mention_of_a_file(tried, since, played):
    assert tried("--mentions", "heard.jsonl", "--since", since)["mentions"] == played


def test_what_is_older_is_left_out(tried, folder):
    old = mention_at("old", -61, priority="P2", intents=("complaint",))
    with (folder / "heard.jsonl").open("a") as file:
        file.write(json.dumps(old.as_dict()))
    assert tried("--mentions", "heard.jsonl", "--since", "1h")["mentions"] == 3


@pytest.mark.parametrize(
    ("options", "status", "text"),
    [
        (["nowhere.yaml", "--mentions", "heard.jsonl"], 2, "cannot read nowhere.yaml"),
        (["new.yaml", "--mentions", "nowhere"], 2, "cannot read nowhere"),
        (["new.yaml", "--mentions", "heard.jsonl", "--config", "bad.yaml"], 1, "bad.yaml:1: brands"),
        (["new.yaml", "--mentions", "bad.jsonl"], 2, "bad.jsonl:2 is not a mention"),
        (["new.yaml", "--mentions", "empty"], 2, "nothing to replay"),
    ],
)
def test_what_is_wrong_is_said(capsys, folder, options, status, text):
    (folder / "bad.yaml").write_text("brands: 1\n")
    (folder / "bad.jsonl").write_text(f"{json.dumps(MENTIONS[0].as_dict())}\n[1]\n")
    (folder / "empty").write_text("")
    assert main(["rules", "try", *options]) == status
    out, err = capsys.readouterr()
    assert (text in err, out) == (True, "")


@pytest.mark.parametrize("line", ["{", "7", "null", "{}", '{"priority": "P1"}', '{"text": "x"}', "[" * 9999, "\udcff"])
def test_a_line_that_is_no_mention_is_told_by_its_number_and_not_repeated(capsys, folder, line):
    (folder / "bad.jsonl").write_bytes(line.encode("utf-8", "surrogateescape"))
    assert main(["rules", "try", "new.yaml", "--mentions", "bad.jsonl"]) == 2
    err = capsys.readouterr().err
    assert err == "goodword: bad.jsonl:1 is not a mention: write JSON lines as `goodword parse` does\n"


@pytest.mark.parametrize("since", ["", "30", "0d", "d", "-1d", "30m", "99999d", "1.5d"])
def test_a_span_is_hours_days_or_weeks(capsys, since):
    with pytest.raises(SystemExit, match="2"):
        main(["rules", "try", "new.yaml", f"--since={since}"])
    assert "is not a span such as 12h, 30d or 8w" in capsys.readouterr().err


def test_from_the_table_of_a_stack_against_what_is_in_force_there(tried, monkeypatch, tmp_path):
    with open_house() as house:
        names = house.deployed.names
        monkeypatch.setattr(DeployedStack, "outputs", {"TableName": names["Table"], "BucketName": names["Bucket"]})
        house.s3.put_bucket_versioning(Bucket=names["Bucket"], VersioningConfiguration={"Status": "Enabled"})
        house.configure(CONFIGURATION)
        client.client.cache_clear()
        table = MentionTable(names["Table"], 30)
        for mention in MENTIONS:
            table.remember(mention)
        table.remember(mention_at("own", 15, from_self=True, parent_id="q1", text="yes, it does"))
        house.wait(3600)
        found = tried("--since", "7d")
        assert (found["mentions"], found["newly"]["troubles"], found["no_longer"]["troubles"]) == (4, 1, 1)
        house.wait(7 * 86_400)
        assert main(["rules", "try", "new.yaml", "--since", "2d"]) == 2
        client.client.cache_clear()
