"""`goodword secret`: what is active afterwards, since when, and that no value is ever shown."""

import io
import json
from types import SimpleNamespace

import pytest

from goodword import connectors
from goodword.aws.secret_store import SecretStore
from goodword.operations.secrets import StoredSecrets
from tests.house.house import STACK

PATH = f"/{STACK}/sources"


@pytest.fixture
def configured(owner, tmp_path):
    owner.configure(tmp_path)
    return owner


def live(source="acme-facebook", name="app_secret"):
    """The secrets that intake accepts."""
    return SecretStore(PATH).of(source).values.get(name, ())


def store(owner, monkeypatch, secret, *words):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{secret}\n"))
    return owner.call("secret", *(words or ("acme-facebook", "app_secret")))


def test_all_stay_live_until_told_otherwise(configured, monkeypatch):
    for secret in ("one", "typo", "two", "two"):
        assert store(configured, monkeypatch, secret) == 0
    assert live() == ("two", "typo", "one")
    assert configured.call("secret", "acme-facebook", "app_secret", "--retire", "--yes") == 0
    assert live() == ("two",)


def test_an_older_one_put_again_is_the_newest(configured, monkeypatch):
    for secret in ("one", "two", "one"):
        store(configured, monkeypatch, secret)
    assert live() == ("one", "two")


def test_the_other_secrets_of_a_source_are_left_as_they_are(configured, monkeypatch):
    store(configured, monkeypatch, "token", "acme-facebook", "verify_token")
    for secret in ("one", "two"):
        store(configured, monkeypatch, secret)
    configured.call("secret", "acme-facebook", "app_secret", "--retire", "--yes")
    assert (live(), live(name="verify_token")) == (("two",), ("token",))
    stored = configured.ssm.get_parameter(Name=f"{PATH}/acme-facebook")["Parameter"]
    assert stored["Type"] == "SecureString"


def test_what_an_older_version_wrote_stays_readable(configured, monkeypatch):
    """The format is only a list of strings, newest first: an older intake can read it after a rollback."""
    older = json.dumps({"app_secret": ["b", "a"]})
    configured.ssm.put_parameter(Name=f"{PATH}/acme-facebook", Value=older, Type="SecureString")
    store(configured, monkeypatch, "c")
    written = configured.ssm.get_parameter(Name=f"{PATH}/acme-facebook", WithDecryption=True)["Parameter"]["Value"]
    assert json.loads(written) == {"app_secret": ["c", "b", "a"]}


def test_ages_are_of_each_secret_and_values_are_never_shown(configured, monkeypatch, capsys):
    store(configured, monkeypatch, "sesame-one")
    configured.clock.tick(100 * 86_400)
    store(configured, monkeypatch, "sesame-two")
    configured.clock.tick(86_400)
    store(configured, monkeypatch, "sesame-token", "acme-facebook", "verify_token")
    capsys.readouterr()
    assert configured.call("secret", "--list") == 0
    printed = capsys.readouterr().out
    assert printed.splitlines() == [
        "acme-facebook",
        "  app_secret: 2 active, since 2027-02-26 (1 day ago), 2026-11-18 (101 days ago)",
        "  verify_token: 1 active, since 2027-02-27 (today)",
        "acme-shop",
        "  webhook_secret: missing, so deliveries that need it are refused",
    ]
    assert "sesame" not in printed


def test_what_asking_needs_is_missed_by_another_name(configured, capsys, monkeypatch):
    monkeypatch.setattr(connectors, "names", lambda: ("standard",))
    monkeypatch.setattr(connectors, "load", lambda _: SimpleNamespace(TOKENS=("webhook_secret", "api_key")))
    capsys.readouterr()
    assert configured.call("secret", "acme-shop", "--list") == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "  webhook_secret: missing, so deliveries that need it are refused",
        "  api_key: not stored, so polls that need it do not run",
    ]


def test_a_secret_that_was_retired_and_came_back_is_young(configured, monkeypatch):
    kept = StoredSecrets(PATH)
    kept.keep("acme-facebook", "app_secret", "one")
    configured.clock.tick(1000)
    kept.keep("acme-facebook", "app_secret", "two")
    kept.retire("acme-facebook", "app_secret")
    configured.clock.tick(1000)
    kept.keep("acme-facebook", "app_secret", "one")
    newest, older = kept.since("acme-facebook")["app_secret"]
    assert (newest - older).total_seconds() == 1000


def test_a_history_that_somebody_wrote_rubbish_into_still_tells(configured, monkeypatch):
    for rubbish in ("rubbish", "[1]", '{"app_secret": ["one"]}'):
        configured.ssm.put_parameter(Name=f"{PATH}/acme-facebook", Value=rubbish, Type="SecureString", Overwrite=True)
    assert len(StoredSecrets(PATH).since("acme-facebook")["app_secret"]) == 1


