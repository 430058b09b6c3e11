"""`goodword redrive`: dead letters come back; nothing is lost, and few come twice."""

import base64
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from goodword.aws.quarantine import Quarantine
from goodword.operations.stack import DeployedStack, FunctionFailed
from goodword.platforms.contract import Delivery
from tests.house.faults import Crash
from tests.house.house import OPENING, failed_run
from tests.letters import ALARM, HOSTILE, MAIL, SHAPES, SMS, notification

QUEUES = ("deliveries", "pages", "scored", "urgent")


@pytest.fixture(autouse=True)
def _no_waiting(owner, monkeypatch):
    monkeypatch.setattr("time.sleep", owner.clock.tick)


class MoveTasks:
    """SQS's message move tasks: they move some at each look and are listed late; `fate` is how the task ends."""

    def __init__(self, owner, fate="COMPLETED", at_each_look=4, late=1):
        self._owner, self._fate, self._at_each_look, self._late = owner, fate, at_each_look, late
        self.tasks = [{"Status": "COMPLETED", "ApproximateNumberOfMessagesMoved": 99, "StartedTimestamp": 1}]
        owner.answer_for("sqs", "StartMessageMoveTask", self._start)
        owner.answer_for("sqs", "ListMessageMoveTasks", self._list)

    def _start(self, asked):
        self._unseen = self._late
        source, target = (asked[name].rpartition(":")[2] for name in ("SourceArn", "DestinationArn"))
        task = {"Status": "RUNNING", "ApproximateNumberOfMessagesMoved": 0, "StartedTimestamp": 2}
        self.tasks.insert(0, task | {"from": source, "to": target})
        return {"TaskHandle": "one"}

    def _list(self, _asked):
        newest = self.tasks[0]
        if newest["Status"] != "RUNNING":
            return {"Results": [newest]}
        if self._unseen:
            self._unseen -= 1
            return {"Results": [self.tasks[1]]}
        self._go_on(newest)
        return {"Results": [newest]}

    def _go_on(self, task):
        source, target = (self._owner.sqs.get_queue_url(QueueName=task[end])["QueueUrl"] for end in ("from", "to"))
        for _ in range(self._at_each_look):
            found = self._owner.sqs.receive_message(QueueUrl=source).get("Messages")
            if not found or self._fate == "FAILED":
                task |= {"Status": self._fate, "FailureReason": "AccessDenied"}
                return
            self._owner.sqs.send_message(QueueUrl=target, MessageBody=found[0]["Body"])
            self._owner.sqs.delete_message(QueueUrl=source, ReceiptHandle=found[0]["ReceiptHandle"])
            task["ApproximateNumberOfMessagesMoved"] += 1


@pytest.fixture
def configured(owner, tmp_path, capsys):
    owner.configure(tmp_path)
    capsys.readouterr()
    return owner


# ---- Queues ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("queue", QUEUES)
def test_sqs_moves_all_of_it_and_it_is_counted_before_and_after(owner, capsys, queue):
    name = queue.title()
    MoveTasks(owner)
    owner.send(f"{name}DeadLetters", *(f"letter {number}" for number in range(11)))
    assert owner.call("redrive", queue) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{queue}: dead letters: 11 waiting; queue: 0 waiting.",
        "11 put back.",
        f"{queue}: dead letters: 0 waiting; queue: 11 waiting.",
    ]
    assert len(owner.bodies(f"{name}Queue")) == 11


def test_a_task_that_runs_already_is_watched_to_its_end(owner, capsys):
    tasks = MoveTasks(owner, late=0)
    owner.send("ScoredDeadLetters", *"abcdef")
    tasks._start({"SourceArn": owner.arn("ScoredDeadLetters"), "DestinationArn": owner.arn("ScoredQueue")})
    assert owner.call("redrive", "scored") == 0
    assert owner.bodies("ScoredQueue") == list("abcdef")
    assert len(tasks.tasks) == 2


def test_when_sqs_gives_up_it_is_said_and_what_is_left_stays(owner, capsys):
    MoveTasks(owner, fate="FAILED")
    owner.send("ScoredDeadLetters", "a")
    assert owner.call("redrive", "scored") == 1
    assert "AccessDenied" in capsys.readouterr().err
    assert owner.bodies("ScoredDeadLetters") == ["a"]


