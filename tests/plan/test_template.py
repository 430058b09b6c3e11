"""What only the template can prove: permissions, dead letters, timings, encryption, retention, idle cost."""

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from goodword import platforms
from goodword.alerting.outbox import Notification, notification_document
from goodword.aws.dynamodb_items import mention_item, to_dynamo, tombstone_item
from goodword.mention_merge import MergedMention
from goodword.polling.page_visits import LEASE
from goodword.storage.keys import TOMBSTONE_SECONDS
from tests.conftest import ROOT
from tests.flow.bill import CALL_MS, SHARDS, WAIT_MS, WHOLE_PROCESSOR_MB, WORK_MS
from tests.house.corridors import matches
from tests.house.plan import plan
from tests.sayings import NOON, scored

FOURTEEN_DAYS = 14 * 86_400


def of_type(kind):
    return plan().of_type(kind)


def parameters():
    return plan().template["Parameters"]


SIZES = parameters()["Concurrency"]["AllowedValues"]


def target(expression):
    """The logical id in a Ref or GetAtt."""
    match expression:
        case {"Ref": name} | {"Fn::GetAtt": [name, _]}:
            return name
        case {"Fn::GetAtt": str(path)}:
            return path.split(".")[0]
    raise AssertionError(f"names no resource: {expression}")


def functions():
    return of_type("AWS::Lambda::Function")


def mappings():
    return of_type("AWS::Lambda::EventSourceMapping")


def queue_mappings():
    return {
        name: mapping
        for name, mapping in mappings().items()
        if target(mapping["EventSourceArn"]) in of_type("AWS::SQS::Queue")
    }


def stream_mappings():
    return {name: mapping for name, mapping in mappings().items() if name not in queue_mappings()}


def started_later():
    """How Lambda treats what it starts asynchronously, by function."""
    return {target(config["FunctionName"]): config for config in of_type("AWS::Lambda::EventInvokeConfig").values()}


def queue_share(mapping, size):
    return plan().at(size, queue_mappings()[mapping]["ScalingConfig"]["MaximumConcurrency"])


def ms_of(room, messages, *, calls):
    """How long a run with that many messages takes, by the model of the bill."""
    once, each = WORK_MS[room]
    processor = functions()[f"{room.title()}Function"]["MemorySize"] / WHOLE_PROCESSOR_MB
    waits = {"score": WAIT_MS["sqs"], "store": WAIT_MS["dynamodb"]}[room]
    return (once + messages * each + calls * CALL_MS) / processor + calls * waits


def statements():
    return [
        pytest.param(statement, id=f"{role}-{statement['Sid']}")
        for role in of_type("AWS::IAM::Role")
        for statement, _ in plan().statements(role)
    ]


def as_list(value):
    return value if isinstance(value, list) else [value]


# AWS can allow these only on everything, since they act on no resource.
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncomprehend.html
ON_NOTHING = ({"comprehend:BatchDetectSentiment"}, ["*"])

# ---- Permissions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", statements())
def test_each_permission_names_its_actions_and_its_resources(text):
    assert not [action for action in as_list(text["Action"]) if "*" in action]
    if (set(as_list(text["Action"])), as_list(text["Resource"])) == ON_NOTHING:
        return
    for resource in as_list(text["Resource"]):
        words = resource.get("Fn::Sub") if isinstance(resource, dict) else resource
        assert words is None or re.match(r"(\$\{\w+\.|arn:).*[^:]\b", str(words)), f"{words} is too wide"
        assert words != "*"


@pytest.mark.parametrize("role", of_type("AWS::IAM::Role"))
def test_roles_have_only_what_the_plan_writes_out(role):
    assert not of_type("AWS::IAM::Role")[role].get("ManagedPolicyArns")


def test_each_room_has_a_role_of_its_own():
    roles = [target(function["Role"]) for function in functions().values()]
    assert len(set(roles)) == len(roles) > 0


def test_only_alert_may_publish_and_no_room_may_call_another():
    may = {}
    for role, properties in of_type("AWS::IAM::Role").items():
        for policy in properties["Policies"]:
            for statement in policy["PolicyDocument"]["Statement"]:
                for action in as_list(statement["Action"]):
                    may.setdefault(action, set()).add(role)
    assert may["sns:Publish"] == {"AlertRole"}
    assert may["lambda:InvokeFunction"] == {"SweepScheduleRole"}


