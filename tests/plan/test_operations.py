"""What an owner checks when something is wrong: alarms, dashboard, budget, and the page that explains them."""

import json
import re
import sys

import boto3
import pytest
from moto import mock_aws
from samtranslator.yaml_helper import yaml_parse

from goodword.aws.metrics import METRICS
from goodword.command.redrive import _OTHERS, _QUEUES
from tests.conftest import ROOT
from tests.house.plan import plan

PAGE = (ROOT / "docs" / "operations.md").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()


SHARES = {
    "Deliveries": "deliveries",
    "Pages": "pages",
    "Scored": "scored",
    "Urgent": "urgent",
    "Jobs": "jobs",
    "Visits": "visits",
    "AlertOfShard": "`alert`, for each shard of the stream",
}
"""Their names on the page."""


def of_type(kind):
    return plan().of_type(kind)


def section(heading):
    """The text under a heading of the page."""
    return re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", PAGE, re.MULTILINE | re.DOTALL)[1]


def dashboard():
    return json.loads(of_type("AWS::CloudWatch::Dashboard")["Dashboard"]["DashboardBody"]["Fn::Sub"])


def plotted():
    """(namespace, metric, dimensions) of each line on the dashboard."""
    for widget in dashboard()["widgets"]:
        for namespace, metric, *rest in widget["properties"].get("metrics", []):
            pairs = [part for part in rest if isinstance(part, str)]
            yield namespace, metric, dict(zip(pairs[::2], pairs[1::2], strict=True))


def test_each_alarm_has_its_section_and_no_section_is_of_an_alarm_that_is_gone():
    alarms = set(of_type("AWS::CloudWatch::Alarm"))
    assert set(re.findall(r"^### (\w+Alarm)$", PAGE, re.MULTILINE)) == alarms
    assert [name for name in alarms if len(section(name).strip()) < 80] == []


def test_the_dashboard_shows_every_alarm_function_and_queue():
    shown = json.dumps(dashboard())
    names = [*(f"{name}.Arn" for name in of_type("AWS::CloudWatch::Alarm")), *of_type("AWS::Lambda::Function")]
    names += [f"{name}.QueueName" for name in of_type("AWS::SQS::Queue")]
    assert [name for name in names if f"${{{name}}}" not in shown] == []


def test_the_dashboard_refers_to_what_there_is():
    known = {*plan().resources, "AWS::Region", "AWS::StackName"}
    named = re.findall(r"\$\{([\w:]+)", json.dumps(dashboard()))
    assert set(named) <= known


def test_what_is_plotted_is_measured_and_never_by_source_or_brand():
    ours = {(metric, tuple(dimensions)) for name, metric, dimensions in plotted() if name.startswith("Goodword")}
    assert {metric for metric, _ in ours} == METRICS
    assert {dimensions for _, dimensions in ours} == {("service",)}
    assert {name for _, _, dimensions in plotted() for name in dimensions} <= {
        *("service", "ApiId", "QueueName", "FunctionName", "TopicName"),
    }


def test_the_dashboard_is_one_of_the_three_that_cost_nothing():
    metrics = len(list(plotted()))
    assert metrics <= 50
    assert f"this one has {metrics}" in " ".join(PAGE.split())


def test_a_budget_is_optional_and_told_to_the_operator_early_enough():
    """In a template of its own: a region without its type would otherwise refuse the whole stack."""
    assert of_type("AWS::Budgets::Budget") == {}
    template = yaml_parse((ROOT / "docs" / "budget.yaml").read_text())
    [resource] = template["Resources"].values()
    assert resource["Type"] == "AWS::Budgets::Budget"
    budget = resource["Properties"]
    assert budget["Budget"]["BudgetLimit"]["Amount"] == {"Ref": "MonthlyBudget"}
    for name in template["Parameters"]:
        assert f"{name}=$(" in MAKEFILE
    assert "CostFilters" not in budget["Budget"], "a budget on a tag that nobody activated never alerts"
    alerts = {
        (entry["Notification"]["NotificationType"], entry["Notification"]["Threshold"])
        for entry in budget["NotificationsWithSubscribers"]
    }
    assert alerts == {("ACTUAL", 80), ("FORECASTED", 100)}


def test_both_templates_are_linted():
    assert "cfn-lint template.yaml docs/budget.yaml" in MAKEFILE


def test_the_page_shows_what_each_size_of_account_gives():
    shares = plan().template["Mappings"]["Shares"]
    head, *rows = re.findall(r"^\| (.*) \|$", section("How many at once"), re.MULTILINE)
    assert head.split(" | ")[1:] == [f"`{size}`" for size in shares]
    shown = {row.split(" | ")[0]: row.split(" | ")[1:] for row in rows[1:]}
    for key, name in SHARES.items():
        assert shown[name] == [str(size[key]) for size in shares.values()]


@pytest.mark.parametrize("queue", [*_QUEUES, *_OTHERS])
def test_each_redrive_is_explained(queue):
    assert f"`{queue}`" in section("Redrive")
    assert queue in re.search(r"^redrive: .*$", MAKEFILE, re.MULTILINE)[0]


def test_the_links_within_the_page_lead_somewhere():
    headings = {
        re.sub(r"[^a-z0-9-]", "", line.lower().replace(" ", "-")) for line in re.findall(r"^#+ (.*)$", PAGE, re.M)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= headings


def test_the_page_says_once_what_nobody_has_tried():
    assert PAGE.count("real AWS") == 1


def test_copying_back_adds_what_is_missing_and_overwrites_nothing(monkeypatch, capsys):
    (program,) = re.findall(r"```python\n(.*?)```", section("Restore"), re.DOTALL)
    program = re.sub(r"^   ", "", program, flags=re.MULTILINE)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    monkeypatch.setattr(sys, "argv", ["copy_back.py", "restored", "live"])
    with mock_aws():
        dynamo = boto3.client("dynamodb")
        for name in ("restored", "live"):
            keys = [{"AttributeName": key, "KeyType": kind} for key, kind in (("pk", "HASH"), ("sk", "RANGE"))]
            types = [{"AttributeName": key, "AttributeType": "S"} for key in ("pk", "sk")]
            dynamo.create_table(
                TableName=name, KeySchema=keys, AttributeDefinitions=types, BillingMode="PAY_PER_REQUEST"
            )
        for name, known in (("restored", {"a": "old", "b": "old"}), ("live", {"b": "new", "c": "new"})):
            for key, value in known.items():
                dynamo.put_item(TableName=name, Item={"pk": {"S": key}, "sk": {"S": "m"}, "v": {"S": value}})
        exec(program, {})
        found = {item["pk"]["S"]: item["v"]["S"] for item in dynamo.scan(TableName="live")["Items"]}
    assert found == {"a": "old", "b": "new", "c": "new"}
    assert capsys.readouterr().out == "1 copied, 1 were there\n"