@pytest.mark.parametrize("queue", QUEUES)
def test_without_move_tasks_each_is_sent_and_then_deleted(owner, capsys, queue):
    name = queue.title()
    attributes = {"traced": {"DataType": "String", "StringValue": "yes"}}
    owner.send(f"{name}DeadLetters", *map(str, range(23)), MessageAttributes=attributes)
    assert owner.call("redrive", queue) == 0
    assert owner.bodies(f"{name}DeadLetters") == []
    back = owner.messages(f"{name}Queue")
    assert sorted(int(message["Body"]) for message in back) == list(range(23))
    assert {message["MessageAttributes"]["traced"]["StringValue"] for message in back} == {"yes"}
    assert "23 put back." in capsys.readouterr().out


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", ["ReceiveMessage", "SendMessageBatch", "DeleteMessageBatch"])
def test_a_crash_anywhere_loses_nothing_and_the_next_run_finishes(owner, step, after):
    owner.send("DeliveriesDeadLetters", *(f"{number:02}" for number in range(23)))
    passed = [2]  # fails the third time, in the middle

    def crash(*_, **__):
        passed[0] -= 1
        if passed[0] < 0:
            passed[0] = 10_000
            raise Crash

    (owner.edit if after else owner.crash_before)("sqs", step, crash)
    with pytest.raises(Crash):
        owner.call("redrive", "deliveries")
    owner.clock.tick(61)
    passed[0] = 10_000
    assert owner.call("redrive", "deliveries") == 0
    back = owner.bodies("DeliveriesQueue")
    assert sorted(set(back)) == [f"{number:02}" for number in range(23)]
    assert len(back) <= 23 + 10, "only messages that were sent but not yet deleted come twice: at most one batch"
    assert owner.bodies("DeliveriesDeadLetters") == []


def test_what_the_queue_does_not_take_stays_among_the_dead_letters(owner, capsys):
    owner.send("ScoredDeadLetters", *"abc")

    def refuse_two(answer):
        refused, answer["Successful"] = answer["Successful"][1:], answer["Successful"][:1]
        answer["Failed"] = [{"Id": entry["Id"], "Code": "InternalError", "SenderFault": False} for entry in refused]

    owner.edit("sqs", "SendMessageBatch", refuse_two)
    assert owner.call("redrive", "scored") == 1
    assert "1 put back." in capsys.readouterr().out
    assert len(owner.bodies("ScoredDeadLetters")) == 2


def test_ten_that_do_not_fit_one_request_are_sent_one_by_one(owner):
    owner.send("DeliveriesDeadLetters", *(str(number) * 400_000 for number in range(5)))
    assert owner.call("redrive", "deliveries") == 0
    assert [body[0] for body in owner.bodies("DeliveriesQueue")] == list("01234")


def test_a_limit_leaves_the_rest(owner):
    MoveTasks(owner)  # move tasks know no limit
    owner.send("UrgentDeadLetters", *map(str, range(15)))
    assert owner.call("redrive", "urgent", "--limit", "12") == 0
    assert (len(owner.bodies("UrgentQueue")), len(owner.bodies("UrgentDeadLetters"))) == (12, 3)


@pytest.mark.parametrize("queue", [*QUEUES, "alerts", "sweep", "stream", "quarantine"])
def test_a_dry_run_counts_and_does_nothing(owner, tmp_path, capsys, queue):
    owner.configure(tmp_path)
    letters = {"alerts": "AlertDeadLetters", "quarantine": None}.get(queue, f"{queue.title()}DeadLetters")
    if letters:
        owner.send(letters, "a", "b")
    else:
        for number in range(2):
            keep(owner, json.dumps(GOOD | {"external_id": str(number)}).encode())
    capsys.readouterr()
    assert owner.call("redrive", queue, "--dry-run") == 0
    assert owner.started == []
    assert "2" in capsys.readouterr().out
    assert len(owner.bodies(letters) if letters else kept(owner)) == 2
    assert owner.bodies("DeliveriesQueue") == []


@pytest.mark.parametrize("queue", [*QUEUES, "alerts", "sweep", "stream", "quarantine"])
def test_where_nothing_waits_nothing_is_done(owner, tmp_path, capsys, queue):
    owner.configure(tmp_path)
    capsys.readouterr()
    assert owner.call("redrive", queue) == 0
    assert "Nothing to " in capsys.readouterr().out
    assert owner.started == []