def test_the_room_that_the_street_can_reach_looks_at_links_and_writes_about_cases_only():
    """https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html"""
    fields = {
        statement["Sid"]: statement
        for statement in of_type("AWS::IAM::Role")["DeskRole"]["Policies"][0]["PolicyDocument"]["Statement"]
    }
    keys = {sid: statement.get("Condition", {}).get("ForAllValues:StringLike", {}) for sid, statement in fields.items()}
    assert keys["Look"] == {"dynamodb:LeadingKeys": ["link#*", "case#*", "m#*", "r#*"]}
    assert keys["Act"] == {"dynamodb:LeadingKeys": ["case#*", "correction#*"]}
    assert {sid for sid, statement in fields.items() if "dynamodb:" in str(statement["Action"])} == {"Look", "Act"}


def test_fetch_writes_how_far_it_came_and_what_it_spent_and_nothing_else():
    fields = {
        statement["Sid"]: statement
        for statement in of_type("AWS::IAM::Role")["FetchRole"]["Policies"][0]["PolicyDocument"]["Statement"]
    }
    keys = fields["RememberHowFar"]["Condition"]["ForAllValues:StringEquals"]
    assert keys == {"dynamodb:LeadingKeys": ["asked", "spent"]}
    writing = {
        sid for sid, statement in fields.items() if re.search(r"dynamodb:(Put|Update|Delete)", str(statement["Action"]))
    }
    assert writing == {"RememberHowFar"}


def test_reading_is_paid_for_only_where_the_stack_allows_it_and_booked_and_nothing_else():
    assert parameters()["PaidReading"]["Default"] == "false"
    assert plan().template["Conditions"]["PaysForReading"] == {"Fn::Equals": [{"Ref": "PaidReading"}, "true"]}
    fields = {
        statement["Sid"]: statement
        for statement, condition in plan().statements("ScoreRole")
        if condition == "PaysForReading"
    }
    assert set(fields) == {"AskComprehend", "BookWhatItCosts"}
    assert fields["BookWhatItCosts"]["Condition"] == {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["spent"]}}
    free = json.dumps([statement for statement, condition in plan().statements("ScoreRole") if condition is None])
    assert "comprehend" not in free
    assert "dynamodb" not in free
    setting = functions()["ScoreFunction"]["Environment"]["Variables"]["PAID_READING"]
    assert setting == {"Fn::If": ["PaysForReading", {"Ref": "Table"}, "false"]}


def sends_to(role):
    """The queues that a role may send to."""
    return {
        target(resource)
        for statement, _ in plan().statements(role)
        if "sqs:SendMessage" in as_list(statement["Action"])
        for resource in as_list(statement["Resource"])
    }


def test_what_strangers_write_never_shares_a_batch():
    """Neither with platform deliveries nor with the content of another stranger."""
    assert sends_to("VisitRole") == {"PagesQueue"}
    assert sends_to("IntakeRole") == {"DeliveriesQueue"}
    batches = {target(mapping["EventSourceArn"]): mapping["BatchSize"] for mapping in queue_mappings().values()}
    assert batches["PagesQueue"] == 1
    readers = {
        target(mapping["EventSourceArn"]): target(mapping["FunctionName"]) for mapping in queue_mappings().values()
    }
    assert readers["PagesQueue"] == readers["DeliveriesQueue"] == "ScoreFunction"


def test_who_fetches_what_strangers_name_has_nothing_to_lose():
    [policy] = of_type("AWS::IAM::Role")["VisitRole"]["Policies"]
    statements = policy["PolicyDocument"]["Statement"]
    assert {action.split(":")[0] for part in statements for action in as_list(part["Action"])} == {
        "logs",
        "sqs",
        "dynamodb",
    }
    [turns] = [part for part in statements if "dynamodb:" in str(part["Action"])]
    assert turns["Condition"] == {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["visit"]}}
    assert turns["Action"] == ["dynamodb:GetItem", "dynamodb:PutItem"]
    assert set(functions()["VisitFunction"]["Environment"]["Variables"]) == {
        *("VISITS_QUEUE_URL", "PAGES_QUEUE_URL", "TABLE_NAME"),
        *("POWERTOOLS_LOG_LEVEL", "POWERTOOLS_METRICS_NAMESPACE"),
    }


