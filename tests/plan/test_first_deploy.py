"""The page about the first hour: its commands exist, and its sample output is what they print."""

import argparse
import re
import shlex

import pytest

from goodword.__main__ import COMMANDS, _parser
from tests.conftest import ROOT
from tests.house.house import open_house
from tests.house.plan import plan
from tests.owner import YAML, deployed

PAGE = (ROOT / "docs" / "first-deploy.md").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()
ITEMS = re.findall(r"^- \[( |x)\] (.*)$", PAGE, re.MULTILINE)
BLOCKS = PAGE.split("```")[1::2]
SHOWN = [line for block in BLOCKS if block.startswith("text\n") for line in block.splitlines()[1:]]


def spans():
    """Everything in code font: in a line, and in the blocks that users type."""
    for words in PAGE.split("```")[::2]:
        yield from re.findall(r"`([^`\n]+)`", words)
    for block in BLOCKS:
        if not block.startswith("text\n"):
            yield from block.splitlines()


def test_make_targets_exist():
    named = {name for span in spans() for name in re.findall(r"(?:^|\s)make ([a-z0-9]+)", span)}
    assert {"preflight", "deploy", "configure", "secret", "destroy"} <= named
    assert named <= {*re.findall(r"^([a-z0-9]+):", MAKEFILE, re.MULTILINE)}


def options_of(command):
    """The options of one of our commands."""
    (subparsers,) = [action for action in _parser([command])._actions if isinstance(action, argparse._SubParsersAction)]
    return {option for action in subparsers.choices[command]._actions for option in action.option_strings}


def called():
    """(command, options) of each call of ours on the page, also those that `make` passes on in FLAGS."""
    for span in spans():
        if found := re.search(r"(?:^|/|\| )goodword ([a-z]+)((?: [^|>]*)?)", span):
            yield found[1], re.findall(r"--[a-z-]+", found[2])
        elif found := re.search(r"make (configure|secret|redrive|preflight).* FLAGS=(.*)", span):
            yield found[1], re.findall(r"--[a-z-]+", " ".join(shlex.split(found[2])))


def test_commands_and_their_options_exist():
    calls = list(called())
    assert {"check", "configure", "secret", "sign", "read"} <= {name for name, _ in calls} <= {*COMMANDS}
    assert [(name, option) for name, given in calls for option in given if option not in options_of(name)] == []


def test_each_question_has_an_answer():
    template = plan().template["Parameters"]
    asked = dict(re.findall(r"`Parameter (\w+) \[(.*?)\]`", PAGE))
    assert asked == {name: str(parameter["Default"]) for name, parameter in template.items()}


def test_what_nobody_ran_is_a_list_that_a_program_can_read():
    ids = [re.match(r"\[(fd-\d\d)\] \S", words) for _, words in ITEMS]
    assert all(ids), "one line each, the id first"
    assert [found[1] for found in ids] == [f"fd-{number:02}" for number in range(1, len(ids) + 1)]
    assert len(ids) >= 20


def test_links_within_the_page_lead_somewhere():
    headings = re.findall(r"^#+ (.*)$", PAGE, re.MULTILINE)
    anchors = {re.sub(r"[^a-z0-9-]", "", heading.lower().replace(" ", "-")) for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= anchors


# ---- Output --------------------------------------------------------------------------------------------------------


@pytest.fixture
def new_account():
    """A new AWS account: ten runs, the sandbox, one dollar, nothing confirmed."""
    with deployed() as owner:
        owner.runs_at_once = {"ConcurrentExecutions": 10, "UnreservedConcurrentExecutions": 10}
        owner.sandboxed, owner.numbers, owner.sms_settings = True, [], {"MonthlySpendLimit": "1"}
        owner.parameters["OperatorEmail"] = "you@example.com"
        owner.sns.subscribe(TopicArn=owner.names["OperatorTopic"], Protocol="email", Endpoint="you@example.com")
        yield owner


def shown(line):
    """Whether the page shows that line, apart from the parts that differ each time."""
    plain = re.sub(r"\S*/goodword.yaml", "goodword.yaml", line)
    plain = re.sub(r"version \S+\)", "version 67391f87-181f-410c-9ee5-8d3ee4aaf697)", plain)
    plain = plain.replace("https://example.com", "https://abcdefghij.execute-api.eu-central-1.amazonaws.com")
    for short, whole in {"a...@": "ana@", "y...@": "you@", "+49...78": "+4915112345678"}.items():
        plain = plain.replace(short, whole)
    return plain in SHOWN


def test_preflight_prints_what_the_page_shows(new_account, capsys):
    assert new_account.call("preflight") == 0
    assert [line for line in capsys.readouterr().out.splitlines() if not shown(line)] == []
    assert new_account.call("preflight", "--concurrency", "100") == 1
    assert "`Concurrency=100 is more than this account runs at once`" in PAGE
    assert capsys.readouterr().err.startswith("Concurrency=100 is more than this account runs at once")


def test_configure_prints_what_the_page_shows(new_account, tmp_path, capsys):
    def unconfirmed(answer):
        for subscription in answer["Subscriptions"]:
            if subscription["Protocol"] == "email":
                subscription["SubscriptionArn"] = "PendingConfirmation"

    new_account.edit("sns", "ListSubscriptionsByTopic", unconfirmed)
    assert new_account.configure(tmp_path, YAML) == 0
    printed = capsys.readouterr()
    after = printed.out.splitlines()
    after = after[after.index("People:") :]
    assert [line for line in (*printed.err.splitlines(), *after) if not shown(line)] == []


def test_the_first_webhook_notifies_as_the_page_shows():
    (body,) = re.findall(r"printf '(\{.*\})' > first.json", PAGE)
    with open_house() as house:
        assert house.door.send("standard", "acme-shop", body.encode()).status == 200
        house.live(1)
        assert house.door.send("standard", "acme-shop", body.encode()).status == 200
        house.live(1)
        (notification,) = house.people.notifications
        unsigned = house.door.knock("POST", "/webhooks/standard/acme-shop", body.encode())
    (shown_line,) = [line for line in SHOWN if line.startswith("GOODWORD>")]
    sent = re.sub(r" due .*", "", f"GOODWORD> {notification.machine['sms']}")
    assert sent == re.sub(r" due .*", "", shown_line)
    assert re.sub(r" \w{3}\]", " UT7]", notification.machine["subject"]) in PAGE
    assert f"| {unsigned.status} `{unsigned.body}` |" in PAGE
