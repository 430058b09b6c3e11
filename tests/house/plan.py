"""The deployment plan: template.yaml as SAM translates it, and what each function may do, with a stack's real names."""

import copy
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import boto3
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

REGION, ACCOUNT = "eu-central-1", "123456789012"  # moto's account
ADDRESS = f"https://house.execute-api.{REGION}.amazonaws.com"
ROOT = Path(__file__).parents[2]

# What moto's CloudFormation deploys unchanged. This folder replaces functions, roles and mappings.
# The rest is left out: moto skips it, or runs it on its own (its mappings empty their queue).
_DEPLOYED = {
    "AWS::SQS::Queue",
    "AWS::SNS::Topic",
    "AWS::DynamoDB::Table",
    "AWS::S3::Bucket",
    "AWS::Logs::LogGroup",
}
_CODE = {"Bucket": "code", "Key": "zip"}

type Resource = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Statement:
    """One permission of a role."""

    actions: tuple[str, ...]
    resources: tuple[str, ...]

    def allows(self, action: str, resource: str) -> bool:
        """Whether it covers that action on that resource; wildcards and case count."""
        return any(fnmatchcase(action, pattern) for pattern in self.actions) and any(
            fnmatchcase(resource, pattern) for pattern in self.resources
        )


@dataclass(frozen=True, slots=True)
class Wire:
    """An event source mapping: from a queue or stream (ARN) to a function."""

    name: str
    source: str
    room: str
    properties: Mapping[str, Any]
    on_failure: str | None


@dataclass(frozen=True, slots=True)
class Deployed:
    """The plan with every reference resolved."""

    names: Mapping[str, str]
    """The value of `Ref`, by logical id."""
    environment: Mapping[str, Mapping[str, str]]
    """Environment variables by function."""
    roles: Mapping[str, tuple[Statement, ...]]
    """Statements by the role's logical id."""
    wires: tuple[Wire, ...]
    arns: Mapping[str, str]
    """ARNs of functions by name, and of what else the mappings and the schedule name."""


