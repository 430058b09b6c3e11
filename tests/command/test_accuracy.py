"""`goodword accuracy`: how often readings were right, from a file or from a stack, and the export for training."""

import io
import json
import math
import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.__main__ import main
from goodword.alerting.corrections import LABELS, Correction, Corrections
from goodword.aws import client
from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.aws.mention_table import MentionTable
from goodword.command._measure import BINS, NEEDED, last_words, measure, share
from goodword.operations.stack import DeployedStack
from tests.house.house import open_house
from tests.sayings import NOON, SENTIMENTS, scored


def correction(right="negative", read="negative", sure=0.8, number=0, **other):
    guess = read if read in LABELS else "neutral"
    probabilities = {label: sure if label == guess else (1 - sure) / 2 for label in LABELS}
    known = {"platform": "x", "external_id": str(number), "brand": "acme", "language": "en", "model": "encoder-1"}
    return Correction(
        **known
        | {"predicted": read, "correct": right, "probabilities": probabilities, "who": "ana", "at": NOON}
        | other
    )


def line(correction):
    written = {"predicted": "said", "correct": "right"}  # the keys in the file
    kept = {written.get(name, name): getattr(correction, name) for name in Correction.__dataclass_fields__}
    return json.dumps(kept | {"at": kept["at"].isoformat()})


# 24 + 8 of 40 sure readings are right, 10 more readings are unsure.
SAMPLE = [
    *(correction("negative", "negative", 0.9, number) for number in range(24)),
    *(correction("positive", "positive", 0.7, number, brand="zeta") for number in range(24, 32)),
    *(correction("neutral", "negative", 0.9, number, language="de") for number in range(32, 40)),
    *(correction("positive", "unsure", 0.42, number, language=None, model="vader-1") for number in range(40, 50)),
]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "said.jsonl").write_text("\n".join(map(line, SAMPLE)) + "\n\n")
    return tmp_path


@pytest.fixture
def counted(capsys):
    def result(*options):
        assert main(["accuracy", *options]) == 0
        found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        return {(item["of"], item["name"]): item for item in found}

    return result


# ---- The numbers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1),
    ],
)
def test_the_interval_is_wilsons(hits, of, low, high):
    """Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3."""
    found = share(hits, of)
    assert (found.low, found.high) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))