def test_the_list_of_one_source(configured, monkeypatch, capsys):
    capsys.readouterr()
    assert configured.call("secret", "acme-shop", "--list") == 0
    assert "acme-facebook" not in capsys.readouterr().out


def test_secrets_of_a_source_that_is_gone_are_listed(configured, capsys):
    configured.ssm.put_parameter(Name=f"{PATH}/old-x", Value='{"consumer_secret": ["a"]}', Type="SecureString")
    configured.call("secret", "--list")
    assert "old-x (not in the active configuration)" in capsys.readouterr().out


def test_retiring_asks_whether_the_platform_signs_with_the_new_one(configured, monkeypatch, capsys):
    for secret in ("sesame-one", "sesame-two"):
        store(configured, monkeypatch, secret)
    assert configured.call("secret", "acme-facebook", "app_secret", "--retire") == 2
    assert live() == ("sesame-two", "sesame-one")
    assert "sesame" not in "".join(capsys.readouterr())


def test_there_is_nothing_to_retire(configured, monkeypatch, capsys):
    store(configured, monkeypatch, "one")
    for words in (("acme-facebook", "app_secret"), ("acme-facebook", "verify_token")):
        assert configured.call("secret", *words, "--retire", "--yes") == 0
    assert live() == ("one",)


@pytest.mark.parametrize("secret", ["", " one", "one ", "o\x00ne", "one\x1b[2J", "\ufeffone"])
def test_a_slip_of_the_clipboard_changes_nothing_and_is_not_repeated(configured, monkeypatch, capsys, secret):
    store(configured, monkeypatch, "before")
    capsys.readouterr()
    assert store(configured, monkeypatch, secret) == 1
    assert live() == ("before",)
    printed = capsys.readouterr()
    assert "nothing was changed" in printed.err
    assert "one\x1b" not in printed.err


def test_a_secret_is_typed_without_echo(configured, monkeypatch):
    monkeypatch.setattr("sys.stdin", type("Terminal", (io.StringIO,), {"isatty": lambda _: True})())
    asked = []
    monkeypatch.setattr("getpass.getpass", lambda prompt: asked.append(prompt) or "typed")
    assert configured.call("secret", "acme-facebook", "app_secret") == 0
    assert (asked, live()) == (["app_secret: "], ("typed",))


@pytest.mark.parametrize(
    ("words", "status", "hint"),
    [
        (("acme-facebok", "app_secret"), 1, "acme-facebook"),
        (("acme-shop", "app_secret"), 1, "webhook_secret"),
        (("acme-facebook",), 2, "goodword secret acme-facebook app_secret"),
        ((), 2, "--list"),
    ],
)
def test_a_slip_of_the_pen_is_told_before_anything_is_asked(configured, capsys, words, status, hint):
    assert configured.call("secret", *words) == status
    assert hint in capsys.readouterr().err
    assert configured.ssm.get_parameters_by_path(Path=PATH)["Parameters"] == []


def test_a_secret_that_no_platform_has_is_a_slip_of_the_pen(configured, capsys):
    with pytest.raises(SystemExit) as left:
        configured.call("secret", "acme-facebook", "app_secrt")
    assert left.value.code == 2
    assert "app_secret" in capsys.readouterr().err


def test_before_the_first_configuration_nobody_would_look_for_it(owner, monkeypatch, capsys):
    assert store(owner, monkeypatch, "one") == 1
    assert "goodword configure" in capsys.readouterr().err


def test_an_access_token_may_be_stored_for_every_source(configured, monkeypatch):
    assert store(configured, monkeypatch, "token", "acme-facebook", "access_token") == 0
    assert live(name="access_token") == ("token",)


def test_more_than_a_parameter_holds_is_refused_before_it_is_lost(configured, monkeypatch, capsys):
    store(configured, monkeypatch, "a" * 3000)
    assert store(configured, monkeypatch, "b" * 3000) == 1
    assert "--retire" in capsys.readouterr().err
    assert live() == ("a" * 3000,)


def test_two_owners_at_once_are_told(configured, monkeypatch, capsys):
    store(configured, monkeypatch, "one")

    def meanwhile(answer):
        if answer["Parameter"]["Version"] == 1:
            configured.ssm.put_parameter(
                Name=f"{PATH}/acme-facebook", Value='{"app_secret": ["theirs"]}', Type="SecureString", Overwrite=True
            )

    configured.edit("ssm", "GetParameter", meanwhile)
    assert store(configured, monkeypatch, "ours") == 1
    assert "somebody else" in capsys.readouterr().err
