"""What the last deploy saved, read as `sam` reads it; and the processor to build and deploy for."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from goodword.command import _samconfig
from goodword.command._samconfig import Saved, overrides, pin, read_saved
from goodword.errors import ConfigurationError
from tests.conftest import ROOT
from tests.house.plan import plan

GUIDED = """
version = 0.1
[default.global.parameters]
stack_name = "goodword"
region = "us-east-1"
[default.deploy.parameters]
stack_name = "hear"
region = "eu-central-1"
profile = "acme"
parameter_overrides = "DisplayName=\\"Acme\\" OperatorEmail=\\"\\" Architecture=\\"x86_64\\" LogLevel=\\"INFO\\""
[embedded.deploy.parameters]
region = "us-west-1"
"""


@pytest.fixture
def saved(tmp_path):
    def write(text):
        (tmp_path / "samconfig.toml").write_text(text)
        return read_saved(tmp_path / "samconfig.toml")

    return write


def test_what_guided_answers_were_saved(saved):
    assert saved(GUIDED) == Saved(
        "hear",
        "eu-central-1",
        "acme",
        {"DisplayName": "Acme", "OperatorEmail": "", "Architecture": "x86_64", "LogLevel": "INFO"},
    )


def test_what_is_said_for_every_command_counts_where_the_deploy_says_nothing(saved):
    found = saved('[default.global.parameters]\nstack_name = "goodword"\nregion = "us-east-1"\n')
    assert (found.stack, found.region, found.architecture) == ("goodword", "us-east-1", "arm64")


@pytest.mark.parametrize(
    "parameters",
    [
        '"""Architecture=x86_64 LogLevel="INFO" """',
        "'ParameterKey=Architecture,ParameterValue=x86_64 ParameterKey=LogLevel,ParameterValue=INFO'",
        '["Architecture=x86_64", "LogLevel=INFO"]',
        '[["Architecture=x86_64"], {LogLevel = "INFO"}]',
        '{Architecture = "x86_64", LogLevel = "INFO"}',
    ],
)
def test_parameters_are_read_in_each_form_that_sam_takes(saved, parameters):
    found = saved(f"[default.deploy.parameters]\nparameter_overrides = {parameters}\n")
    assert found.parameters == {"Architecture": "x86_64", "LogLevel": "INFO"}


def test_where_only_the_build_was_told_that_counts_for_the_deploy_too(saved):
    build = '[default.build.parameters]\nparameter_overrides = "Architecture=x86_64"\n'
    assert saved(build).architecture == "x86_64"
    assert (
        saved(f'{build}[default.deploy.parameters]\nparameter_overrides = "Architecture=arm64"\n').architecture
        == "arm64"
    )


@pytest.mark.parametrize("text", ["[default", "\x00", "default = 1\ndefault = 2", "[" * 100_000])
def test_what_is_no_toml_is_refused(saved, text):
    with pytest.raises(ConfigurationError, match=r"cannot read \S*samconfig.toml"):
        saved(text)


@pytest.mark.parametrize("text", ["default = 1", "[default]\ndeploy = []", "[default.deploy.parameters]\nregion = 5\n"])
def test_what_is_no_table_or_no_text_says_nothing(saved, text):
    assert saved(text) == Saved()


def test_without_a_file_nothing_was_saved(tmp_path):
    assert read_saved(tmp_path / "samconfig.toml") == Saved()


@given(st.dictionaries(st.from_regex(r"[A-Za-z0-9]{1,9}", fullmatch=True), st.text("aZ0 @:/.-_'\"=", max_size=20)))
def test_what_is_handed_on_is_what_was_saved_and_the_processor(parameters):
    handed = dict(_samconfig._pairs(overrides(Saved(parameters=parameters), "x86_64")))
    assert handed == {**parameters, "Architecture": "x86_64"}


def test_defaults_are_the_templates():
    template = plan().template["Parameters"]
    assert template["Architecture"]["Default"] == _samconfig.ARCHITECTURE


# ---- Build and deploy -----------------------------------------------------------------------------------------------


def built(folder, architecture):
    """The template as `sam build` writes it: plain YAML, the layers with the processor that they were built for."""
    layer = {"Type": "AWS::Serverless::LayerVersion", "Metadata": {"BuildArchitecture": architecture}}
    template = {
        "Parameters": {"Architecture": plan().template["Parameters"]["Architecture"]},
        "Resources": {"One": layer, "Two": layer, "Table": {"Type": "AWS::DynamoDB::Table"}},
    }
    file = folder / "template.yaml"
    file.write_text(yaml.safe_dump(template))
    return file


@pytest.mark.parametrize("architecture", ["arm64", "x86_64"])
def test_what_was_built_can_be_deployed_for_no_other_processor(tmp_path, architecture):
    file = built(tmp_path, architecture)
    assert pin(file) == architecture
    parameter = yaml.safe_load(file.read_text())["Parameters"]["Architecture"]
    assert (parameter["Default"], parameter["AllowedValues"]) == (architecture, [architecture])


def rehearse(tmp_path, *words):
    """The commands that `make` would run with the samconfig.toml of the last deploy."""
    (tmp_path / "samconfig.toml").write_text(GUIDED)
    (tmp_path / "Makefile").write_text((ROOT / "Makefile").read_text())
    (tmp_path / ".venv").symlink_to(Path(sys.prefix))
    done = subprocess.run(
        ["make", "-n", "-o", "tools", *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "AWS_REGION": "sa-east-1"},
    )
    return done.stdout.replace("\\\n", "")


@pytest.mark.parametrize(("words", "architecture"), [((), "x86_64"), (("ARCH=arm64",), "arm64")])
def test_make_builds_and_deploys_for_the_same_processor(tmp_path, words, architecture):
    output = rehearse(tmp_path, "deploy", *words)
    (build,) = [line for line in output.splitlines() if " build " in line]
    (deploy,) = [line for line in output.splitlines() if "--guided" in line]
    assert f'--parameter-overrides "Architecture={architecture}"' in build
    assert f"overrides {architecture}" in deploy
    assert output.index("preflight") < output.index(" build ") < output.index(" pin") < output.index("--guided")
    assert output.index("--guided") < output.index("goodword configure")


def test_make_deploys_where_the_last_one_went(tmp_path):
    assert '--region "eu-central-1"' in rehearse(tmp_path, "deploy")


def test_make_works_on_the_stack_that_was_deployed_last(tmp_path):
    assert '--stack "hear"' in rehearse(tmp_path, "configure")


def test_what_is_handed_over_at_the_end_goes_where_the_answers_say(tmp_path):
    """Make expands the line before the questions are asked: it must not contain values saved before them."""
    assert rehearse(tmp_path, "deploy").rstrip().endswith("goodword configure goodword.yaml")


@pytest.mark.parametrize("target", ["configure", "secret", "redrive", "deploy", "destroy"])
def test_make_names_a_stack_where_it_is_given_one(tmp_path, target):
    assert '"other"' in rehearse(tmp_path, target, "STACK=other")


def test_make_takes_down_the_stack_that_was_deployed_last(tmp_path):
    output = rehearse(tmp_path, "destroy")
    assert "hear" in output
    assert '--region "eu-central-1"' in output


def test_the_makefile_gets_one_answer_a_call(tmp_path, monkeypatch, capsys):
    (tmp_path / "samconfig.toml").write_text(GUIDED)
    monkeypatch.setattr(_samconfig, "FILE", tmp_path / "samconfig.toml")
    for word in ("stack", "region", "profile", "architecture"):
        assert _samconfig.main([word]) == 0
    assert capsys.readouterr().out.split() == ["hear", "eu-central-1", "acme", "x86_64"]
    assert _samconfig.main(["overrides", "arm64"]) == 0
    assert 'Architecture="arm64"' in capsys.readouterr().out
    assert _samconfig.main(["everything"]) == 2
    (tmp_path / "samconfig.toml").write_text("[")
    assert _samconfig.main(["stack"]) == 1
