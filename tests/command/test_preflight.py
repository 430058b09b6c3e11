"""`goodword preflight`: whether the account's limits suffice, before there is a stack."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.command import _limits
from goodword.command._limits import fitting, room_left, throttled, too_much
from goodword.operations.account import Concurrency, Throttle
from tests.house.plan import plan


@pytest.fixture
def account(owner):
    def has(account, unreserved=None):
        owner.runs_at_once = {
            "ConcurrentExecutions": account,
            "UnreservedConcurrentExecutions": account if unreserved is None else unreserved,
        }
        return owner

    return has


def test_it_says_first_where_it_looks_and_then_what_fits(account, capsys):
    assert account(1000).call("preflight") == 0
    assert capsys.readouterr().out.splitlines() == [
        "Stack goodword in eu-central-1, account 123456789012",
        "Lambda concurrency: 1000, of which 1000 are unreserved.",
        "Concurrency=10 fits. Concurrency=1000 would fit too: it handles peaks faster, at no extra cost otherwise",
    ]


def test_a_new_account_is_offered_nothing_more(account, capsys):
    assert account(10).call("preflight") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Concurrency=10 fits."


@pytest.mark.parametrize("words", [("--concurrency", "100"), ()])
def test_what_does_not_fit_stops_with_what_to_do(account, tmp_path, monkeypatch, capsys, words):
    if not words:
        file = tmp_path / "samconfig.toml"
        file.write_text("[default.deploy.parameters]\nparameter_overrides = 'Concurrency=100'\n")
        monkeypatch.setattr("goodword.command._samconfig.FILE", file)
    assert account(50).call("preflight", *words) == 1
    printed = capsys.readouterr().err
    assert printed.startswith("Concurrency=100 is more than this account runs at once: deploy with Concurrency=10, or")
    assert "Service Quotas" in printed


def test_where_even_the_smallest_has_no_room_it_stops(account, capsys):
    assert account(10, 2).call("preflight") == 1
    assert "2 unreserved concurrent runs are too few" in capsys.readouterr().err


def test_whoever_may_not_ask_is_told_the_permission(owner, capsys):
    owner.refuse("lambda", "GetAccountSettings", "AccessDeniedException")
    assert owner.call("preflight") == 1
    assert "lambda:GetAccountSettings" in capsys.readouterr().err


def test_webhook_limits_are_read_from_the_account_or_else_known_by_its_region(owner, capsys):
    owner.throttle = {"rateLimit": 500.0, "burstLimit": 9000}
    assert owner.call("preflight") == 0
    assert "WebhookRate=3000 is more than API Gateway allows this account: 500 a second" in capsys.readouterr().out
    owner.refuse("apigateway", "GetAccount", "AccessDeniedException")
    assert owner.call("preflight") == 0
    assert "Webhook" not in capsys.readouterr().out


@pytest.mark.parametrize("region", _limits.LOWER)
def test_where_aws_begins_lower_the_templates_own_limits_are_too_high(region):
    lines = [*throttled(region, None, {})]
    assert len(lines) == 2
    assert f"an account in {region} by default: 2500 a second" in lines[0]
    assert "Set WebhookBurst=1250" in lines[1]
    assert [*throttled(region, Throttle(10000, 5000), {})] == []


def test_elsewhere_they_are_not():
    assert [*throttled("eu-central-1", None, {})] == []


@given(st.integers(0, 20_000), st.integers(0, 20_000), st.sampled_from(_limits.SIZES))
def test_what_is_proposed_fits_and_what_fits_is_not_refused(account, unreserved, chosen):
    known, parameters = Concurrency(account, min(account, unreserved)), {"Concurrency": str(chosen)}
    fits = fitting(known)
    assert (fits is None or chosen > fits) == bool(too_much(known, parameters))
    if fits is not None:
        assert not too_much(known, {"Concurrency": str(fits)})
        assert not room_left(known, {"Concurrency": str(fits)})


@pytest.mark.parametrize("parameters", [{}, {"Concurrency": ""}, {"Concurrency": "many", "WebhookRate": "-1"}])
def test_what_is_no_number_counts_as_the_default(parameters):
    assert not too_much(Concurrency(10, 10), parameters)
    assert [*throttled("eu-central-1", None, parameters)] == []


def test_defaults_are_the_templates():
    template = plan().template["Parameters"]
    assert {name: str(template[name]["Default"]) for name in _limits.DEFAULTS} == _limits.DEFAULTS
    assert [int(size) for size in template["Concurrency"]["AllowedValues"]] == [*_limits.SIZES]
