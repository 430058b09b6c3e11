"""The command, called as on a command line."""

import base64
import io
import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from goodword import connectors, platforms
from goodword.__main__ import main
from goodword.mention import Mention
from goodword.platform_names import DISPLAYED
from goodword.platforms.contract import Answer, Delivery, Ignored, Lookup, Wordless
from tests.conftest import ROOT

EVENTS = ROOT / "events"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@pytest.fixture
def run(capsys):
    def call(*words):
        try:
            status = main([str(word) for word in words])
        except SystemExit as leaving:
            status = leaving.code
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call


@pytest.fixture
def stdin(monkeypatch):
    def give(content):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    return give


@pytest.fixture
def file(tmp_path):
    def write(content, name="body"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize("name", connectors.every_platform())
def test_a_platform_may_be_written_as_people_write_it(run, name, stdin):
    stdin(b"{}")
    assert run("platforms", DISPLAYED[name])[1] == run("platforms", name)[1]
    status, _, err = run("parse", DISPLAYED[name].upper(), "-")
    assert (status, "no platform is called" in err) == (0, False)


def test_a_platform_that_is_none_is_told_with_all_there_are(run):
    status, _, err = run("parse", "Friendster", "-")
    assert status == 2
    assert "no platform is called 'Friendster'; choose one of bluesky, " in err


# --- parse ------------------------------------------------------------------------------------------------------------


def test_parse_writes_a_line_with_every_field(run):
    status, out, err = run(
        "parse", "facebook", "--source", "acme-facebook", EVENTS / "facebook.json", EVENTS / "facebook.json"
    )
    lines = [json.loads(line) for line in out.splitlines()]
    assert (status, err, len(lines)) == (0, "", 2)
    assert set(lines[0]) == set(Mention.__dataclass_fields__)
    assert lines[0]["source"] == "acme-facebook"
    assert lines[0]["text"] == "My order is late again and nobody answers"
    assert lines[0]["author_handle"] is None


def test_parse_knows_our_own_accounts(run):
    assert '"from_self": false' in run("parse", "facebook", EVENTS / "facebook.json")[1]
    own = run("parse", "facebook", "--account", "1", "--account", "8423678347823", EVENTS / "facebook.json")[1]
    assert '"from_self": true' in own


def test_parse_reads_standard_input_and_base64(run, stdin):
    body = (EVENTS / "x.json").read_bytes()
    stdin(body)
    plain = json.loads(run("parse", "x", "-")[1])
    stdin(base64.encodebytes(body))
    encoded = json.loads(run("parse", "x", "--base64", "-")[1])
    assert plain | {"received_at": ""} == encoded | {"received_at": ""}


def test_parse_tells_what_it_leaves_out(run, file):
    path = file(b'{"object":"page","entry":[{"messaging":[{"read":{}}]},{"changes":[7]}]}')
    status, out, err = run("parse", "facebook", path)
    assert (status, out) == (0, "")
    assert err == f"{path}: ignored: messaging event read\n{path}: unreadable item: a change is not an object\n"


def test_parse_of_a_file_that_is_no_payload_is_no_misuse(run, file):
    bad = file(b"<html>")
    status, out, err = run("parse", "facebook", bad, EVENTS / "facebook.json")
    assert (status, len(out.splitlines())) == (0, 1)
    assert err == f"{bad}: unreadable: the body is not JSON that can be read\n"


def test_parse_says_what_to_do_about_a_missing_file(run):
    status, out, err = run("parse", "facebook", "nowhere.json", EVENTS / "facebook.json")
    assert (status, len(out.splitlines())) == (2, 1)
    assert err.startswith("goodword: cannot read nowhere.json: No such file or directory; give")


@pytest.mark.parametrize("command", [("parse", "f"), ("verify", "--secret", "s", "f"), ("sign", "--secret", "s", "f")])
def test_unknown_platform(run, command):
    status, _, err = run(command[0], "facebok", *command[1:])
    assert status == 2
    assert f"no platform is called 'facebok'; choose one of {connectors.every_platform()[0]}, " in err


def test_parse_tells_what_would_be_asked_and_shows_the_claim_as_a_mention(run, monkeypatch):
    adapter = platforms.load("facebook")
    text = next(iter(adapter.parse(delivery("facebook"), frozenset())))
    lookups = [
        Lookup({"what": "review", "id": "7"}, claim=text),
        Lookup({"what": "page", "url": "ä"}, function="visit"),
    ]
    monkeypatch.setattr(adapter, "parse", lambda *_: iter(lookups))
    event = EVENTS / "facebook.json"
    status, out, err = run("parse", "facebook", event)
    assert (status, [json.loads(line)["text"] for line in out.splitlines()]) == (0, [text.text])
    assert err.splitlines() == [
        f'{event}: would be looked up: {{"what": "review", "id": "7"}}',
        f'{event}: would be visited: {{"what": "page", "url": "\\u00e4"}}',
    ]


def test_parse_names_what_came_without_words(run, monkeypatch):
    adapter = platforms.load("facebook")
    mention = next(iter(adapter.parse(delivery("facebook"), frozenset())))
    monkeypatch.setattr(adapter, "parse", lambda *_: iter([mention, Wordless("hologram")]))
    event = EVENTS / "facebook.json"
    status, out, err = run("parse", "facebook", event)
    assert (status, len(out.splitlines()), err) == (0, 1, f"{event}: no text found: hologram\n")


def test_parse_reads_an_answer_to_a_question(run, monkeypatch):
    parsed = []

    class Side:
        @staticmethod
        def read(delivery, accounts):
            parsed.append((delivery.asked, accounts))
            yield Ignored("a page without anything")

    monkeypatch.setattr(connectors, "names", lambda: ("myspace",))
    monkeypatch.setattr(connectors, "every_platform", lambda: ("facebook", "myspace"))
    monkeypatch.setattr(connectors, "load", lambda _: Side)
    event = EVENTS / "facebook.json"
    assert run("parse", "myspace", "--asked", "search", "--account", "1", event)[0] == 0
    assert run("parse", "myspace", event)[2] == f"{event}: ignored: a page without anything\n"
    assert parsed == [({"what": "search"}, frozenset({"1"})), (None, frozenset())]
    assert "leave out --asked" in run("parse", "facebook", "--asked", "search", event)[2]
    status, _, err = run("verify", "myspace", "--secret", "s", event)
    assert status == 2
    assert "myspace sends no webhooks, only polls; choose one of" in err


def delivery(name):
    return Delivery(name, "acme", "POST", {}, {}, (EVENTS / f"{name}.json").read_bytes(), datetime.now(UTC))


def test_parse_base64_that_is_none(run):
    status, _, err = run("parse", "facebook", "--base64", EVENTS / "facebook.json")
    assert status == 2
    assert "leave out --base64" in err


def test_parse_on_a_terminal_is_for_reading(run, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    out = run("parse", "standard", EVENTS / "standard.json")[1]
    assert out.splitlines()[0] == "2026-11-20T08:49:12Z  Webhook comment created by Sam Rivera"
    assert "    Does the Acme desk lamp fit a standard E27 bulb?" in out
    assert "link https://shop.acme.example" in out


# --- verify and sign --------------------------------------------------------------------------------------------------


def signed(run, name, secret=SECRET, *more):
    status, out, _ = run("sign", name, "--secret", secret, EVENTS / f"{name}.json", *more)
    assert status == 0
    return [word for line in out.splitlines() for word in ("--header", line)]


@pytest.mark.parametrize("name", ["facebook", "instagram", "x", "standard"])
def test_what_sign_says_verify_accepts(run, name):
    headers = signed(run, name)
    assert run("verify", name, "--secret", SECRET, *headers, EVENTS / f"{name}.json") == (0, "valid\n", "")
    assert run("verify", name, "--secret", "b3RoZXI=", "--secret", SECRET, *headers, EVENTS / f"{name}.json")[0] == 0


@pytest.mark.parametrize("name", ["facebook", "instagram", "x", "standard"])
def test_verify_says_why_not(run, name, file):
    other = file((EVENTS / f"{name}.json").read_bytes() + b" ")
    status, out, err = run("verify", name, "--secret", SECRET, *signed(run, name), other)
    assert (status, out) == (1, "")
    assert err.startswith("refused with 401: ")
    assert SECRET not in err
    assert run("verify", name, "--secret", SECRET, other)[0] == 1


def test_the_clock_can_be_set(run):
    headers = signed(run, "standard", SECRET, "--now", "1700000000")
    event = EVENTS / "standard.json"
    assert run("verify", "standard", "--secret", SECRET, *headers, "--now", "1700000299", event)[0] == 0
    assert run("verify", "standard", "--secret", SECRET, *headers, "--now", "1700000301", event)[0] == 1
    assert run("verify", "standard", "--secret", SECRET, *headers, event)[0] == 1, "that was in 2023"


def test_verify_reads_standard_input_and_base64(run, stdin):
    body = (EVENTS / "x.json").read_bytes()
    headers = signed(run, "x")
    stdin(body)
    assert run("verify", "x", "--secret", SECRET, *headers)[0] == 0
    stdin(base64.b64encode(body))
    assert run("verify", "x", "--secret", SECRET, *headers, "--base64", "-")[0] == 0


def test_handshake_prints_the_response(run):
    asked = ("--query", "hub.mode=subscribe", "--query", "hub.challenge=1158201444")
    good = run("verify", "facebook", "--secret", "tok", *asked, "--query", "hub.verify_token=tok")
    assert good == (0, "HTTP/1.1 200 OK\ncontent-type: text/plain\n\n1158201444\n", "")
    status, out, _ = run("verify", "facebook", "--secret", "tok", *asked, "--query", "hub.verify_token=bad")
    assert (status, out.splitlines()[0]) == (1, "HTTP/1.1 403 Forbidden")
    status, out, _ = run("verify", "facebook", "--secret", "tok", *asked)
    assert (status, out.splitlines()[0]) == (1, "HTTP/1.1 400 Bad Request")


def test_a_handshake_by_post_is_valid_and_then_answered(run, monkeypatch):
    monkeypatch.setattr(platforms.load("x"), "challenge", lambda *_: Answer(204))
    good = run("verify", "x", "--secret", SECRET, EVENTS / "x.json")
    assert good == (0, "valid\nHTTP/1.1 204 No Content\ncontent-type: text/plain\n\n\n", "")


def test_what_is_known_of_a_source_can_be_given_as_a_secret(run, monkeypatch):
    asked = []
    monkeypatch.setattr(platforms.load("x"), "verify", lambda _, secrets, __: asked.append(secrets))
    assert run("verify", "x", "--secret", "A", "--secret", "B", EVENTS / "x.json")[0] == 0
    assert {name: asked[0].live(name) for name in ("consumer_secret", "known", "keys")} == dict.fromkeys(
        ("consumer_secret", "known", "keys"), ("A", "B")
    )


def test_crc(run):
    status, out, _ = run("verify", "x", "--secret", "x-consumer-secret", "--query", "crc_token=crc_123")
    assert status == 0
    assert out.startswith("HTTP/1.1 200 OK\ncontent-type: application/json\n\n")
    assert json.loads(out.splitlines()[-1]) == {"response_token": "sha256=1RNBkiGviYyMJrK52OqN+HE46g4/sWVe+ZNQEP76K3o="}


@pytest.mark.parametrize(
    "words", [("--header", "no colon"), ("--query", "no equals"), ("--now", "soon"), ("--bogus", "x")]
)
def test_misuse_of_verify(run, words):
    status, _, err = run("verify", "x", "--secret", "s", *words, EVENTS / "x.json")
    assert status == 2
    assert err


def test_sign_with_a_key_that_cannot(run):
    public = "whpk_A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="
    status, _, err = run("sign", "standard", "--secret", public, EVENTS / "standard.json")
    assert status == 2
    assert "give the private one" in err


@pytest.mark.parametrize("command", ["parse", "verify", "sign"])
def test_help(run, command):
    status, out, _ = run(command, "--help")
    assert status == 0
    assert "PLATFORM" in out
    assert command in run("--help")[1]


def test_parse_imports_nothing_heavy():
    code = "import sys; from goodword.__main__ import main; main(['parse', 'x', '-']); print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, input="").stdout
    assert "goodword.platforms.x" in modules.split()
    assert not {"pydantic", "boto3", "vaderSentiment"} & set(modules.split())


@pytest.mark.parametrize("time", ["inf", "1e400", "nan", "1e20", "soon"])
def test_a_time_that_is_none_is_misuse(run, time):
    status, _, err = run("verify", "x", "--secret", SECRET, f"--now={time}", EVENTS / "x.json")
    assert status == 2
    assert f"'{time}' is not a time in Unix seconds" in err


def test_parse_writes_into_a_pipe_of_any_encoding(run, file):
    _, out, _ = run("parse", "standard", file('{"external_id": "1", "text": "schön 😀"}'.encode()))
    assert out.isascii()
    assert json.loads(out)["text"] == "schön 😀"