@dataclass(slots=True)
class Plan:
    """The translated template. `resources` by logical id."""

    resources: Mapping[str, Resource]
    template: Mapping[str, Any]
    _asked: dict[tuple[str, ...], Any] = field(default_factory=dict)

    def of_type(self, kind: str) -> dict[str, Resource]:
        """Properties by logical id of every resource of that type."""
        return {name: found["Properties"] for name, found in self.resources.items() if found["Type"] == kind}

    def functions(self) -> dict[str, Resource]:
        """Properties by name of every function."""
        return {room_of(name): found for name, found in self.of_type("AWS::Lambda::Function").items()}

    def statements(self, role: str) -> list[tuple[Resource, str | None]]:
        """What a role allows by its logical id, each with the condition on which it has it (None: always)."""
        always = [
            (statement, None)
            for policy in self.of_type("AWS::IAM::Role")[role]["Policies"]
            for statement in policy["PolicyDocument"]["Statement"]
        ]
        given = [
            (statement, found.get("Condition"))
            for found in self.resources.values()
            if found["Type"] == "AWS::IAM::RolePolicy" and found["Properties"]["RoleName"] == {"Ref": role}
            for statement in found["Properties"]["PolicyDocument"]["Statement"]
        ]
        return [*always, *given]

    def at(self, size: str, expression: Any) -> int:
        """What the plan's mappings give for the size of the account (the parameter Concurrency)."""
        table, by, key = expression["Fn::FindInMap"]
        assert by == {"Ref": "Concurrency"}
        return int(self.template["Mappings"][table][size][key])

    def routes(self) -> dict[str, str]:
        """Functions by route key of the HTTP API, such as `POST /webhooks/{platform}/{source}`."""
        return {
            found["RouteKey"]: self._behind(
                found["Target"]["Fn::Sub"].removeprefix("integrations/${").removesuffix("}")
            )
            for found in self.of_type("AWS::ApiGatewayV2::Route").values()
        }

    def _behind(self, integration: str) -> str:
        uri = self.of_type("AWS::ApiGatewayV2::Integration")[integration]["IntegrationUri"]
        return room_of(uri["Fn::GetAtt"][0])

    def deployable(self) -> Resource:
        """What moto deploys: the resources that it supports, and one output for each expression that the tests need."""
        stays = {name: found for name, found in self.resources.items() if found["Type"] in _DEPLOYED}
        outputs = {
            f"Asked{place}": {"Value": expression} for place, expression in enumerate(self._questions().values())
        }
        return {
            "Parameters": self.template["Parameters"],
            "Conditions": self.template.get("Conditions", {}),
            "Resources": stays,
            "Outputs": outputs,
        }

    def resolved(self, outputs: Mapping[str, str]) -> Deployed:
        """The plan with the names of the stack that gave these outputs."""
        known = {path: outputs[f"Asked{place}"] for place, path in enumerate(self._questions())}

        def under(*head: str) -> dict[str, str]:
            return {path[len(head)]: statement for path, statement in known.items() if path[: len(head)] == head}

        return Deployed(
            names=under("ref"),
            environment={room: under("environment", room) for room in self.functions()},
            roles={
                role: tuple(
                    Statement(
                        tuple(_list(statement["Action"])),
                        tuple(map(_as_aws_has_it, under("role", role, str(place)).values())),
                    )
                    for place, (statement, condition) in enumerate(self.statements(role))
                    if condition is None or known["condition", condition] == "yes"
                )
                for role in self.of_type("AWS::IAM::Role")
            },
            wires=tuple(
                Wire(
                    name=name,
                    source=known["wire", name, "source"],
                    room=room_of(properties["FunctionName"]["Ref"]),
                    properties=properties,
                    on_failure=known.get(("wire", name, "failure")),
                )
                for name, properties in self.of_type("AWS::Lambda::EventSourceMapping").items()
            ),
            arns=under("arn"),
        )

    def _questions(self) -> Mapping[tuple[str, ...], Any]:
        if not self._asked:
            self._asked.update(dict(self._ask()))
        return self._asked

    def _ask(self) -> Iterable[tuple[tuple[str, ...], Any]]:
        for name, found in self.resources.items():
            if found["Type"] in _DEPLOYED:
                yield ("ref", name), {"Ref": name}
        for name in self.of_type("AWS::SQS::Queue"):
            yield ("arn", name), {"Fn::GetAtt": [name, "Arn"]}
        for room, function in self.functions().items():
            yield ("arn", room), _without_functions({"Fn::GetAtt": [f"{room.title()}Function", "Arn"]})
            for name, value in function["Environment"]["Variables"].items():
                yield ("environment", room, name), _without_api(value)
        for name in self.template.get("Conditions", {}):
            yield ("condition", name), {"Fn::If": [name, "yes", "no"]}
        yield from self._ask_roles()
        for name, properties in self.of_type("AWS::Lambda::EventSourceMapping").items():
            yield ("wire", name, "source"), properties["EventSourceArn"]
            if failure := properties.get("DestinationConfig", {}).get("OnFailure"):
                yield ("wire", name, "failure"), failure["Destination"]

    def _ask_roles(self) -> Iterable[tuple[tuple[str, ...], Any]]:
        for role in self.of_type("AWS::IAM::Role"):
            for place, (statement, _) in enumerate(self.statements(role)):
                for number, resource in enumerate(_list(statement["Resource"])):
                    yield ("role", role, str(place), str(number)), _without_functions(resource)


@cache
def plan() -> Plan:
    """The plan, translated once."""
    template = yaml_parse((ROOT / "template.yaml").read_text())
    for resource in template["Resources"].values():
        for name in ("CodeUri", "ContentUri"):
            if name in resource.get("Properties", {}):
                resource["Properties"][name] = _CODE
    translated = _translator().translate(copy.deepcopy(template), {})
    return Plan(translated["Resources"], translated)


def _translator() -> Translator:
    return Translator({}, Parser(), boto_session=boto3.Session(region_name=REGION))


def room_of(function: str) -> str:
    """`ScoreFunction` is the function `score`."""
    return function.removesuffix("Function").lower()


def role_of(room: str) -> str:
    """The function `score` has the role `ScoreRole`."""
    return f"{room.title()}Role"


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _as_aws_has_it(arn: str) -> str:
    """`GetAtt LogGroup.Arn` ends with `:*` on AWS, which covers its streams; in moto it does not."""
    return f"{arn}:*" if ":log-group:" in arn and not arn.endswith(":*") else arn


def _without_api(expression: Any) -> Any:
    """The address of the HTTP API, which moto does not deploy."""
    return json.loads(json.dumps(expression).replace("${Api.ApiEndpoint}", ADDRESS))


def _without_functions(expression: Any) -> Any:
    """The ARN of a function, which moto does not deploy, by its stack's name."""
    match expression:
        case {"Fn::GetAtt": [str(name), "Arn"]} if name.endswith("Function"):
            return {
                "Fn::Sub": f"arn:aws:lambda:${{AWS::Region}}:${{AWS::AccountId}}:function:${{AWS::StackName}}-{name}"
            }
    return expression
