"""CloudWatch takes a line of counts as metrics, whatever Lambda does with printed lines."""

import json
from collections.abc import Mapping

import pytest

from goodword.aws.metrics import METRICS, Metrics

HOSTILE = {"two\nlines": 1, 'a "quote"': 2, "\u2028": 3, "\ud800": 4, "level": 5, "_aws": 6}
"""Names that a breakdown might have."""


def written(capfd: pytest.CaptureFixture[str], counts: Mapping[str, int], **because: Mapping[str, int]) -> list[str]:
    Metrics("store").write(counts, **because)
    return capfd.readouterr().out.split("\n")


@pytest.fixture(autouse=True)
def _namespace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POWERTOOLS_METRICS_NAMESPACE", "Goodword/goodword")


@pytest.mark.parametrize("name", sorted(METRICS))
def test_a_metric_is_one_line_of_the_embedded_metric_format(capfd: pytest.CaptureFixture[str], name: str) -> None:
    """One event is one line: two would not be JSON, and both alarms on it would see nothing."""
    line, rest = written(capfd, {name: 3, "skipped": 2, "nothing": 0}, kinds=HOSTILE)
    assert rest == ""
    logged = json.loads(line)
    [directive] = logged["_aws"]["CloudWatchMetrics"]
    assert directive["Namespace"] == "Goodword/goodword"
    assert directive["Dimensions"] == [["service"]]
    assert [metric["Name"] for metric in directive["Metrics"]] == [name]
    assert logged["service"] == "store"
    assert logged[name] in (3, [3])
    assert logged["_aws"]["Timestamp"] > 1e12, "in milliseconds"
    assert logged["skipped"] == 2
    assert logged["kinds"] == HOSTILE


@pytest.mark.parametrize("counts", [{"stored": 3}, {"skipped": 2}])
def test_no_line_names_a_level_by_which_it_could_be_filtered(
    capfd: pytest.CaptureFixture[str], counts: Mapping[str, int]
) -> None:
    """Without a level Lambda assumes INFO, which no setting of the template leaves out."""
    line, _ = written(capfd, counts, kinds={"level": 1})
    assert "level" not in json.loads(line)


def test_nothing_is_written_when_there_is_nothing_to_say(capfd: pytest.CaptureFixture[str]) -> None:
    assert written(capfd, {"stored": 0}, kinds={}) == [""]
