"""What a call needs: the IAM actions and resources of the few operations that the functions use."""

from collections.abc import Iterator, Mapping
from typing import Any

from botocore.exceptions import ClientError

from tests.house.plan import ACCOUNT, REGION, Deployed, Statement

type Need = tuple[str, str]
"""An action and the resource on which it acts."""

_WRITES = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}


class Role:
    """A role of the template, without what a test removes; it records which permissions were used."""

    def __init__(self, name: str, deployed: Deployed, without: frozenset[tuple[str, str]] = frozenset()) -> None:
        self.name, self.used = name, set[Need]()
        self._statements = [
            Statement(
                tuple(action for action in statement.actions if (name, action) not in without), statement.resources
            )
            for statement in deployed.roles[name]
        ]

    def require(self, needs: Iterator[Need] | list[Need], operation: str) -> None:
        """Raise AccessDenied, as AWS would, unless the role allows each of these."""
        for action, resource in needs:
            if not any(statement.allows(action, resource) for statement in self._statements):
                words = f"{self.name} is not authorized to perform {action} on {resource}"
                raise ClientError({"Error": {"Code": "AccessDeniedException", "Message": words}}, operation)
            self.used.add((action, resource))


def needs(service: str, operation: str, params: Mapping[str, Any]) -> Iterator[Need]:  # noqa: C901 - one case a call
    """The actions and resources that a call needs."""
    match service, operation:
        case "dynamodb", "TransactWriteItems":
            for part in params["TransactItems"]:
                for kind, write in part.items():
                    yield f"dynamodb:{_WRITES[kind]}", _table(write["TableName"])
        case "dynamodb", "Query" if "IndexName" in params:
            yield "dynamodb:Query", f"{_table(params['TableName'])}/index/{params['IndexName']}"
        case "dynamodb", "BatchGetItem":
            for name in params["RequestItems"]:
                yield "dynamodb:BatchGetItem", _table(name)
        case "dynamodb", _:
            yield f"dynamodb:{operation}", _table(params["TableName"])
        case "sqs", _:
            yield f"sqs:{operation.removesuffix('Batch')}", queue_arn(params["QueueUrl"])
        case "sns", "Publish":
            yield "sns:Publish", params["TopicArn"]
        case "s3", "GetObject" | "PutObject":
            yield f"s3:{operation}", f"arn:aws:s3:::{params['Bucket']}/{params['Key']}"
        case "comprehend", _:
            yield f"comprehend:{operation}", "*"
        case "ssm", "GetParameter":
            yield "ssm:GetParameter", f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter{params['Name']}"
        case _:
            raise NotImplementedError(f"add here what {service}.{operation} needs")


def queue_arn(url: str) -> str:
    """The ARN of a queue."""
    return f"arn:aws:sqs:{REGION}:{ACCOUNT}:{url.rsplit('/', 1)[-1]}"


def queue_url(arn: str) -> str:
    """The URL of a queue."""
    return f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/{arn.rsplit(':', 1)[-1]}"


def _table(name: str) -> str:
    return f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{name}"
