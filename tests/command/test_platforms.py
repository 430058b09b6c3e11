"""`goodword platforms`: the facts about each platform, for a person and for a pipe."""

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest

from goodword import connectors
from goodword.__main__ import main
from goodword.connectors.contract import Feed, Recheck
from goodword.platforms.contract import Coverage

SEARCH = Feed(steps=iter, every=timedelta(minutes=15), takes="words to search for", example='"acme charger"')
MYSPACE = SimpleNamespace(  # a platform that is only polled
    TOKENS=("api_key",),
    FEEDS={"search": SEARCH},
    LOOKUPS={"review": iter},
    RECHECK=Recheck(steps=iter, batch=50, ages=(7, 30), why="its terms ask for it, https://example.com/terms"),
    USD_PER_READ=0.005,
    COVERAGE=Coverage(
        hears="posts", misses="songs", delay="15 min", edits="unheard of", deletion="looked at again", by=("poll",)
    ),
)


@pytest.fixture
def myspace(monkeypatch):
    load, names, every = connectors.load, connectors.names(), connectors.every_platform()
    monkeypatch.setattr(connectors, "load", lambda name: MYSPACE if name == "myspace" else load(name))
    monkeypatch.setattr(connectors, "names", lambda: (*names, "myspace"))
    monkeypatch.setattr(connectors, "every_platform", lambda: (*every, "myspace"))


@pytest.fixture
def shown(capsys, monkeypatch):
    """The output on a terminal of 80 columns."""

    def call(*words):
        monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
        monkeypatch.setenv("COLUMNS", "80")
        return run(capsys, *words)[1]

    return call


def run(capsys, *words):
    status = main(["platforms", *words])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_a_line_for_each_in_a_pipe(capsys):
    status, out, err = run(capsys)
    lines = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert [line["platform"] for line in lines] == list(connectors.every_platform())
    assert all({*line["secrets"], *line["tokens"]} == {*connectors.secret_names(line["platform"])} for line in lines)
    assert all(line["hears"] and line["delay"] and line["by"] for line in lines)


def test_a_table_on_a_terminal(shown):
    out = shown()
    assert "x                webhook, poll; seconds if pushed; by search 15 min\n" in out
    assert max(map(len, out.splitlines())) <= 80


def test_all_of_one(capsys, myspace):
    _, out, _ = run(capsys, "myspace")
    [line] = [json.loads(line) for line in out.splitlines()]
    assert line["feeds"] == {"search": {"takes": "words to search for", "example": '"acme charger"', "every": 15}}
    assert line["looked_at_again"]["after_days"] == [7, 30]
    assert (line["tokens"], line["secrets"], line["usd_per_read"]) == (["api_key"], [], 0.005)


def test_all_of_one_on_a_terminal(shown, myspace):
    assert shown("myspace").splitlines() == [
        "myspace (poll), fixture-proven, not run live",
        "",
        "  received    posts",
        "  missed      songs",
        "  delay       15 min",
        "  an edit     unheard of",
        "  a deletion  looked at again",
        "",
        "  secrets     none",
        "  to poll     api_key",
        "",
        r'ask: { search: ["\"acme charger\""] }',
        "  takes       words to search for",
        "  every       15 min, or as `every` says",
        "",
        "  looked up   review",
        "  recheck     after 7, 30 days: its terms ask for it, https://example.com/terms",
        "  price       0.005 USD a read",
        "  page        docs/platforms/myspace.md",
    ]


@pytest.mark.parametrize("name", connectors.every_platform())
def test_there_is_something_to_say_of_each(shown, name):
    out = shown(name)
    assert out.startswith(f"{name} (")
    assert f"docs/platforms/{name}.md" in out


def test_rows_for_the_page_of_platforms(capsys):
    _, out, _ = run(capsys, "--markdown")
    assert len(out.splitlines()) == len(connectors.every_platform())
    assert run(capsys, "x", "--markdown")[1].endswith(" | [setup](platforms/x.md) |\n")


def test_a_name_that_is_none(capsys):
    status, out, err = run(capsys, "facebok")
    assert (status, out) == (2, "")
    assert "no platform is called 'facebok'; choose one of" in err