@pytest.mark.parametrize("words", [("nosuch",), ("scored", "--limit", "0"), ("scored", "--limit", "many")])
def test_a_slip_of_the_pen(owner, words):
    with pytest.raises(SystemExit) as left:
        owner.call("redrive", *words)
    assert left.value.code == 2


# ---- Sweeps ---------------------------------------------------------------------------------------------------------


SCHEDULED = json.dumps({"version": "0", "detail-type": "Scheduled Event", "source": "aws.scheduler", "detail": "{}"})
CALLED = json.dumps(
    {
        "version": "1.0",
        "timestamp": "2026-11-18T02:14:05.123Z",
        "requestContext": {"requestId": "1", "functionArn": "arn:aws:lambda:x:1:function:sweep:$LATEST"},
        "requestPayload": {},
        "responseContext": {"statusCode": 200, "functionError": "Unhandled"},
        "responsePayload": {"errorMessage": "no", "errorType": "KeyError"},
    }
)
WHY = {"ERROR_CODE": {"DataType": "String", "StringValue": "ThrottlingException"}}


def test_missed_sweeps_are_made_up_for_by_one(owner):
    owner.send("SweepDeadLetters", *["{}", SCHEDULED, CALLED] * 4)
    owner.send("SweepDeadLetters", "whatever was to be said", MessageAttributes=WHY)
    assert owner.call("redrive", "sweep") == 0
    assert owner.started == [("SweepFunction", {})]
    assert owner.bodies("SweepDeadLetters") == []


def test_it_is_said_why_sweeps_are_missing_and_never_what_an_error_says(owner, capsys):
    """What Lambda writes about a run, what the schedule writes about a start, and undocumented letters."""
    failed = failed_run("arn:aws:lambda:eu-central-1:123456789012:function:sweep", "ClientError")
    failed["responsePayload"]["errorMessage"] = "'Ana said it burns' is no number"
    late = failed_run("arn:aws:lambda:eu-central-1:123456789012:function:sweep", "", "EventAgeExceeded")
    owner.send("SweepDeadLetters", json.dumps(failed), json.dumps(failed), json.dumps(late))
    code = {"ERROR_CODE": {"DataType": "String", "StringValue": "AWS.Scheduler.InternalServerError"}}
    owner.send("SweepDeadLetters", "{}", MessageAttributes=code)
    assert owner.call("redrive", "sweep") == 0
    printed = capsys.readouterr().out
    for words in ("failed (2)", "no run free within a minute (1)", "not started (1)"):
        assert words in printed
    assert "Ana" not in printed
    assert owner.bodies("SweepDeadLetters") == []


@pytest.mark.parametrize("body", ["jo said fire", "null", "[]", '{"platform": "x", "body": "aGk="}', "[" * 99_999])
def test_a_letter_that_tells_of_no_round_stays(owner, capsys, body):
    owner.send("SweepDeadLetters", body, SCHEDULED)
    assert owner.call("redrive", "sweep") == 1
    assert "1 left: is not about a sweep." in capsys.readouterr().out
    assert owner.bodies("SweepDeadLetters") == [body]


def test_when_the_round_fails_too_its_letters_stay(owner, monkeypatch, capsys):
    def start(*_):
        raise FunctionFailed("SweepFunction failed; its log says why")

    monkeypatch.setattr(DeployedStack, "start", start)
    owner.send("SweepDeadLetters", "{}")
    assert owner.call("redrive", "sweep") == 1
    assert "its log says why" in capsys.readouterr().err
    assert owner.bodies("SweepDeadLetters") == ["{}"]


# ---- Alerts ---------------------------------------------------------------------------------------------------------


def inbox(owner, to, topic="AlertTopic"):
    """A queue that gets what one subscription gets."""
    url = owner.sqs.create_queue(QueueName=f"inbox-{to.replace(':', '-')}")["QueueUrl"]
    arn = owner.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    policy = {"FilterPolicy": json.dumps({"to": [to]})} if topic == "AlertTopic" else {}
    owner.sns.subscribe(TopicArn=owner.names[topic], Protocol="sqs", Endpoint=arn, Attributes=policy)
    return url


def messages_in(owner, url):
    found = owner.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
    return [json.loads(message["Body"]) for message in found]