def test_a_lease_of_a_host_lasts_as_long_as_the_room_may_run():
    assert functions()["VisitFunction"]["Timeout"] == LEASE.total_seconds()


# ---- Nothing is lost ------------------------------------------------------------------------------------------------


def dead_letter_queues():
    redriven = {
        target(queue["RedrivePolicy"]["deadLetterTargetArn"])
        for queue in of_type("AWS::SQS::Queue").values()
        if "RedrivePolicy" in queue
    }
    failures = {
        target(mapping["DestinationConfig"]["OnFailure"]["Destination"]) for mapping in stream_mappings().values()
    }
    missed = {
        target(schedule["Target"]["DeadLetterConfig"]["Arn"])
        for schedule in of_type("AWS::Scheduler::Schedule").values()
    }
    missed |= {target(config["DestinationConfig"]["OnFailure"]["Destination"]) for config in started_later().values()}
    undelivered = {target(queue) for policy in of_type("AWS::SQS::QueuePolicy").values() for queue in policy["Queues"]}
    return redriven | failures | missed | undelivered


def test_every_queue_has_dead_letters_or_is_one():
    queues = of_type("AWS::SQS::Queue")
    assert {name for name, queue in queues.items() if "RedrivePolicy" not in queue} == dead_letter_queues()
    consumed = {target(mapping["EventSourceArn"]) for mapping in queue_mappings().values()}
    assert consumed == set(queues) - dead_letter_queues()


@pytest.mark.parametrize("name", of_type("AWS::SQS::Queue"))
def test_queues_keep_for_fourteen_days_and_encrypt(name):
    queue = of_type("AWS::SQS::Queue")[name]
    assert queue["MessageRetentionPeriod"] == FOURTEEN_DAYS
    assert queue["SqsManagedSseEnabled"] is True


def test_every_dead_letter_queue_is_watched():
    alarm = json.dumps(of_type("AWS::CloudWatch::Alarm")["DeadLettersAlarm"])
    assert [name for name in dead_letter_queues() if f'"{name}' not in alarm] == []


def test_the_hourly_report_counts_every_dead_letter_queue():
    queues = functions()["SweepFunction"]["Environment"]["Variables"]["DEAD_LETTER_QUEUES"]["Fn::Join"][1]
    assert sorted(map(target, queues)) == sorted(dead_letter_queues())


def test_every_subscription_has_dead_letters_that_take_what_its_topic_could_not_deliver():
    subscriptions = of_type("AWS::SNS::Subscription")
    assert subscriptions
    policies = of_type("AWS::SQS::QueuePolicy").values()
    admitted = {
        (target(queue), target(topic))
        for policy in policies
        for queue in policy["Queues"]
        for statement in policy["PolicyDocument"]["Statement"]
        for topic in as_list(statement["Condition"]["ArnEquals"]["aws:SourceArn"])
    }
    for subscription in subscriptions.values():
        assert (
            target(subscription["RedrivePolicy"]["deadLetterTargetArn"]),
            target(subscription["TopicArn"]),
        ) in admitted


@pytest.mark.parametrize("name", queue_mappings())
def test_a_message_is_hidden_for_six_timeouts_and_fails_alone(name):
    mapping = queue_mappings()[name]
    queue = of_type("AWS::SQS::Queue")[target(mapping["EventSourceArn"])]
    function = functions()[target(mapping["FunctionName"])]
    assert queue["VisibilityTimeout"] >= 6 * function["Timeout"] + mapping["MaximumBatchingWindowInSeconds"]
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@pytest.mark.parametrize("name", queue_mappings())
def test_an_hour_without_a_free_run_uses_up_no_message(name):
    """Each receive without a free run counts, and lasts as long as the visibility timeout."""
    queue = of_type("AWS::SQS::Queue")[target(queue_mappings()[name]["EventSourceArn"])]
    assert queue["RedrivePolicy"]["maxReceiveCount"] * queue["VisibilityTimeout"] >= 4_200


@pytest.mark.parametrize("name", queue_mappings())
@pytest.mark.parametrize("size", SIZES)
def test_a_queue_takes_its_share_of_the_account(name, size):
    """https://docs.aws.amazon.com/lambda/latest/api/API_ScalingConfig.html: from 2 to 1,000."""
    assert 2 <= queue_share(name, size) <= int(size) // 5


