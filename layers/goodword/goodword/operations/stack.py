"""A deployed stack as its owner sees it: its outputs and resources, and how to invoke its functions."""

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from goodword.aws.client import client
from goodword.errors import ConfigurationError

_LONGEST_SWEEP = 60  # seconds; the sweep's timeout is 50


class FunctionFailed(Exception):
    """Raised when a function was invoked and failed; its log says why."""


class DeployedStack:
    """Works with the caller's credentials, never with a function's role."""

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def outputs(self) -> Mapping[str, str]:
        """The stack's outputs by key. Raises what CloudFormation raises when there is no such stack."""
        return {output["OutputKey"]: output["OutputValue"] for output in self._described.get("Outputs", [])}

    @cached_property
    def parameters(self) -> Mapping[str, str]:
        """The parameters of the deployed stack, by their names in the template."""
        found = self._described.get("Parameters", [])
        return {entry["ParameterKey"]: entry["ParameterValue"] for entry in found if "ParameterValue" in entry}

    @cached_property
    def resources(self) -> Mapping[str, str]:
        """The physical id of each resource, by logical id: a queue's URL, a function's name."""
        pages = client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=self.name)
        found = (entry for page in pages for entry in page["StackResourceSummaries"])
        return {
            entry["LogicalResourceId"]: entry["PhysicalResourceId"]
            for entry in found
            if entry.get("PhysicalResourceId")
        }

    def output(self, key: str) -> str:
        """One output; ConfigurationError when the deployed template has none of that name."""
        return self._known(self.outputs, "output", key)

    def resource(self, logical_id: str) -> str:
        """One resource; ConfigurationError when the deployed template has none of that name."""
        return self._known(self.resources, "resource", logical_id)

    def start(self, function: str, event: Mapping[str, Any]) -> Any:
        """Invoke a function once, by logical id, and return its result. Raises FunctionFailed."""
        answer = client("lambda", seconds=_LONGEST_SWEEP).invoke(
            FunctionName=self.resource(function), Payload=json.dumps(event).encode()
        )
        if "FunctionError" in answer:
            raise FunctionFailed(f"{function} failed; its log says why")
        return json.loads(answer["Payload"].read() or b"null")

    @cached_property
    def _described(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = client("cloudformation").describe_stacks(StackName=self.name)["Stacks"][0]
        return found

    def _known(self, known: Mapping[str, str], what: str, key: str) -> str:
        if key not in known:
            raise ConfigurationError(f"stack {self.name} has no {what} {key}: deploy this version first")
        return known[key]