def test_a_mail_that_did_not_arrive_is_sent_to_that_mailbox_and_says_how_late_it_is(owner):
    mails, phone, others = (inbox(owner, to) for to in ("ana:mail", "ana:sms", "ben:mail"))
    owner.send("AlertDeadLetters", notification(owner.names))
    assert owner.call("redrive", "alerts") == 0
    (mail,) = messages_in(owner, mails)
    assert mail["Message"] == f"Late: this could not be delivered at 2026-11-18 02:14 UTC.\n\n{MAIL}"
    assert mail["Subject"] == "[ACME P1 7K2] safety on X"
    assert (messages_in(owner, phone), messages_in(owner, others)) == ([], [])
    assert owner.bodies("AlertDeadLetters") == []


def test_an_sms_is_sent_to_that_phone_as_it_was(owner):
    mails, phone = (inbox(owner, to) for to in ("ana:mail", "ana:sms"))
    owner.send("AlertDeadLetters", notification(owner.names, text=SMS))
    assert owner.call("redrive", "alerts") == 0
    assert [message["Message"] for message in messages_in(owner, phone)] == [SMS]
    assert messages_in(owner, mails) == []


def test_an_alarm_goes_to_the_operator_again(owner):
    operator = inbox(owner, "operator", topic="OperatorTopic")
    owner.send(
        "AlertDeadLetters", notification(owner.names, to=None, topic="OperatorTopic", text="ALARM:\nSweepMissed")
    )
    assert owner.call("redrive", "alerts") == 0
    assert len(messages_in(owner, operator)) == 1


def test_nobody_gets_more_than_three_a_minute(owner):
    sent = []
    owner.edit("sns", "Publish", lambda _: sent.append(owner.clock()))
    owner.send("AlertDeadLetters", *(notification(owner.names, text=f"{SMS} {number}") for number in range(7)))
    owner.send("AlertDeadLetters", notification(owner.names, to=["ben:mail"]))
    assert owner.call("redrive", "alerts") == 0
    assert len(sent) == 8
    assert sent[-1] - sent[0] >= timedelta(seconds=120)


@pytest.mark.parametrize("shape", ["all wordings in it", "a raw mail", "without any attributes"])
def test_a_letter_goes_to_that_person_and_nobody_else(owner, shape):
    boxes = {to: inbox(owner, to) for to in ("ana:mail", "ana:sms", "ben:mail", "goodword:configure")}
    everybody = inbox(owner, "everybody", topic="OperatorTopic")
    body, attributes, means = SHAPES[shape](owner.names)
    owner.send("AlertDeadLetters", body, MessageAttributes=attributes)
    assert owner.call("redrive", "alerts") == 0
    got = {to: messages_in(owner, url) for to, url in boxes.items()}
    assert {to for to, found in got.items() if found} == {f"ana:{channel}" for channel in means.split()}
    assert messages_in(owner, everybody) == []
    assert all(message["Message"].startswith("Late: ") for message in got["ana:mail"])
    assert owner.bodies("AlertDeadLetters") == []


def test_letters_with_nothing_to_send_stay_and_stop_nobody(owner, capsys):
    boxes = [inbox(owner, to) for to in ("ana:sms", "ben:mail", "goodword:configure")]
    boxes.append(inbox(owner, "operator", topic="OperatorTopic"))
    mails = inbox(owner, "ana:mail")
    bodies = [body(owner.names) for body in HOSTILE.values()]
    owner.send("AlertDeadLetters", *bodies, notification(owner.names))
    assert owner.call("redrive", "alerts") == 1
    output = "".join(capsys.readouterr())
    assert "1 put back." in output
    assert [word for word in ("jo@example.com", "\x1b", "secret") if word in output] == []
    assert [messages_in(owner, box) for box in boxes] == [[]] * len(boxes)
    assert len(messages_in(owner, mails)) == 1
    assert owner.bodies("AlertDeadLetters") == sorted(bodies)


def test_those_that_stay_do_not_come_to_the_same_run_again(owner, capsys):
    owner.send("AlertDeadLetters", "?", *(notification(owner.names, text=f"{SMS} {number}") for number in range(7)))
    assert owner.call("redrive", "alerts") == 1
    assert "7 put back.\n1 left: " in capsys.readouterr().out
    assert owner.bodies("AlertDeadLetters") == ["?"]