def test_the_default_is_what_a_new_account_allows():
    assert parameters()["Concurrency"]["Default"] == SIZES[0] == "10"
    assert set(plan().template["Mappings"]["Shares"]) == set(SIZES)


@pytest.mark.parametrize("size", SIZES[1:])
def test_four_of_ten_runs_stay_free_for_intake_whatever_piles_up(size):
    streams = SHARDS * (plan().at(size, mappings()["StreamMapping"]["ParallelizationFactor"]) + 1)  # one for tally
    taken = sum(queue_share(name, size) for name in queue_mappings()) + streams + 1  # a sweep
    free = int(size) - taken
    assert free >= 0.4 * int(size)
    assert re.search(rf"leaves\b.*\b{free} .*for webhooks", (ROOT / "docs" / "operations.md").read_text())


def test_in_a_new_account_two_runs_stay_free_for_intake_while_webhooks_pile_up():
    """Six queues may use two runs each, but score is what webhooks wait for: store has less work than its share.

    Pages that take a second or more to fetch are read as fast as they arrive, unless one is made to slow score itself.
    """
    reading = queue_share("DeliveriesMapping", "10")
    writing = reading * ms_of("store", 10, calls=10) / ms_of("score", 10, calls=10)
    slow_pages = queue_share("JobsMapping", "10") + queue_share("VisitsMapping", "10")
    pages = slow_pages * ms_of("score", 1, calls=1) / 1000
    assert reading + writing + slow_pages + pages + 1 <= 8, "and a sweep"


@pytest.mark.parametrize("name", functions())
def test_no_reserved_concurrency(name):
    """Lambda reserves none of the last hundred, and a function's reserved concurrency is also its maximum."""
    assert "ReservedConcurrentExecutions" not in functions()[name]


def test_the_stream_fails_alone_bisects_and_gives_up_within_its_day():
    assert len(stream_mappings()) <= 2, "a shard supports two readers"
    for mapping in stream_mappings().values():
        assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
        assert mapping["BisectBatchOnFunctionError"] is True
        assert mapping["MaximumRecordAgeInSeconds"] <= 86_400
        assert mapping["StartingPosition"] == "TRIM_HORIZON"


def test_a_round_that_failed_is_left_to_the_next_and_none_starts_late():
    """By default Lambda tries twice more, alongside later sweeps, and retries a throttled one for six hours."""
    assert set(started_later()) == {
        target(schedule["Target"]["Arn"]) for schedule in of_type("AWS::Scheduler::Schedule").values()
    }
    for config in started_later().values():
        assert (config["MaximumRetryAttempts"], config["MaximumEventAgeInSeconds"]) == (0, 60)
        assert config["Qualifier"] == "$LATEST"


def test_the_round_ends_before_the_next_begins():
    schedule = of_type("AWS::Scheduler::Schedule")["SweepSchedule"]
    assert schedule["ScheduleExpression"] == "rate(1 minute)"
    assert functions()["SweepFunction"]["Timeout"] < 60


@pytest.mark.parametrize("kind", ["AWS::DynamoDB::Table", "AWS::S3::Bucket"])
def test_what_was_said_outlives_the_stack(kind):
    kept = [resource for resource in plan().resources.values() if resource["Type"] == kind]
    assert kept
    policies = {(resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) for resource in kept}
    assert policies == {("RetainExceptOnCreate", "Retain")}, "a first deploy that fails leaves nothing empty behind"


def test_the_table():
    table = of_type("AWS::DynamoDB::Table")["Table"]
    assert table["BillingMode"] == "PAY_PER_REQUEST"
    assert table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    assert "SSESpecification" not in table, "DynamoDB's own key is free, and one in KMS is paid by the call"
    assert table["TimeToLiveSpecification"] == {"AttributeName": "ttl", "Enabled": True}
    assert parameters()["DeletionProtection"]["Default"] == "true"
    assert {index["Projection"]["ProjectionType"] for index in table["GlobalSecondaryIndexes"]} == {"KEYS_ONLY"}


def test_the_bucket_is_private_encrypted_and_forgets():
    bucket = of_type("AWS::S3::Bucket")["Bucket"]
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    expiring = {rule["Prefix"]: rule["ExpirationInDays"] for rule in bucket["LifecycleConfiguration"]["Rules"]}
    assert expiring["exports/"] == 1
    assert expiring["quarantine/"] == TOMBSTONE_SECONDS // 86_400  # nothing older is replayed
    assert "config/" not in expiring


