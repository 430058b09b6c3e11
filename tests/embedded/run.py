"""`make run`: builds, deploys into the embedded AWS, plays the sample day, and stays up until Ctrl-C."""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from goodword.aws.client import client
from goodword.aws.secret_store import SecretStore
from goodword.config import Configuration
from goodword.config.loading import load_yaml
from goodword.operations.stack import DeployedStack
from tests.embedded import emulator
from tests.embedded.books import Books
from tests.embedded.door import Door
from tests.embedded.places import HOME, ROOT
from tests.embedded.prices import Counted, lambda_use, write_units
from tests.embedded.progress import Progress
from tests.embedded.provision import provision
from tests.embedded.sent import Ear, display_name, on_file
from tests.embedded.stack import build, deploy
from tests.embedded.tuesday import KINDS, Tuesday
from tests.embedded.wait import wait_until_quiet

DAY = ROOT / "events" / "tuesday.jsonl"
SAMPLE = ROOT / "events" / "facebook.json"
PLAYED = HOME / "played"


def main() -> int:
    """Run until Ctrl-C; 1 when a mention was lost."""
    signal.signal(signal.SIGTERM, _end)
    configuration = load_yaml((ROOT / "goodword.yaml").read_bytes())
    progress = Progress()
    try:
        with emulator.running(HOME) as aws:
            with progress.step("building"):
                template = build(HOME / "build")
            emulator.wait_until_ready(HOME, aws)
            return _live(aws, template, configuration, progress)
    except KeyboardInterrupt:
        print("\nstopped; `make run` starts it again with its data, `make clean` deletes the data")
    return 0


def _live(aws: emulator.Emulator, template: Path, configuration: Configuration, progress: Progress) -> int:
    os.environ.update(aws.environment())
    with progress.step("deploying"):
        stack = deploy(template, HOME)
    with progress.step("configuring"):
        ear = Ear(provision(stack, configuration), HOME)
    progress.end("all permissions enforced - ready")
    ear.start()
    try:
        return _show(aws, stack, ear, configuration)
    finally:
        ear.stop()


def _show(aws: emulator.Emulator, stack: DeployedStack, ear: Ear, configuration: Configuration) -> int:
    door = Door(stack.output("WebhookUrl"), SecretStore(stack.output("SecretsPath")))
    tuesday = Tuesday(door, Books(stack), ear, configuration, display_name(stack.output("TopicArn")))
    lost = 0
    if _played(stack):
        _recall(tuesday.books)
    else:
        lost = _play(tuesday, stack)
        PLAYED.write_text(stack.output("TableName"))
    _your_turn(aws, stack, door, configuration)
    if not lost:
        _stay(tuesday.news)
    return 1


def _played(stack: DeployedStack) -> bool:
    """Whether the day was played into this very table: a table lost with a killed emulator does not count."""
    return PLAYED.exists() and PLAYED.read_text() == stack.output("TableName")


def _play(tuesday: Tuesday, stack: DeployedStack) -> int:
    day = [json.loads(line) for line in DAY.read_text(encoding="utf-8").splitlines()]
    number = sum(1 + webhook.get("repeat", 0) for webhook in day)
    print(f"\nAcme's Tuesday: {number} webhooks, {len({webhook['platform'] for webhook in day})} platforms")
    tuesday.play(DAY)
    wait_until_quiet()
    tuesday.news()
    balance = tuesday.balance
    parts = [f"{balance[kind]} {kind}" for kind in KINDS if kind != "lost" and balance[kind]]
    print(f"\n{balance.total()} = {' + '.join(parts)}; lost {balance['lost']}")
    if tuesday.notified["P1"]:
        print(f"slowest P1, from webhook to SNS: {max(tuesday.notified['P1']):.1f} s")
    print(f"on AWS this day would cost {_counted(tuesday).usd:.4f} USD, without text messages")
    return balance["lost"]


def _counted(tuesday: Tuesday) -> Counted:
    messages, balance = _log_messages(), tuesday.balance
    invocations, gb_seconds = lambda_use(messages)
    accepted = balance.total() - balance["refused"]
    rewritten = balance["duplicate"] + 2 * balance["changed"] + balance["deleted"]  # in addition to the items as stored
    return Counted(
        http_requests=balance.total(),
        lambda_requests=invocations,
        gb_seconds=gb_seconds,
        sqs_requests=3 * (2 * accepted - balance["ignored"]),  # two queues; sent, received, deleted, one by one
        write_units=write_units(tuesday.books.items()) + rewritten,
        publishes=len(tuesday.ear.received),
        mails=sum(to.endswith(":mail") for sent in tuesday.ear.received for to in sent.alert["to"]),
        log_bytes=sum(len(message) for message in messages),
    )


def _log_messages() -> list[str]:
    logs = client("logs")
    groups = [group["logGroupName"] for group in logs.describe_log_groups()["logGroups"]]
    return [
        event["message"]
        for group in groups
        for stream in logs.describe_log_streams(logGroupName=group)["logStreams"]
        for event in logs.get_log_events(logGroupName=group, logStreamName=stream["logStreamName"])["events"]
    ]


def _recall(books: Books) -> None:
    kept = [item["type"]["S"] for item in books.items()]
    print(f"\nkept from the last run: {kept.count('mention')} mentions, {kept.count('case')} cases")


def _your_turn(aws: emulator.Emulator, stack: DeployedStack, door: Door, configuration: Configuration) -> None:
    print("\nWebhooks (their secrets were generated for this machine):")
    for source, entry in configuration.sources.items():
        print(f"  {door.url}/{entry.platform}/{source}")
    if SAMPLE.exists():
        headers = door.headers("facebook", "acme-facebook", SAMPLE.read_bytes())
        flags = " ".join(f"-H '{name}: {value}'" for name, value in headers.items())
        print("Send one yourself:")
        print(f"  curl -i '{door.url}/facebook/acme-facebook' {flags} --data-binary @events/{SAMPLE.name}")
    environment = aws.environment()
    names = ("AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION")
    print("Read the data with the AWS CLI:")
    print(f"  export {' '.join(f'{name}={environment[name]}' for name in names)}")
    print(f"  aws dynamodb scan --table-name {stack.output('TableName')} --max-items 3")
    print(f"  aws logs tail /goodword/{stack.name}/alert")
    if link := _open_link():
        print(f"Open the action link of an alert, as on a phone:\n  {link}")
    print('Try it: make send TEXT="the charger is smoking"     (Ctrl-C stops, `make clean` deletes)', flush=True)


def _open_link() -> str | None:
    """The link of the last P1 whose case is not over."""
    alerts = [sent.alert for sent in on_file(HOME)]
    over = {alert["case"] for alert in alerts if alert.get("kind") == "over"}
    urgent = (alert for alert in reversed(alerts) if alert["priority"] == "P1" and alert["case"] not in over)
    return next((str(alert["link"]) for alert in urgent if alert.get("link")), None)


def _stay(news: Callable[[], None]) -> None:
    while True:
        time.sleep(0.3)
        news()


def _end(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