def test_what_sns_would_never_take_stays_and_the_next_one_goes(owner, capsys):
    mails = inbox(owner, "ana:mail")
    owner.send("AlertDeadLetters", notification(owner.names, text=f"{MAIL}{'x' * 300_000}"), notification(owner.names))
    assert owner.call("redrive", "alerts") == 1
    assert "1 left: is a message that SNS refuses." in capsys.readouterr().out
    assert len(messages_in(owner, mails)) == 1
    assert len(owner.bodies("AlertDeadLetters")) == 1


def test_an_alert_for_somebody_who_left_stays(configured, capsys):
    """SNS would accept it, but deliver it to nobody."""
    configured.send("AlertDeadLetters", notification(configured.names, to=["zoe:mail"]), notification(configured.names))
    assert configured.call("redrive", "alerts") == 1
    assert "1 left: is for somebody who is no longer in goodword.yaml." in capsys.readouterr().out
    assert len(configured.bodies("AlertDeadLetters")) == 1


@pytest.mark.parametrize(
    "body",
    [
        lambda owner: notification(owner.names, to=None, topic="OperatorTopic", text=json.dumps(ALARM)),
        lambda owner: json.dumps(ALARM),
    ],
    ids=["notification", "raw"],
)
def test_an_alarm_is_told_in_words_and_how_late_it_is(owner, body):
    operator, people = inbox(owner, "operator", topic="OperatorTopic"), inbox(owner, "ana:mail")
    owner.send("AlertDeadLetters", body(owner))
    assert owner.call("redrive", "alerts") == 0
    (mail,) = messages_in(owner, operator)
    assert mail["Message"].startswith("Late: ")
    assert mail["Message"].endswith("UTC.\n\nALARM\ngoodword-SweepMissed\nThreshold Crossed")
    assert messages_in(owner, people) == []


def test_while_sns_is_down_they_wait(owner, capsys):
    owner.send("AlertDeadLetters", notification(owner.names))
    owner.refuse("sns", "Publish", "InternalError")
    assert owner.call("redrive", "alerts") == 1
    assert len(owner.bodies("AlertDeadLetters")) == 1


# ---- Quarantine -----------------------------------------------------------------------------------------------------

GOOD = {"external_id": "1", "text": "acme is fine", "created_at": "2026-11-18T08:00:00Z"}
BAD = {"external_id": "2", "text": "acme", "kind": "smell"}


def delivery(body, source="acme-shop", platform="standard", at=OPENING, **headers):
    return Delivery(platform, source, "POST", headers, {}, body, at)


def keep(owner, body=b"not JSON yet", **more):
    Quarantine(owner.names["Bucket"]).keep_delivery(delivery(body, **more), "the body is not JSON that can be read")


def keep_item(owner, items, item, **more):
    Quarantine(owner.names["Bucket"]).keep_item(delivery(json.dumps(items).encode(), **more), "kind is none", item)


def kept(owner):
    found = owner.s3.list_objects_v2(Bucket=owner.names["Bucket"], Prefix="quarantine/").get("Contents", [])
    return [message["Key"] for message in found]


def test_a_delivery_that_can_be_read_by_now_is_put_back_as_it_came(configured):
    body = json.dumps([GOOD]).encode()
    keep(configured, body, **{"webhook-id": "msg_1"})
    assert configured.call("redrive", "quarantine") == 0
    (message,) = configured.bodies("DeliveriesQueue")
    assert Delivery.from_message(message) == delivery(
        body, at=OPENING.replace(microsecond=0), **{"webhook-id": "msg_1"}
    )
    assert kept(configured) == []


def test_an_item_comes_back_alone_with_what_stood_around_it(configured, monkeypatch):
    mended = BAD | {"kind": "post"}
    keep_item(configured, {"type": "said", "timestamp": "2026-11-18T07:00:00Z", "data": [GOOD, BAD]}, BAD)
    assert configured.call("redrive", "quarantine") == 1, "this version does not know that kind either"
    _mend(configured, BAD, mended)
    assert configured.call("redrive", "quarantine") == 0
    (message,) = configured.bodies("DeliveriesQueue")
    back = json.loads(Delivery.from_message(message).body)
    assert back == {"type": "said", "timestamp": "2026-11-18T07:00:00Z", "data": [mended]}


def test_an_answer_comes_back_with_what_was_asked(configured):
    answer = replace(delivery(b'{"data": []}', platform="x"), asked={"what": "search"})
    Quarantine(configured.names["Bucket"]).keep_delivery(answer, "data is not a list")
    assert configured.call("redrive", "quarantine") == 0
    (message,) = configured.bodies("DeliveriesQueue")
    assert Delivery.from_message(message).asked == {"what": "search"}