def test_alerts_are_encrypted():
    assert of_type("AWS::SNS::Topic")["AlertTopic"]["KmsMasterKeyId"]


# ---- How it runs ----------------------------------------------------------------------------------------------------


def test_one_runtime():
    versions = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    version = re.fullmatch(r">=(3\.\d+),<3\.\d+", versions)[1]
    source = yaml.load((ROOT / "template.yaml").read_text(), _PlainLoader)
    layers = [layer for layer in source["Resources"].values() if layer["Type"] == "AWS::Serverless::LayerVersion"]
    fields = {function["Runtime"] for function in functions().values()}
    fields |= {layer["Metadata"]["BuildMethod"] for layer in layers}
    fields |= {runtime for layer in layers for runtime in layer["Properties"]["CompatibleRuntimes"]}
    assert fields == {f"python{version}"}
    assert (ROOT / ".python-version").read_text().strip() == version


def test_arm64_unless_asked_otherwise():
    assert parameters()["Architecture"]["Default"] == "arm64"
    assert {json.dumps(function["Architectures"]) for function in functions().values()} == {'[{"Ref": "Architecture"}]'}


@pytest.mark.parametrize("name", functions())
def test_each_room_logs_json_into_a_group_of_its_own_that_forgets(name):
    logging = functions()[name]["LoggingConfig"]
    group = of_type("AWS::Logs::LogGroup")[target(logging["LogGroup"])]
    assert logging["LogFormat"] == "JSON"
    assert group["RetentionInDays"] == {"Ref": "LogRetentionDays"}
    assert (
        sum(
            target(function["LoggingConfig"]["LogGroup"]) == target(logging["LogGroup"])
            for function in functions().values()
        )
        == 1
    )


def test_the_door_lets_a_storm_in_and_writes_down_who_knocked_without_their_address():
    stage = of_type("AWS::ApiGatewayV2::Stage")["Stage"]
    throttle = stage["DefaultRouteSettings"]
    assert parameters()[throttle["ThrottlingRateLimit"]["Ref"]]["Default"] >= 3_000
    assert parameters()[throttle["ThrottlingBurstLimit"]["Ref"]]["Default"] >= 3_000
    log = stage["AccessLogSettings"]
    assert of_type("AWS::Logs::LogGroup")[target(log["DestinationArn"])]["RetentionInDays"]
    assert set(json.loads(log["Format"])) >= {"id", "route", "status", "ms"}
    assert not re.search(r"sourceIp|querystring|userAgent|header|path", log["Format"], re.IGNORECASE)


def test_each_route_reaches_its_room_which_lets_the_api_in():
    assert plan().routes() == {
        "GET /webhooks/{platform}/{source}": "intake",
        "POST /webhooks/{platform}/{source}": "intake",
        "POST /webhooks/webmention/{source}": "intake",
        "GET /a/{link}": "desk",
        "HEAD /a/{link}": "desk",
        "POST /a/{link}": "desk",
    }
    permissions = of_type("AWS::Lambda::Permission").values()
    let_in = {
        target(permission["FunctionName"]): permission["SourceArn"]["Fn::Sub"].rsplit("/", 2)[1:]
        for permission in permissions
    }
    assert let_in == {"IntakeFunction": ["webhooks", "*"], "DeskFunction": ["a", "*"]}


def test_links_and_what_nobody_signs_have_a_throttle_of_their_own_on_routes_that_are_there_before_it():
    stage = plan().resources["Stage"]
    settings = stage["Properties"]["RouteSettings"]
    links = {key for key, room in plan().routes().items() if room == "desk"}
    unsigned = {f"POST /webhooks/{name}/{{source}}" for name in platforms.names() if not platforms.load(name).SECRETS}
    assert set(settings) == links | unsigned
    for setting in settings.values():
        assert setting["ThrottlingRateLimit"] == 10
    routes = of_type("AWS::ApiGatewayV2::Route")
    assert {routes[name]["RouteKey"] for name in stage["DependsOn"]} == set(settings)


