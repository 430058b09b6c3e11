"""Some hundred spoilt deliveries for each adapter; `make fuzz` tries as many as one likes."""

from random import Random

import pytest

from goodword import platforms
from tests.platforms import fuzz
from tests.platforms.cases import case
from tests.platforms.mutations import mutated

TIMES = 500


@pytest.mark.parametrize("name", platforms.names())
def test_spoilt_deliveries_do_no_harm(name):
    assert fuzz.failures(name, 0, TIMES) == []


def test_the_same_seed_is_the_same_delivery():
    bodies = [mutated(case("facebook").payload, Random(f"facebook {seed}")) for seed in (*range(50), *range(50))]
    assert bodies[:50] == bodies[50:]
    assert len(set(bodies)) > 45


def test_an_accident_is_found_and_told_with_its_seed(monkeypatch):
    parse = platforms.load("x").parse

    def hasty(delivery, accounts):
        if b"\\ud800" in delivery.body:
            raise KeyError("text")
        return parse(delivery, accounts)

    monkeypatch.setattr(platforms.load("x"), "parse", hasty)
    [first, *_] = found = fuzz.failures("x", 0, TIMES)
    assert len(found) < TIMES
    assert first.what.startswith("KeyError at ")
    with pytest.raises(KeyError):
        fuzz.attempt("x", first.seed)


def test_a_signature_that_holds_for_another_body_is_found(monkeypatch):
    monkeypatch.setattr(platforms.load("x"), "verify", lambda *_: None)
    assert all("another body" in failure.what for failure in fuzz.failures("x", 0, 20))
    assert fuzz.failures("x", 0, 20)


def test_the_command(capsys):
    assert fuzz.main(["--times", "20", "x", "standard"]) == 0
    assert "20 deliveries to each of x, standard: none came out wrong" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        fuzz.main(["myspace"])