@pytest.mark.parametrize("platform", ["rss", "webmention"])
def test_what_a_stranger_wrote_comes_back_apart_from_deliveries(configured, platform):
    asked = {"what": "feed", "url": "https://ana.example/", "source": "https://ana.example/", "status": "304"}
    asked |= {"target": "https://acme.example/"}
    page = replace(delivery(b"", platform=platform), asked=asked)
    Quarantine(configured.names["Bucket"]).keep_delivery(page, "the body is not a feed")
    assert configured.call("redrive", "quarantine") == 0
    (message,) = configured.bodies("PagesQueue")
    assert Delivery.from_message(message).platform == platform
    assert (configured.bodies("DeliveriesQueue"), kept(configured)) == ([], [])


def _mend(owner, old, new):
    """As if the parser were fixed: the quarantined item becomes readable."""
    (key,) = kept(owner)
    bucket = owner.names["Bucket"]
    content = json.loads(owner.s3.get_object(Bucket=bucket, Key=key)["Body"].read())
    body = base64.b64decode(content["body"]).replace(json.dumps(old).encode(), json.dumps(new).encode())
    content["body"] = base64.b64encode(body).decode()
    owner.s3.put_object(Bucket=bucket, Key=key, Body=json.dumps(content).encode())


def test_what_still_cannot_be_read_stays_with_the_reason(configured, capsys):
    keep(configured)
    assert configured.call("redrive", "quarantine") == 1
    assert "1 left: is still unreadable for this version." in capsys.readouterr().out
    assert (len(kept(configured)), configured.bodies("DeliveriesQueue")) == (1, [])


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"at": OPENING - timedelta(days=29)}, "could bring back"),
        ({"source": "long-gone"}, "no longer configured"),
        ({"platform": "smoke-signals"}, "does not support"),
    ],
)
def test_what_must_not_or_cannot_come_back_says_why(configured, capsys, more, reason):
    keep(configured, json.dumps(GOOD).encode(), **more)
    assert configured.call("redrive", "quarantine") == 1
    assert reason in capsys.readouterr().out
    assert len(kept(configured)) == 1
    assert configured.bodies("DeliveriesQueue") == []


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"null", b"[]", b"{}", b'{"body": "?", "headers": {}, "received_at": "2026-11-18"}', b"[" * 99_999],
)
def test_hostile_objects_stay_and_stop_nobody(configured, capsys, content):
    configured.s3.put_object(Bucket=configured.names["Bucket"], Key="quarantine/standard/acme-shop/a", Body=content)
    configured.s3.put_object(Bucket=configured.names["Bucket"], Key="quarantine/odd", Body=content)
    keep(configured, json.dumps(GOOD).encode())
    assert configured.call("redrive", "quarantine") == 1
    assert "1 put back." in capsys.readouterr().out
    assert len(kept(configured)) == 2


def test_what_is_kept_again_while_it_is_put_back_stays(configured):
    """The function score may be faster than the deletion, and find the item still unreadable."""
    body = json.dumps(GOOD).encode()
    keep(configured, body)
    configured.edit("sqs", "SendMessage", lambda _: keep(configured, body))
    assert configured.call("redrive", "quarantine") == 0
    assert len(kept(configured)) == 1


@pytest.mark.parametrize(("service", "step"), [("sqs", "SendMessage"), ("s3", "DeleteObject")])
@pytest.mark.parametrize("after", [False, True])
def test_a_crash_while_it_is_put_back_loses_nothing(configured, service, step, after):
    keep(configured, json.dumps(GOOD).encode())
    crashing = [True]

    def crash(*_, **__):
        if crashing:
            crashing.clear()
            raise Crash

    (configured.edit if after else configured.crash_before)(service, step, crash)
    with pytest.raises(Crash):
        configured.call("redrive", "quarantine")
    assert configured.call("redrive", "quarantine") == 0
    assert kept(configured) == []
    assert len(set(configured.bodies("DeliveriesQueue"))) == 1


def test_a_limit_counts_what_is_put_back(configured):
    keep(configured)
    for number in range(3):
        keep(configured, json.dumps(GOOD | {"external_id": str(number)}).encode())
    configured.call("redrive", "quarantine", "--limit", "2")
    assert (len(configured.bodies("DeliveriesQueue")), len(kept(configured))) == (2, 2)
