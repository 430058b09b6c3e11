"""Everything that a stack stores, as JSON: taken from one test stack, put into another."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.house.corridors import StreamCorridor
from tests.house.house import House
from tests.house.plan import plan

DRAWN = {"link": ("pk",), "dirty": ("token",), "visit": ("by",)}
"""Attributes that are random, or depend on random ones, by type of item."""

type Snapshot = dict[str, Any]


def take(house: House) -> Snapshot:
    """The time, the table, the messages in the queues, and the objects in the bucket."""
    return {
        "now": house.now.isoformat(),
        "items": sorted(house.items(), key=lambda item: (item["pk"]["S"], item["sk"]["S"])),
        "messages": {name: bodies for name in plan().of_type("AWS::SQS::Queue") if (bodies := _messages(house, name))},
        "objects": _objects(house),
    }


def restore(house: House, snapshot: Snapshot) -> None:
    """Put everything back, at that time; the stream has nothing new to deliver."""
    house.wait((datetime.fromisoformat(snapshot["now"]) - house.now).total_seconds())
    names = house.deployed.names
    for key, body in snapshot["objects"].items():
        house.s3.put_object(Bucket=names["Bucket"], Key=key, Body=body.encode())
    for item in snapshot["items"]:
        house.dynamo.put_item(TableName=names["Table"], Item=item)
    for corridor in house.corridors.values():
        if isinstance(corridor, StreamCorridor):
            corridor.pass_over()
    for queue, bodies in snapshot["messages"].items():
        for body in bodies:
            house.sqs.send_message(QueueUrl=names[queue], MessageBody=body)


def comparable(snapshot: Snapshot) -> Snapshot:
    """Without random values."""
    items = [_without(item, DRAWN.get(item["type"]["S"], ())) for item in snapshot["items"]]
    return snapshot | {"items": sorted(items, key=lambda item: json.dumps(item, sort_keys=True))}


def _without(item: dict[str, Any], drawn: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in drawn}


def _messages(house: House, queue: str) -> list[str]:
    """The bodies in a queue, which stay there."""
    url = house.deployed.names[queue]
    found = list[str]()
    while some := house.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=1).get("Messages"):
        found += [message["Body"] for message in some]
    house.wait(2)
    return found


def _objects(house: House) -> dict[str, str]:
    bucket = house.deployed.names["Bucket"]
    keys = [entry["Key"] for entry in house.s3.list_objects_v2(Bucket=bucket).get("Contents", [])]
    keys = [key for key in keys if not key.startswith("keys/")]  # belongs to the tests, made new in each run
    return {key: house.s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode() for key in keys}


def load(file: Path) -> Any:
    """What `save` wrote."""
    return json.loads(file.read_text(encoding="utf-8"))


def save(file: Path, content: dict[str, Any]) -> None:
    """One line for each item of a list, so that a difference is readable."""
    parts = [f"{json.dumps(name)}: {_written(value)}" for name, value in sorted(content.items())]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("{" + ",\n".join(parts) + "}\n", encoding="utf-8")


def _written(value: Any) -> str:
    if not isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return "[\n" + ",\n".join(json.dumps(item, ensure_ascii=False, sort_keys=True) for item in value) + "\n]"