def test_a_host_name_of_ones_own_is_for_webhooks_and_links_and_the_old_address_stays():
    assert "DisableExecuteApiEndpoint" not in of_type("AWS::ApiGatewayV2::Api")["Api"]
    for name in ("Domain", "DomainMapping"):
        assert plan().resources[name]["Condition"] == "HasDomain"
    outputs, alert = plan().template["Outputs"], functions()["AlertFunction"]["Environment"]["Variables"]
    assert outputs["LinkBase"]["Value"] == alert["LINK_BASE"]
    for name, path in (("WebhookUrl", "/webhooks"), ("LinkBase", "/a/")):
        own, apis = ({"Fn::Sub": f"{host}{path}"} for host in ("https://${DomainName}", "${Api.ApiEndpoint}"))
        assert outputs[name]["Value"] == {"Fn::If": ["HasDomain", own, apis]}
    assert {parameters()[name]["Default"] for name in ("DomainName", "CertificateArn")} == {""}
    assert plan().template["Rules"]["DomainNameAndCertificateGoTogether"]["Assertions"]


def test_alarms_are_few_told_to_somebody_and_about_metrics_that_exist():
    alarms = of_type("AWS::CloudWatch::Alarm")
    assert 0 < len(alarms) <= 14
    for alarm in alarms.values():
        assert alarm["AlarmDescription"]
        assert target(alarm["AlarmActions"][0]) == target(alarm["OKActions"][0]) == "OperatorTopic"
        assert alarm["TreatMissingData"] in ("breaching", "notBreaching", "ignore")


def test_each_function_is_in_the_errors_alarm():
    alarm = json.dumps(of_type("AWS::CloudWatch::Alarm")["RoomErrorsAlarm"])
    assert [name for name in functions() if f'"{name}"' not in alarm] == []


def watched(namespace, metric):
    """The metric values that the alarms watch, by logical id."""
    for alarm in of_type("AWS::CloudWatch::Alarm").values():
        looked_at = [metric["MetricStat"]["Metric"] for metric in alarm.get("Metrics", []) if "MetricStat" in metric]
        for facts in looked_at or [alarm]:
            if (facts["Namespace"], facts["MetricName"]) == (namespace, metric):
                yield from (target(dimension["Value"]) for dimension in facts.get("Dimensions", []))


@pytest.mark.parametrize("name", functions())
def test_a_function_that_gets_no_run_shows_in_an_alarm(name):
    """Lambda counts such a start neither as a run nor as an error. Page visits have time: dead letters report them."""
    waiting = {
        target(mapping["EventSourceArn"])
        for mapping in queue_mappings().values()
        if target(mapping["FunctionName"]) == name
    } - {"PagesQueue"}
    seen = {
        "throttles": name in watched("AWS/Lambda", "Throttles"),
        "age": bool(waiting) and waiting <= set(watched("AWS/SQS", "ApproximateAgeOfOldestMessage")),
        "behind": name in watched("AWS/Lambda", "IteratorAge"),
        "missed": name in watched("AWS/Lambda", "Invocations"),
        "5xx": name == "DeskFunction" and set(watched("AWS/ApiGateway", "5xx")) == {"Api"},
    }
    assert any(seen.values())


def test_every_webhook_that_is_refused_for_a_fault_of_ours_shows_in_an_alarm():
    """Intake answers 503, which Lambda does not count as an error."""
    assert list(watched("AWS/ApiGateway", "5xx")) == ["Api"]
    assert "IntakeFunction" in watched("AWS/Lambda", "Throttles")
    assert of_type("AWS::CloudWatch::Alarm")["RefusedAlarm"]["Threshold"] == 0


def test_what_sns_took_and_did_not_deliver_shows_in_an_alarm():
    """https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html: the spending has no dimension."""
    assert list(watched("AWS/SNS", "NumberOfNotificationsFailed")) == ["AlertTopic"]
    share, spent = of_type("AWS::CloudWatch::Alarm")["SmsSpentAlarm"]["Metrics"]
    assert spent["MetricStat"]["Metric"] == {"Namespace": "AWS/SNS", "MetricName": "SMSMonthToDateSpentUSD"}
    assert share["Expression"] == {"Fn::Sub": "100 * m0 / ${SmsMonthlyLimit}"}
    assert of_type("AWS::CloudWatch::Alarm")["SmsSpentAlarm"]["Threshold"] == 80


def given(value, conditions):
    """A part of the template as CloudFormation resolves it with these conditions true."""
    match value:
        case {"Fn::If": [condition, then, otherwise]}:
            return given(then if condition in conditions else otherwise, conditions)
        case dict():
            return {name: given(part, conditions) for name, part in value.items()}
        case list():
            found = [given(statement, conditions) for statement in value]
            return [part for part in found if part != {"Ref": "AWS::NoValue"}]
    return value


