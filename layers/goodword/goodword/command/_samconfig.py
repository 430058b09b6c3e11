"""Reads what samconfig.toml saved from the last deploy: region, stack, profile, parameters.

`sam deploy --guided` writes its answers there. The Makefile reads them by `python -m goodword.command._samconfig`.
"""

import os
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from goodword.errors import ConfigurationError

FILE = Path("samconfig.toml")
BUILT = Path(".aws-sam/build/template.yaml")
STACK = "goodword"
ARCHITECTURE = "arm64"
"""The default of the template's parameter `Architecture`."""

# As `sam` reads them: Key=Value, where either may be quoted and a quote inside is \".
_PAIR = re.compile(
    r"""(?:^|\s)(?:ParameterKey=)?(\w+)(?:,ParameterValue)?=("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^\s]*)"""
)


@dataclass(frozen=True)
class Saved:
    """The saved values; empty where nothing was saved."""

    stack: str = ""
    region: str = ""
    profile: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def architecture(self) -> str:
        """The processor to build and deploy for."""
        return self.parameters.get("Architecture") or ARCHITECTURE


def read_saved(file: Path | None = None) -> Saved:
    """Read what the last `make deploy` from this folder saved. Raises ConfigurationError when it is not valid TOML.

    As in `sam`, [default.deploy.parameters] overrides [default.global.parameters].
    https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html
    """
    file = file or FILE
    try:
        default = _table(tomllib.loads(file.read_text(encoding="utf-8")), "default")
    except FileNotFoundError:
        return Saved()
    except (ValueError, RecursionError, OSError) as error:
        raise ConfigurationError(
            f"cannot read {file} ({error}): correct it, or restore it from the repository and run `make deploy` again"
        ) from None
    build, everywhere, deploy = (_table(default, name, "parameters") for name in ("build", "global", "deploy"))
    known = {**everywhere, **deploy}
    stack, region, profile = (_text(known.get(name)) for name in ("stack_name", "region", "profile"))
    parameters = dict(_pairs([build.get("parameter_overrides"), known.get("parameter_overrides")]))
    return Saved(stack, region, profile, parameters)


def overrides(saved: Saved, architecture: str) -> str:
    """Every saved parameter and the architecture, as one value of `--parameter-overrides`.

    All of them, because on the command line they replace those in the file instead of adding to them.
    """
    parameters = {**saved.parameters, "Architecture": architecture}
    return " ".join(f'{name}="{_escaped(value)}"' for name, value in parameters.items())


def pin(template: Path) -> str:
    """Restrict a built template to the processor that it was built for; returns the processor.

    `sam deploy --guided` asks for the parameter again after the build. It refuses another answer before anything
    changes, but saves it: so the next `make deploy` builds for it.
    """
    import yaml

    built = yaml.safe_load(template.read_text(encoding="utf-8"))
    (architecture,) = {
        resource["Metadata"]["BuildArchitecture"]
        for resource in built["Resources"].values()
        if resource["Type"] == "AWS::Serverless::LayerVersion"
    }
    built["Parameters"]["Architecture"] |= {
        "Default": architecture,
        "AllowedValues": [architecture],
        "ConstraintDescription": f"{architecture}, as built; run `make deploy` again to build for your answer",
    }
    template.write_text(yaml.safe_dump(built, sort_keys=False, width=1000), encoding="utf-8")
    return str(architecture)


def _table(value: Any, *names: str) -> Mapping[str, Any]:
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _pairs(value: Any) -> Iterator[tuple[str, str]]:
    """The parameters, in each of the forms that `sam` accepts: text, a list of texts, or a table."""
    if isinstance(value, str):
        yield from ((name, _unquoted(found)) for name, found in _PAIR.findall(value))
    elif isinstance(value, list):
        for part in value:
            yield from _pairs(part)
    elif isinstance(value, dict):
        yield from ((str(name), str(found)) for name, found in value.items() if not isinstance(found, dict | list))


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return re.sub(r"\\([ \"'])", r"\1", value)


def _escaped(value: str) -> str:
    return value.replace('"', '\\"')


def main(words: Sequence[str]) -> int:
    """Print one answer for the Makefile: stack, region, profile, architecture, overrides ARCHITECTURE, or pin."""
    try:
        saved = read_saved()
        match words:
            case ["overrides", architecture]:
                print(overrides(saved, architecture))
            case ["pin"]:
                print(f"built for {pin(BUILT)}")
            case ["stack"]:
                print(saved.stack or STACK)
            case ["region"]:
                print(saved.region or environment_region())
            case ["profile" | "architecture" as name]:
                print(getattr(saved, name))
            case _:
                print(main.__doc__, file=sys.stderr)
                return 2
    except ConfigurationError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def environment_region() -> str:
    """The region from the environment, in the order of the AWS CLI; boto3 alone reads only the second."""
    return os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