@given(st.integers(1, 10_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_an_interval_holds_its_share_and_narrows(pair):
    found, more = share(*pair), share(pair[0] * 4, pair[1] * 4)
    assert 0 <= found.low <= found.share + 1e-9
    assert found.share - 1e-9 <= found.high <= 1
    assert more.high - more.low < found.high - found.low
    assert share(0, 0) is None


def test_confusion_recall_precision_and_what_was_left_unsure():
    found = measure(SAMPLE)
    assert (found.n, found.accuracy[:2], found.unsure[:2]) == (50, (32, 40), (10, 50))
    assert found.recall("negative")[:2] == (24, 24)
    assert found.recall("positive")[:2] == (8, 18), "unsure is not found"
    assert found.precision("negative")[:2] == (24, 32)
    assert found.precision("neutral") is None


def test_calibration_compares_how_sure_it_was_with_how_often_it_was_right():
    found = measure(SAMPLE)
    assert [(bin_.start, bin_.n) for bin_ in found.bins] == [(0.4, 10), (0.7, 8), (0.9, 32)]
    assert [bin_.right for bin_ in found.bins] == [0, 1, 0.75]
    assert found.calibration_error == pytest.approx(100 * (10 * 0.42 + 8 * 0.3 + 32 * 0.15) / 50)


def test_what_could_not_be_read_at_all_was_sure_of_nothing():
    found = measure([correction(read="unsure", probabilities=dict.fromkeys(LABELS, 0.33))] * 40)
    assert (found.bins, found.calibration_error, found.accuracy) == ((), None, None)


@given(st.lists(st.builds(correction, st.sampled_from(LABELS), st.sampled_from(LABELS), st.floats(0.34, 1))))
def test_every_mention_is_counted_in_one_bin(some):
    found = measure(some)
    assert sum(bin_.n for bin_ in found.bins) == len(some) == found.n
    assert all(bin_.start - 1e-9 <= bin_.sure <= bin_.start + 1 / BINS + 1e-9 for bin_ in found.bins)
    assert found.calibration_error is None or 0 <= found.calibration_error <= 100


def test_the_last_word_on_a_mention_is_the_one_that_counts():
    early, late = NOON, NOON + timedelta(hours=1)
    some = [
        correction("positive", at=late),
        correction("neutral", who="ben", at=early),
        correction("neutral", number=2, at=early),
    ]
    assert [(correction.external_id, correction.correct) for correction in last_words(some)] == [
        ("2", "neutral"),
        ("0", "positive"),
    ]
    assert len(last_words([correction(), correction(brand="zeta"), correction(platform="mastodon")])) == 3


# ---- The command ----------------------------------------------------------------------------------------------------


def test_one_json_object_a_line_for_all_and_each_language_brand_and_model(counted):
    found = counted("--corrections", "said.jsonl")
    assert list(found) == [
        ("all", None),
        *(("language", name) for name in ("en", None, "de")),
        *(("brand", name) for name in ("acme", "zeta")),
        *(("model", name) for name in ("encoder-1", "vader-1")),
    ]
    whole = found["all", None]
    assert whole["accuracy"] == {"share": 0.8, "low": 0.6524, "high": 0.895, "n": 40}
    assert whole["confusion"]["positive"] == {"negative": 0, "neutral": 0, "positive": 8, "unsure": 10}
    assert whole["calibration_error"] == 22.8
    assert whole["calibration"][-1] == {"from": 0.9, "n": 32, "sure": 0.9, "right": 0.75}
    assert whole["since"] == whole["until"] == "2026-11-17T12:00:00Z"
    assert "not a fair sample" in whole["caveat"]
    assert (found["language", "de"]["mentions"], found["language", "de"]["enough"]) == (8, False)
    assert "accuracy" not in found["language", "de"]


@pytest.mark.parametrize("number", [0, 1, NEEDED - 1])
def test_of_too_few_nothing_is_said(counted, monkeypatch, capsys, folder, number):
    (folder / "few.jsonl").write_text("\n".join(map(line, SAMPLE[:number])))
    assert counted("--corrections", "few.jsonl")["all", None]["enough"] is False
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["accuracy", "--corrections", "few.jsonl"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "That is too few for a result: 30 are needed."
    assert len(lines) == 2


@pytest.mark.parametrize(("encoding", "bar"), [("utf-8", "█"), ("ascii", "#")])
def test_on_a_terminal_it_is_for_people(monkeypatch, capsys, encoding, bar):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(type(sys.stdout), "encoding", encoding)
    assert main(["accuracy", "--corrections", "said.jsonl"]) == 0
    printed = capsys.readouterr().out
    for part in (
        "People judged 50 mentions, 17 Nov 2026 to 17 Nov 2026.\n",
        "Right: 32 of 40, 80 % (65 to 90) of the sure readings. Unsure: 10 of 50, 20 % (11 to 33).\n",
        "negative                24         0         0         0   24 of 24, 100 % (86 to 100)   24 of 32, 75 %",
        "Confidence differs from accuracy by 22.8 points on average (ECE over 50).\n",
        f"40 to 50 %              10       0 %  {' ' * 21}|\n",
        f"70 to 80 %               8     100 %  {bar * 35}|{bar * 14}\n",
        f"90 to 100 %             32      75 %  {bar * 38}{' ' * 7}|\n",
        "  de                        8: too few for a result\n",
        "  not known                 10: too few for a result\n",
    ):
        assert part in printed
    assert "This is not a fair sample" in " ".join(printed.split())


def test_nobodys_words_steer_the_terminal(monkeypatch, capsys, folder):
    rude = "\x1b[31m\u202e" + "x" * 10_000
    (folder / "rude").write_text(
        "\n".join(line(correction(number=n, brand=rude, language=rude, model=rude, text=rude)) for n in range(40))
    )
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["accuracy", "--corrections", "rude"]) == 0
    printed = capsys.readouterr().out
    assert not set("\x1b\u202e") & set(printed)
    assert max(map(len, printed.splitlines())) < 140


def test_the_brands_and_the_time_that_are_asked_for(counted, folder):
    assert counted("--corrections", "said.jsonl", "--brand", "zeta")["all", None]["mentions"] == 8
    assert counted("--corrections", "said.jsonl", "--brand", "zeta", "--brand", "acme")["all", None]["mentions"] == 50
    (folder / "old").write_text(line(correction(at=NOON.replace(year=2001))))
    assert counted("--corrections", "old")["all", None]["mentions"] == 1
    assert counted("--corrections", "old", "--since", "4w")["all", None]["mentions"] == 0


def test_labels_and_probabilities_are_all_that_a_line_needs(counted, monkeypatch):
    line = {"said": "unsure", "right": "neutral", "probabilities": {"negative": 0.2, "neutral": 0.4, "positive": 0.4}}
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(f"{json.dumps(line)}\n".encode() * 30)))
    whole = counted("--corrections", "-")["all", None]
    assert (whole["mentions"], whole["accuracy"], whole["recall"]["positive"]) == (30, None, None)


