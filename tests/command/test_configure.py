"""`goodword configure`: what is active afterwards, who is subscribed, and how to go back."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.command._difference import difference, short
from goodword.command._people import token_in
from goodword.config.loading import load_yaml
from goodword.errors import ConfigurationError
from tests.house.faults import Crash
from tests.owner import YAML

TOPIC = "arn:aws:sns:eu-central-1:123456789012:alerts"
LEFT = YAML.replace("ana: {mail: ana@example.com, ", "ben: {mail: ben@example.com, ")
OURS = "goodword:configure"


def written(text):
    return load_yaml(text).to_json()


# ---- The active configuration ---------------------------------------------------------------------------------------


def test_it_is_in_force_and_every_person_is_notified_for_what_is_theirs(owner, tmp_path, capsys):
    assert owner.configure(tmp_path) == 0
    assert owner.configurations() == [written(YAML)]
    assert owner.notified_about() == {"ana@example.com": ["ana:mail", OURS], "+4915112345678": ["ana:sms", OURS]}
    assert "https://example.com/webhooks/facebook/acme-facebook" in capsys.readouterr().out


def test_what_an_alert_cannot_reach_is_kept(owner, tmp_path):
    owner.configure(tmp_path)
    redrive = {
        json.loads(subscription["RedrivePolicy"])["deadLetterTargetArn"]
        for subscription in owner.subscriptions().values()
    }
    assert redrive == {owner.arn("AlertDeadLetters")}


def test_again_changes_nothing_and_says_so(owner, tmp_path, capsys):
    owner.configure(tmp_path)
    before = owner.subscriptions()
    capsys.readouterr()
    assert owner.configure(tmp_path) == 0
    assert (owner.subscriptions(), len(owner.configurations())) == (before, 1)
    assert "already has all of" in capsys.readouterr().out


def test_a_dry_run_shows_it_all_and_does_nothing(owner, tmp_path, capsys):
    owner.configure(tmp_path)
    before = owner.subscriptions()
    capsys.readouterr()
    assert owner.configure(tmp_path, LEFT.replace("[acme]", "[acme, akme]"), "--dry-run") == 0
    lines = capsys.readouterr().out.splitlines()
    assert "+    - akme" in lines
    assert "  + b...@example.com (ben:mail): subscribed, gets a mail to confirm" in lines
    assert "  ~ +49...78: gets the alerts that are now for them" in lines
    assert "  - a...@example.com: unsubscribed, no longer in goodword.yaml" in lines
    assert (owner.subscriptions(), owner.configurations()) == (before, [written(YAML)])


def test_a_first_dry_run_puts_nothing_in_force(owner, tmp_path):
    assert owner.configure(tmp_path, YAML, "--dry-run") == 0
    assert (owner.subscriptions(), owner.configurations()) == ({}, [])


def test_a_faulty_file_replaces_nothing(owner, tmp_path, capsys):
    owner.configure(tmp_path)
    assert owner.configure(tmp_path, YAML.replace("platform: standard", "platform: stendard")) == 1
    assert "goodword.yaml:5" in capsys.readouterr().err
    assert owner.configurations() == [written(YAML)]


def test_without_a_terminal_nobody_is_asked_and_nothing_is_done(owner, tmp_path, capsys):
    (tmp_path / "goodword.yaml").write_text(YAML)
    assert owner.call("configure", str(tmp_path / "goodword.yaml")) == 2
    assert "--yes" in capsys.readouterr().err
    assert (owner.subscriptions(), owner.configurations()) == ({}, [])


@pytest.mark.parametrize(("typed", "status", "versions"), [("y\n", 0, 1), ("n\n", 1, 0), ("\n", 1, 0), ("", 1, 0)])
def test_in_a_terminal_it_asks(owner, tmp_path, monkeypatch, typed, status, versions):
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    (tmp_path / "goodword.yaml").write_text(YAML)
    assert owner.call("configure", str(tmp_path / "goodword.yaml")) == status
    assert (len(owner.configurations()), bool(owner.subscriptions())) == (versions, bool(versions))


def test_whoever_is_overtaken_is_told_and_overwrites_nothing(owner, tmp_path, capsys):
    owner.configure(tmp_path)
    theirs = written(YAML.replace("[acme]", "[theirs]"))

    def meanwhile(_answer):
        if len(owner.configurations()) == 1:
            owner.s3.put_object(Bucket=owner.names["Bucket"], Key="config/goodword.json", Body=theirs)

    owner.edit("sns", "ListSubscriptionsByTopic", meanwhile)
    assert owner.configure(tmp_path, YAML.replace("[acme]", "[ours]")) == 1
    assert "somebody else" in capsys.readouterr().err
    assert owner.configurations() == [theirs, written(YAML)]


# ---- Back -----------------------------------------------------------------------------------------------------------


def test_back_restores_what_was_before_with_its_people_and_can_itself_be_undone(owner, tmp_path, capsys):
    for yaml in (YAML, LEFT):
        owner.configure(tmp_path, yaml)
    printed = capsys.readouterr().out
    assert "goodword configure --back" in printed
    assert owner.call("configure", "--back", "--yes") == 0
    assert owner.configurations() == [written(YAML), written(LEFT), written(YAML)]
    assert owner.notified_about() == {"ana@example.com": ["ana:mail", OURS], "+4915112345678": ["ana:sms", OURS]}
    assert owner.call("configure", "--back", "--yes") == 0
    assert owner.configurations()[0] == written(LEFT)
    assert "ben@example.com" in owner.notified_about()


def test_back_to_a_version_by_its_name(owner, tmp_path, capsys):
    texts = [YAML.replace("[acme]", f"[acme, number {number}]") for number in range(3)]
    for yaml in texts:
        owner.configure(tmp_path, yaml)
    version = owner.s3.list_object_versions(Bucket=owner.names["Bucket"], Prefix="config/")["Versions"][2]["VersionId"]
    assert owner.call("configure", "--back", version, "--yes") == 0
    assert owner.configurations()[0] == written(texts[0])


def test_there_is_nothing_before_the_first(owner, tmp_path, capsys):
    owner.configure(tmp_path)
    assert owner.call("configure", "--back", "--yes") == 1
    assert owner.call("configure", "--back", "nosuchversion", "--yes") == 1
    complaints = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("Stack ")]
    assert complaints == ["there is no earlier version", "there is no version nosuchversion"]
    assert len(owner.configurations()) == 1


def test_back_and_a_file_are_two_wishes(owner, tmp_path):
    assert owner.call("configure", "goodword.yaml", "--back=v1") == 2


def test_what_cannot_be_read_is_not_put_in_force_again(owner, tmp_path, capsys):
    owner.s3.put_object(Bucket=owner.names["Bucket"], Key="config/goodword.json", Body=b'{"brands": 1}')
    owner.configure(tmp_path)
    assert owner.call("configure", "--back", "--yes") == 1
    assert owner.configurations()[0] == written(YAML)


@pytest.mark.parametrize("rubbish", [b"\xff\xfe", b"null", b"[" * 100_000, b'{"brands": "\\u001b]0;x\\u0007\\u202e"}'])
def test_hostile_content_in_force_is_shown_harmlessly_and_replaced(owner, tmp_path, capsys, rubbish):
    owner.s3.put_object(Bucket=owner.names["Bucket"], Key="config/goodword.json", Body=rubbish)
    assert owner.configure(tmp_path) == 0
    assert owner.configurations()[0] == written(YAML)
    assert all(line.isprintable() for line in capsys.readouterr().out.splitlines())


# ---- People ---------------------------------------------------------------------------------------------------------


def test_who_left_is_not_notified_and_their_phone_is_notified_for_who_has_it_now(owner, tmp_path):
    owner.configure(tmp_path)
    owner.configure(tmp_path, LEFT)
    assert owner.notified_about() == {"ben@example.com": ["ben:mail", OURS], "+4915112345678": ["ben:sms", OURS]}


@pytest.mark.parametrize("policy", [None, '{"to": ["ana:mail"]}', '{"tone": ["loud"]}', "[1]"])
def test_what_somebody_else_made_stays_as_it_is(owner, tmp_path, capsys, policy):
    topic = owner.names["AlertTopic"]
    attributes = {"FilterPolicy": policy} if policy and policy.startswith("{") else {}
    made = owner.sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="archive@example.com", Attributes=attributes)
    before = owner.sns.get_subscription_attributes(SubscriptionArn=made["SubscriptionArn"])["Attributes"]
    for yaml in (YAML, LEFT, YAML):
        owner.configure(tmp_path, yaml)
    assert owner.subscriptions()["archive@example.com"] == before
    assert "not changed" in capsys.readouterr().out


def test_one_that_somebody_made_for_a_person_is_narrowed_to_them_and_outlives_their_leaving(owner, tmp_path):
    topic = owner.names["AlertTopic"]
    owner.sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="ana@example.com")
    owner.configure(tmp_path)
    assert owner.notified_about()["ana@example.com"] == ["ana:mail"]
    owner.configure(tmp_path, LEFT)
    assert owner.notified_about()["ana@example.com"] == ["ana:mail"]


def test_a_filter_that_somebody_changed_is_put_right(owner, tmp_path):
    owner.configure(tmp_path)
    arn = owner.subscriptions()["ana@example.com"]["SubscriptionArn"]
    policy = json.dumps({"to": ["nobody", OURS]})
    owner.sns.set_subscription_attributes(SubscriptionArn=arn, AttributeName="FilterPolicy", AttributeValue=policy)
    owner.configure(tmp_path)
    assert owner.notified_about()["ana@example.com"] == ["ana:mail", OURS]


def test_other_ways_of_listening_are_not_looked_at(owner, tmp_path):
    topic, queue = owner.names["AlertTopic"], owner.arn("DeliveriesQueue")
    owner.sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=queue)
    owner.configure(tmp_path)
    listed = owner.sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    assert [subscription["Protocol"] for subscription in listed if subscription["Endpoint"] == queue] == ["sqs"]


STEPS = ("Subscribe", "PutObject", "Unsubscribe")


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", STEPS)
def test_a_crash_at_any_step_is_mended_by_the_next_run(owner, tmp_path, step, after):
    owner.configure(tmp_path)
    crashing = [True]

    def crash(*_, **__):
        if crashing:
            raise Crash

    service = "s3" if step == "PutObject" else "sns"
    if after:
        owner.edit(service, step, crash)
    else:
        owner.crash_before(service, step, crash)
    with pytest.raises(Crash):
        owner.configure(tmp_path, LEFT)
    crashing.clear()
    assert owner.configure(tmp_path, LEFT) == 0
    assert owner.notified_about() == {"ben@example.com": ["ben:mail", OURS], "+4915112345678": ["ben:sms", OURS]}
    assert owner.configurations()[0] == written(LEFT)


# ---- Confirming -----------------------------------------------------------------------------------------------------


def test_who_did_not_confirm_is_named_and_not_sent_another_mail_unasked(owner, tmp_path, capsys):
    owner.configure(tmp_path)
    pending(owner, "ana@example.com")
    asked = []
    owner.edit("sns", "Subscribe", lambda _: asked.append(1))
    capsys.readouterr()
    assert owner.configure(tmp_path) == 0
    printed = capsys.readouterr().out
    assert "Not confirmed, so they get no alerts yet" in printed
    assert "  a...@example.com" in printed.splitlines()
    assert not asked
    assert owner.configure(tmp_path, YAML, "--remind", "--yes") == 0
    assert asked == [1]


def test_a_confirmation_by_link_is_one_that_only_we_can_end(owner, tmp_path, capsys):
    owner.configure(tmp_path)
    topic, arn = owner.names["AlertTopic"], owner.subscriptions()["ana@example.com"]["SubscriptionArn"]
    asked = []
    owner.answer_for("sns", "ConfirmSubscription", lambda params: asked.append(params) or {"SubscriptionArn": arn})
    link = f"https://sns.eu-central-1.amazonaws.com/confirmation.html?TopicArn={topic}&Token=2336412f&Endpoint=a%40b.c"
    capsys.readouterr()
    assert owner.call("configure", "--confirm", link) == 0
    assert {name: asked[0][name] for name in ("TopicArn", "Token", "AuthenticateOnUnsubscribe")} == {
        "TopicArn": topic,
        "Token": "2336412f",
        "AuthenticateOnUnsubscribe": "true",
    }
    assert "a...@example.com is confirmed" in capsys.readouterr().out


def test_the_link_may_be_piped_in_so_that_no_shell_takes_it_apart(owner, tmp_path, monkeypatch):
    owner.configure(tmp_path)
    arn, tokens = owner.subscriptions()["ana@example.com"]["SubscriptionArn"], []
    owner.answer_for(
        "sns", "ConfirmSubscription", lambda params: tokens.append(params["Token"]) or {"SubscriptionArn": arn}
    )
    monkeypatch.setattr("sys.stdin", io.StringIO("https://sns/?Token=beef\n"))
    assert owner.call("configure", "--confirm") == 0
    assert tokens == ["beef"]


def test_a_token_that_sns_refuses_is_not_repeated(owner, tmp_path, capsys):
    owner.refuse("sns", "ConfirmSubscription", "InvalidParameter")
    assert owner.call("configure", "--confirm", "c0ffee") == 1
    assert "c0ffee" not in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    "link",
    [
        "",
        "https://evil.example/?Token=",
        "https://x/?Token=a b",
        "https://[",
        f"https://x/?TopicArn={TOPIC}x&Token=1",
        "-",
    ],
)
def test_what_is_no_link_of_ours_is_refused(link):
    if link == "-":
        assert token_in(link, [TOPIC]) == ("", "-")  # SNS refuses it
        return
    with pytest.raises(ConfigurationError):
        token_in(link, [TOPIC])


@given(st.text())
def test_a_link_is_read_or_refused_and_never_repeated(link):
    try:
        _, found = token_in(link, [TOPIC])
    except ConfigurationError as error:
        found = str(error)
    assert found in ("that is not a confirmation link, nor the token from one", link.strip()) or "=" in link


def test_whom_a_mail_scanner_could_unsubscribe_is_named_with_what_to_do(owner, tmp_path, capsys):
    owner.configure(tmp_path)

    def unguarded(answer):
        if answer["Attributes"]["Protocol"] == "email":
            answer["Attributes"]["ConfirmationWasAuthenticated"] = "false"

    owner.edit("sns", "GetSubscriptionAttributes", unguarded)
    capsys.readouterr()
    owner.configure(tmp_path)
    printed = capsys.readouterr().out
    arn = owner.subscriptions()["ana@example.com"]["SubscriptionArn"]
    assert f"  a...@example.com: aws sns unsubscribe --subscription-arn {arn}" in printed.splitlines()
    assert "+49" not in printed


# ---- What is shown --------------------------------------------------------------------------------------------------


def test_a_pipe_gets_no_whole_address_and_a_terminal_does():
    before, after = written(YAML), written(LEFT)
    piped, seen = ("\n".join(difference(before, after, ("a", "b"), shorten=shorten)) for shorten in (True, False))
    assert "ana@example.com" not in piped
    assert "a...@example.com" in piped
    assert "-      mail: ana@example.com" not in piped
    assert any(line.startswith("-") and line.endswith("mail: ana@example.com") for line in seen.splitlines())


def test_when_only_what_is_shortened_differs_it_says_so(owner, tmp_path, capsys):
    owner.configure(tmp_path)
    capsys.readouterr()
    owner.configure(tmp_path, YAML.replace("ana@", "anna@"), "--dry-run")
    assert "Only addresses or the notation differ." in capsys.readouterr().out


@given(st.emails())
def test_a_shortened_address_is_not_the_address(address):
    assert short(address) != address
    assert address not in short(address)


class Terminal(io.StringIO):
    def isatty(self):
        return True


def pending(owner, address):
    """SNS lists it without an ARN, as it does until somebody confirms."""

    def hide(answer):
        for subscription in answer["Subscriptions"]:
            if subscription["Endpoint"] == address:
                subscription["SubscriptionArn"] = "PendingConfirmation"

    owner.edit("sns", "ListSubscriptionsByTopic", hide)