def fires(alarm, written):
    """Whether an alarm on a sum fires when functions write these numbers in one minute; the others write nothing."""
    total, *parts = alarm["Metrics"]
    [ids] = re.fullmatch(r"SUM\(\[(.*)\]\)", total["Expression"]).groups()
    values = {}
    for part in parts:
        [dimension] = part["MetricStat"]["Metric"]["Dimensions"]
        values[part["Id"]] = written.get((part["MetricStat"]["Metric"]["MetricName"], dimension["Value"]), 0)
    assert ids.split(", ") == list(values)
    assert alarm["ComparisonOperator"] == "GreaterThanThreshold"
    return sum(values.values()) > alarm["Threshold"]


def functions_that_write(metric):
    return {file.parent.name for file in (ROOT / "functions").glob("*/*.py") if f'{{"{metric}":' in with_imports(file)}


def with_imports(file):
    """The text of a function, and of each module of the package that it imports itself."""
    text = file.read_text()
    modules = re.findall(r"^from (goodword[\w.]*) import", text, re.MULTILINE)
    paths = [ROOT / "layers" / "goodword" / Path(*module.split(".")).with_suffix(".py") for module in modules]
    return "\n".join([text, *(path.read_text() for path in paths if path.is_file())])


@pytest.mark.parametrize("function", sorted(functions_that_write("stopped")))
def test_the_alarm_fires_whichever_function_stopped(function):
    alarm = given(of_type("AWS::CloudWatch::Alarm")["SourcesStoppedAlarm"], {"PaysForReading"})
    assert fires(alarm, {("stopped", function): 1})
    assert not fires(alarm, {("stopped", function): 0})


def test_fetch_and_score_are_what_stops_and_score_is_watched_only_where_reading_is_paid_for():
    assert functions_that_write("stopped") == {"fetch", "score"}
    alarm = given(of_type("AWS::CloudWatch::Alarm")["SourcesStoppedAlarm"], set())
    assert fires(alarm, {("stopped", "fetch"): 1})
    assert len(alarm["Metrics"]) == 2, "CloudWatch charges for each metric that an alarm watches"


def test_who_lets_sns_in_names_the_topic_and_asks_for_nothing_that_sns_may_not_send():
    for policy in of_type("AWS::SQS::QueuePolicy").values():
        for statement in policy["PolicyDocument"]["Statement"]:
            assert list(statement["Condition"]) == ["ArnEquals"]
            assert list(statement["Condition"]["ArnEquals"]) == ["aws:SourceArn"]


def test_no_log_level_filters_metrics_or_errors_away():
    """Lambda treats a line without a level, or without a timestamp by RFC 3339, as INFO, whatever level it names."""
    assert parameters()["LogLevel"]["AllowedValues"] == ["DEBUG", "INFO"]
    levels = [function["LoggingConfig"]["ApplicationLogLevel"] for function in functions().values()]
    assert levels == [{"Ref": "LogLevel"}] * len(functions())


def test_the_metrics_of_a_stack_are_its_own():
    namespace = of_type("AWS::CloudWatch::Alarm")["UnpublishedAlarm"]["Namespace"]
    assert "AWS::StackName" in json.dumps(namespace)
    written = [
        function["Environment"]["Variables"]["POWERTOOLS_METRICS_NAMESPACE"] for function in functions().values()
    ]
    assert written == [namespace] * len(functions())


