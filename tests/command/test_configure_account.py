"""What `goodword configure` finds missing in the account: for SMS, and for the stack's parameters."""

import pytest

from goodword.command._texting import texting
from goodword.operations.text_messages import TextMessages
from tests.owner import YAML

WELL = TextMessages(sandboxed=False, sms_type="Transactional", spend_limit="50", numbers=("US",))


def printed_with(known, *phones, **parameters):
    return "\n".join(texting(known, phones or ("+4915112345678",), parameters))


def test_where_nothing_is_missing_nothing_is_said(owner, tmp_path, capsys):
    owner.numbers = []
    assert owner.configure(tmp_path) == 0
    assert "SMS" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"sandboxed": True}, "is in the SMS sandbox"),
        ({"sandboxed": None}, "may be in the SMS sandbox"),
        ({"sms_type": "Promotional"}, "set-sms-attributes --attributes DefaultSMSType=Transactional"),
        ({"spend_limit": ""}, "the limit is 1 USD a month"),
        ({"spend_limit": "1"}, "the limit is 1 USD a month"),
        ({"numbers": ("US", "DE")}, "numbers (US, DE) requested since 25 September 2024 need a policy for SNS"),
        ({"denied": ("sns:GetSMSAttributes",)}, "need the permissions sns:GetSMSAttributes"),
    ],
)
def test_each_thing_that_is_missing_is_said_with_what_to_do(change, words):
    plain = TextMessages(sandboxed=False, sms_type="Transactional", spend_limit="50", numbers=())
    changed = TextMessages(**{name: getattr(plain, name) for name in plain.__slots__} | change)
    assert printed_with(plain) == ""
    assert words in printed_with(changed)


@pytest.mark.parametrize(
    ("phone", "words"),
    [
        ("+15550100", "phones with +1 can be reached only from a registered number, and you have none"),
        ("+447700900123", "the UK (+44) need a registered sender ID"),
        ("+919876543210", "India (+91) need a registered sender ID"),
        ("+4915112345678", ""),
    ],
)
def test_which_senders_a_country_asks_for_is_said_for_phones_there(phone, words):
    known = TextMessages(sandboxed=False, sms_type="Transactional", spend_limit="50", numbers=())
    assert (words in printed_with(known, phone)) if words else printed_with(known, phone) == ""


def test_an_alarm_that_goes_by_another_limit_than_the_accounts_is_said():
    assert "SmsMonthlyLimit=1: deploy it as 50" in printed_with(WELL, SmsMonthlyLimit="1")
    assert "SmsMonthlyLimit" not in printed_with(WELL, SmsMonthlyLimit="50")
    assert "SmsMonthlyLimit" not in printed_with(WELL)


@pytest.mark.parametrize("operation", ["GetSMSSandboxAccountStatus", "GetSMSAttributes", "ListOriginationNumbers"])
def test_a_question_that_is_not_allowed_is_said_and_the_others_are_asked(owner, tmp_path, capsys, operation):
    owner.sandboxed, owner.sms_settings, owner.numbers = True, {"MonthlySpendLimit": "7"}, ["US"]
    owner.refuse("sns", operation, "AuthorizationError")
    assert owner.configure(tmp_path) == 0
    printed = capsys.readouterr().out
    assert f"need the permissions sns:{operation}" in printed
    answered = {
        "GetSMSSandboxAccountStatus": "is in the SMS sandbox",
        "GetSMSAttributes": "default type is Promotional",
        "ListOriginationNumbers": "numbers (US)",
    }
    assert {name: words in printed for name, words in answered.items()} == {
        name: name != operation for name in answered
    }


def test_without_phones_sms_are_nobodys_business(owner, tmp_path, capsys):
    owner.sandboxed = True
    owner.configure(tmp_path, YAML.replace(', sms: "+4915112345678"', ""))
    assert "SMS" not in capsys.readouterr().out


# ---- The stack's parameters ------------------------------------------------------------------------------------------


def test_more_webhooks_than_the_account_lets_in_are_said(owner, tmp_path, capsys):
    owner.throttle = {"rateLimit": 2500.0, "burstLimit": 1250}
    owner.parameters |= {"WebhookRate": "3000", "WebhookBurst": "1000"}
    owner.configure(tmp_path)
    printed = capsys.readouterr().out
    assert "WebhookRate=3000 is more than API Gateway allows this account: 2500 a second" in printed
    assert "WebhookBurst" not in printed


def test_more_at_once_than_the_account_runs_is_said(owner, tmp_path, capsys):
    owner.runs_at_once = {"ConcurrentExecutions": 10, "UnreservedConcurrentExecutions": 10}
    owner.parameters["Concurrency"] = "100"
    assert owner.configure(tmp_path) == 0
    assert "Concurrency=100 is more than this account runs at once: deploy with Concurrency=10" in (
        capsys.readouterr().out
    )


def test_an_account_that_does_not_say_so_stops_nothing(owner, tmp_path, capsys):
    owner.refuse("lambda", "GetAccountSettings", "AccessDeniedException")
    owner.refuse("apigateway", "GetAccount", "AccessDeniedException")
    assert owner.configure(tmp_path) == 0
    assert "you need the permission lambda:GetAccountSettings" in capsys.readouterr().out


def test_an_emulator_has_no_account_to_speak_of(owner, tmp_path, capsys):
    owner.parameters["Emulated"] = "true"
    owner.sandboxed, owner.runs_at_once["ConcurrentExecutions"] = True, 1
    owner.configure(tmp_path)
    printed = capsys.readouterr().out
    assert "SMS" not in printed
    assert "runs at once" not in printed
