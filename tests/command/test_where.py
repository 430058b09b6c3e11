"""The region and account that a command works in, and its first line that names them."""

import json
from types import SimpleNamespace

import boto3
import pytest
from moto import mock_aws

from goodword.__main__ import main
from goodword.aws import client
from goodword.command import _samconfig

TEMPLATE = json.dumps({"Resources": {"Waiting": {"Type": "AWS::SQS::Queue"}}, "Outputs": {}})
COMMANDS = {
    "configure": ["configure", "--back", "--yes"],
    "secret": ["secret", "--list"],
    "redrive": ["redrive", "sweep"],
    "revoke": ["revoke", "AbCdEfGhIjKlMnOp"],
    "accuracy": ["accuracy"],
    "rules": ["rules", "try", "goodword.yaml"],
}


@pytest.fixture
def world(monkeypatch, tmp_path):
    """Two regions with a stack of the same name; no region is set yet, and nothing is saved."""
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)
    config = tmp_path / "config"
    config.write_text("[profile acme]\nregion = eu-west-3\naws_access_key_id = a\naws_secret_access_key = b\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setattr(_samconfig, "FILE", tmp_path / "samconfig.toml")
    saved = {}

    def save(**values):
        saved.update(values)
        lines = [f'{name} = "{value}"' for name, value in saved.items()]
        (tmp_path / "samconfig.toml").write_text("\n".join(["[default.deploy.parameters]", *lines]))

    with mock_aws():
        for region in ("eu-central-1", "eu-west-3"):
            boto3.client("cloudformation", region).create_stack(StackName="goodword", TemplateBody=TEMPLATE)
        client.client.cache_clear()
        yield SimpleNamespace(save=save, env=monkeypatch.setenv)
    client._chosen.clear()
    client.client.cache_clear()


def first_line(capsys, *words):
    main(list(words))
    return capsys.readouterr().err.splitlines()[0]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_says_first_where_it_works(world, capsys, command):
    world.save(region="eu-central-1")
    line = first_line(capsys, *COMMANDS[command])
    assert line == "Stack goodword in eu-central-1, account 123456789012"


def test_what_counts_first(world, capsys):
    """The flag, then the values of the last deploy, then the environment in the AWS CLI's order, then the profile."""
    call = ("secret", "--list")
    world.env("AWS_PROFILE", "acme")
    assert " in eu-west-3, " in first_line(capsys, *call)
    world.env("AWS_DEFAULT_REGION", "us-west-2")
    assert " in us-west-2, " in first_line(capsys, *call)
    world.env("AWS_REGION", "us-east-2")
    assert " in us-east-2, " in first_line(capsys, *call)
    world.save(region="eu-central-1")
    assert " in eu-central-1, " in first_line(capsys, *call)
    assert " in sa-east-1, " in first_line(capsys, *call, "--region", "sa-east-1")


def test_every_client_goes_there(world):
    world.env("AWS_DEFAULT_REGION", "us-west-2")
    world.save(region="eu-central-1")
    main(["secret", "--list"])
    assert client.client("sns").meta.region_name == "eu-central-1"


def test_the_stack_and_the_profile_of_the_last_deploy(world, capsys):
    world.save(stack_name="hear", profile="acme")
    assert first_line(capsys, "secret", "--list") == ("Stack hear in eu-west-3, account 123456789012, profile acme")
    assert first_line(capsys, "secret", "--list", "--stack", "mine").startswith("Stack mine ")


def test_an_aws_on_this_machine_is_not_where_the_last_deploy_went(world, capsys):
    world.save(region="eu-central-1", stack_name="hear", profile="acme")
    world.env("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    world.env("AWS_DEFAULT_REGION", "us-east-1")
    world.env("AWS_ACCESS_KEY_ID", "test")
    world.env("AWS_SECRET_ACCESS_KEY", "test")
    line = first_line(capsys, "secret", "--list")
    assert line.startswith("Stack goodword in us-east-1, account ")
    assert line.endswith(", at http://127.0.0.1:1")


def test_where_nothing_names_a_region_it_says_how_to(world, capsys):
    world.env("AWS_ACCESS_KEY_ID", "test")
    assert main(["secret", "--list"]) == 1
    assert "no region: give --region eu-central-1, set AWS_REGION" in capsys.readouterr().err


def test_a_profile_that_is_not_there_is_named(world, capsys):
    world.save(profile="nobody", region="eu-central-1")
    assert main(["secret", "--list"]) == 1
    assert "(nobody)" in capsys.readouterr().err


@pytest.mark.parametrize("code", ["ExpiredToken", "InvalidClientTokenId"])
def test_whoever_is_signed_out_is_told_how_to_sign_in(world, capsys, code):
    world.save(region="eu-central-1")
    answers(world, "sts", "GetCallerIdentity", code)
    assert main(["secret", "--list"]) == 1
    assert capsys.readouterr().err == (
        "AWS does not know who you are: sign in with `aws sso login` (or `aws configure`) and check with `aws sts "
        f"get-caller-identity`; --profile names another profile in ~/.aws/config ({code})\n"
    )


def test_where_sts_is_closed_the_command_goes_on(world, capsys):
    world.save(region="eu-central-1")
    answers(world, "sts", "GetCallerIdentity", "AccessDenied")
    assert "account unknown (STS did not say)" in first_line(capsys, "secret", "--list")


def test_stdout_stays_what_a_program_reads(world, capsys, tmp_path):
    (tmp_path / "empty.jsonl").write_text("")
    assert main(["accuracy", "--corrections", str(tmp_path / "empty.jsonl")]) == 0
    printed = capsys.readouterr()
    assert "Stack" not in printed.out + printed.err, "no stack is read"


def answers(world, service, operation, code):
    """Make AWS refuse that operation."""
    client.use("eu-central-1", "")

    def refuse(**_):
        answer = {"Error": {"Code": code, "Message": "no"}, "ResponseMetadata": {"HTTPStatusCode": 403}}
        return SimpleNamespace(status_code=403), answer

    client.client(service).meta.events.register_first(f"before-call.{service}.{operation}", refuse)