def test_every_parameter_explains_itself():
    assert [
        name
        for name, parameter in parameters().items()
        if not str(parameter.get("Description", "")).endswith((".", '"'))
    ] == []
    groups = plan().template["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
    assert sorted(name for group in groups for name in group["Parameters"]) == sorted(parameters())


def test_no_fixed_names():
    """Several stacks share an account."""
    naming = {"QueueName", "TableName", "BucketName", "TopicName", "FunctionName", "RoleName", "AlarmName"}
    of_a_function = ("Permission", "EventSourceMapping", "EventInvokeConfig")
    naming_others = ("AWS::IAM::RolePolicy", *(f"AWS::Lambda::{kind}" for kind in of_a_function))
    for name, resource in plan().resources.items():
        if resource["Type"] not in naming_others:
            assert not naming & set(resource.get("Properties", {})), name
    assert all(
        "AWS::StackName" in json.dumps(group["LogGroupName"]) for group in of_type("AWS::Logs::LogGroup").values()
    )


# ---- The stream's filters, checked with real records ---------------------------------------------------------------


def wakes_alert(item, event="INSERT"):
    filters = of_type("AWS::Lambda::EventSourceMapping")["StreamMapping"]["FilterCriteria"]["Filters"]
    record = {"eventName": event, "dynamodb": {"NewImage": item}}
    return any(matches(json.loads(entry["Pattern"]), record) for entry in filters)


def notification(**fields):
    facts = {"priority": "P1", "to": ("ana:sms",), "brand": "acme", "slot": "2026-11-17T12:00#0001"}
    moments = dict.fromkeys(("made_at", "promised_at", "lease_until"), NOON)
    return Notification(**facts | moments | fields)


@pytest.mark.parametrize("priority", ["P1", "P2", "P3", "P4"])
@pytest.mark.parametrize("event", ["INSERT", "MODIFY"])
def test_alert_hears_of_urgent_mentions_only(priority, event):
    item = mention_item(MergedMention.of(scored(priority=priority)), 1, 1)
    assert wakes_alert(item, event) is (priority in ("P1", "P2"))


@pytest.mark.parametrize("event", ["INSERT", "MODIFY"])
def test_alert_hears_what_a_rule_asks_for_and_our_own_post(event):
    assert wakes_alert(mention_item(MergedMention.of(scored(priority="P3", asked=True)), 1, 1), event)
    assert wakes_alert(mention_item(MergedMention.of(scored(priority="P4", from_self=True)), 1, 1), event)


def test_alert_does_not_hear_of_tombstones():
    assert not wakes_alert(tombstone_item(MergedMention.of(scored(action="deleted", priority="P1")), 1), "MODIFY")


def test_alert_is_woken_by_the_sweep_only():
    assert not wakes_alert(to_dynamo(notification_document(notification())))
    assert wakes_alert(to_dynamo(notification_document(notification()) | {"wake": "yes"}))


def marks(item, event="INSERT"):
    filters = of_type("AWS::Lambda::EventSourceMapping")["TallyMapping"]["FilterCriteria"]["Filters"]
    return any(
        matches(json.loads(entry["Pattern"]), {"eventName": event, "dynamodb": {"NewImage": item}}) for entry in filters
    )


@pytest.mark.parametrize("priority", ["P1", "P4"])
def test_tally_hears_of_every_mention_and_of_what_a_mention_can_turn_into(priority):
    memory = MergedMention.of(scored(priority=priority))
    assert marks(mention_item(memory, 1, 1))
    assert marks(mention_item(memory, 1, 2), "MODIFY")
    assert marks(tombstone_item(memory, 1), "MODIFY")
    assert marks(mention_item(MergedMention.of(scored(from_self=True)), 1, 2), "MODIFY")


def test_tally_does_not_hear_of_what_expires_nor_of_any_rooms_store():
    assert not marks(mention_item(MergedMention.of(scored()), 1, 1), "REMOVE")
    for kind in ("dirty", "tally", "mark", "outbox", "case", "held"):
        assert not marks(to_dynamo({"type": kind}))


def test_tally_writes_marks_and_nothing_else():
    fields = {
        statement["Sid"]: statement
        for statement in of_type("AWS::IAM::Role")["TallyRole"]["Policies"][0]["PolicyDocument"]["Statement"]
    }
    assert fields["Mark"]["Condition"] == {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["dirty"]}}


def test_tally_has_time_for_a_batch_that_touches_a_minute_with_every_record():
    """Two marks at most for a record, each a read and a write of about ten milliseconds."""
    mapping = of_type("AWS::Lambda::EventSourceMapping")["TallyMapping"]
    assert mapping["BatchSize"] * 2 * 0.02 <= functions()["TallyFunction"]["Timeout"]


def test_alert_does_not_hear_of_what_expires():
    assert not wakes_alert(mention_item(MergedMention.of(scored(priority="P1")), 1, 1), "REMOVE")


class _PlainLoader(yaml.SafeLoader):
    """Reads a template's !Ref and similar tags as their arguments."""


_PlainLoader.add_multi_constructor("!", lambda loader, _tag, node: getattr(node, "value", None))
