"""A table in memory for writes of mentions and reactions: thousands of deliveries in a few seconds."""

import re
from collections import Counter
from functools import cache
from unittest.mock import patch

from goodword.aws.dynamodb_items import from_dynamo
from goodword.aws.mention_table import MentionTable
from goodword.aws.reactions import Reactions


class Conflict(Exception):
    """DynamoDB's ConditionalCheckFailedException."""

    def __init__(self, item):
        super().__init__("ConditionalCheckFailedException")
        self.response = {"Item": item}


class SmallTable:
    """Items by key. `changes` are (before, after) of each write, as its stream reports; `calls` counts requests."""

    class exceptions:  # noqa: N801 - the SDK's own name
        ConditionalCheckFailedException = Conflict

    def __init__(self):
        self.items, self.changes, self.calls = {}, [], Counter()

    def put_item(self, **fields):
        item, expression, given = (
            fields[name] for name in ("Item", "ConditionExpression", "ExpressionAttributeValues")
        )
        self.calls["put_item"] += 1
        key = _key(item)
        before = self.items.get(key)
        names = fields.get("ExpressionAttributeNames", {})
        values = {name[1:]: value for name, value in from_dynamo(given).items()}
        if not _condition(expression, tuple(names.items()))(from_dynamo(before or {}), values):
            raise Conflict(before)
        self.items[key] = dict(item)
        self.changes.append((before, self.items[key]))

    def get_item(self, **fields):
        self.calls["get_item"] += 1
        found = self.items.get(_key(fields["Key"]))
        return {"Item": found} if found else {}

    def get_paginator(self, _):
        return self

    def paginate(self, **fields):
        """Items of a partition that have not expired and are reactions: the only query that is used."""
        pk, now = (fields["ExpressionAttributeValues"][name] for name in (":pk", ":now"))
        found = [item for item in self.items.values() if item["pk"] == pk and item["on"]["BOOL"]]
        return [{"Items": [item for item in found if int(item["ttl"]["N"]) > int(now["N"])]}]

    def rooms(self, retention_days=30):
        """The mentions and the reactions in it."""
        clients = ("goodword.aws.mention_table.client", "goodword.aws.reactions.client")
        with patch(clients[0], lambda _: self), patch(clients[1], lambda _: self):
            return MentionTable("small", retention_days), Reactions("small", retention_days)


def _key(item):
    return item["pk"]["S"], item["sk"]["S"]


@cache
def _condition(expression, names):
    """The condition as a function of an item and values, both plain; an absent value compares as false."""
    for short, name in names:
        expression = expression.replace(short, name)
    expression = re.sub(r"attribute_not_exists\((\w+)\)", r"('\1' not in item)", expression)
    expression = re.sub(r"(\w+) (<>|=|<) :(\w+)", r"holds(item, '\1', '\2', values['\3'])", expression)
    python = expression.replace(" AND ", " and ").replace(" OR ", " or ")
    return eval(f"lambda item, values: {python}", {"holds": _holds})  # only our own conditions


def _holds(item, name, sign, value):
    if name not in item:
        return False
    return {"=": item[name] == value, "<>": item[name] != value, "<": sign == "<" and item[name] < value}[sign]