BAD = (
    *("{", "7", "null", "{}", "[1]", "[" * 9_999, "\udcff", '{"said": "negative", "right": "negative"}'),
    *(
        line(correction(right="unsure")),
        line(correction(read="sad")),
        line(correction(sure=math.nan)),
        line(correction(sure=3.5)),
    ),
    line(correction()).replace("2026-11-17T12:00:00+00:00", "0001-01-01T00:00:00+14:00"),
    line(correction()).replace('"right": "negative"', '"right": ["negative"]'),
)


@pytest.mark.parametrize("bad", BAD, ids=range(len(BAD)))
def test_a_line_that_is_no_correction_is_told_by_its_number_and_not_repeated(capsys, folder, bad):
    (folder / "bad").write_bytes(f"{line(SAMPLE[0])}\n{bad}\n".encode("utf-8", "surrogateescape"))
    assert main(["accuracy", "--corrections", "bad"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "goodword: bad:2 is not a correction: write one JSON object a line, with said, right "
        "(negative, neutral or positive) and the probabilities of these three\n"
    )


def test_a_file_that_cannot_be_read_or_written_is_said(capsys):
    assert main(["accuracy", "--corrections", "nowhere"]) == 2
    assert main(["accuracy", "--corrections", "said.jsonl", "--export", "no/such/folder"]) == 2
    out, err = capsys.readouterr()
    assert "cannot read nowhere" in err
    assert "cannot write no/such/folder" in err
    assert out == ""


# ---- The export -----------------------------------------------------------------------------------------------------

HOSTILE = ["a\tb\r\nc\u2028d\x85e\x0bf", "\x00", "\ud83d", "\u202eمرحبا", "😡 " * 3, "x" * 100_000, "", " \n "]


def test_the_export_is_a_label_and_a_text_a_line_whatever_was_said(capsys, folder):
    some = [correction(LABELS[number % 3], number=number, text=text) for number, text in enumerate(HOSTILE)]
    (folder / "hostile").write_text("\n".join(map(line, some)))
    assert main(["accuracy", "--corrections", "hostile", "--export", "train.tsv"]) == 0
    rows = [row.split("\t") for row in (folder / "train.tsv").read_bytes().decode().split("\n")]
    assert rows == [
        ["0", "a b c d e f"],
        ["2", "?"],
        ["0", "\u202eمرحبا"],
        ["1", "😡 😡 😡"],
        ["2", "x" * 100_000],
        [""],
    ]
    out, err = capsys.readouterr()
    assert err == "5 labelled texts are in train.tsv: people's words, so store them safely.\n"
    assert "😡" not in json.loads(out.splitlines()[0]).values()


# ---- A stack --------------------------------------------------------------------------------------------------------


def test_from_the_table_of_a_stack(counted, monkeypatch, folder):
    with open_house() as house:
        names = house.deployed.names
        client.client.cache_clear()
        monkeypatch.setattr(DeployedStack, "outputs", {"TableName": names["Table"], "BucketName": names["Bucket"]})
        mentions, corrections = MentionTable(names["Table"], 395), Corrections(DynamoDBStore(names["Table"]), 395)
        for number in range(4):
            at = house.now - timedelta(days=100 if number == 3 else 1)
            mention = scored(external_id=str(number), text=f"text {number}", received_at=at, event_at=at,
                             language="en", sentiment=SENTIMENTS["negative"])  # fmt: skip
            mentions.remember(mention)
            for who, right in (("ana", "neutral"), ("ben", "negative")):
                at += timedelta(seconds=1)
                corrections.keep(Correction.of(mention, brand="acme", correct=right, who=who, at=at))
        mentions.remember(scored(external_id="0", action="deleted", received_at=house.now, event_at=house.now))
        found = counted("--export", "train.tsv")["all", None]
        assert found["confusion"]["negative"] == {"negative": 2, "neutral": 0, "positive": 0, "unsure": 0}
        assert sorted((folder / "train.tsv").read_text().splitlines()) == ["0\ttext 1", "0\ttext 2"]
        assert counted("--since", "52w")["all", None]["mentions"] == 3
        assert counted("--brand", "nobody")["all", None]["mentions"] == 0
        client.client.cache_clear()


def test_a_stack_without_a_configuration_or_an_answer_is_said(owner, capsys):
    assert owner.call("accuracy") == 1
    assert "name the brands to count with --brand" in capsys.readouterr().err
    owner.refuse("dynamodb", "Query", "AccessDeniedException")
    assert owner.call("accuracy", "--brand", "acme") == 1
    assert "AccessDenied" in capsys.readouterr().err
