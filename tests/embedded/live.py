"""A deployed stack for the rehearsal: access to its parts, and who is notified about what."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

from goodword import platforms
from goodword.aws.secret_store import SecretStore
from goodword.config.loading import load_yaml
from goodword.operations.stack import DeployedStack
from goodword.platforms.contract import Lookup
from tests.embedded import emulator
from tests.embedded.books import Books, Entry
from tests.embedded.door import Door, heard_in
from tests.embedded.places import HOME, ROOT
from tests.embedded.provision import provision
from tests.embedded.renew import renewed
from tests.embedded.sent import Ear, Sent
from tests.embedded.stack import build, deploy
from tests.embedded.wait import wait_until_quiet
from tests.known_data import payloads

EVENTS = ROOT / "events"
NOTIFY_SECONDS = 20
SAMPLE_TEXT = (ROOT / "goodword.yaml").read_bytes()
SAMPLE = load_yaml(SAMPLE_TEXT)

# More brands than the sample has, each with its own people, so that no test uses up another's minute. Nobody has a
# phone: after an SMS, the message that a case is over waits for a minute. All known payloads are about terra.
TEAMS = {"nova": ("cleo", "dan"), "luna": ("eva", "finn"), "vega": ("gus", "hal"), "terra": ("ida", "jon")}


def _fixtures() -> list[dict[str, Any]]:
    return [payload for payload in payloads() if payload["platform"] in platforms.names() and _is_believed(payload)]


def _is_believed(fixture: Mapping[str, Any]) -> bool:
    """Whether it is stored as delivered; here no platform can be asked for the rest."""
    items = heard_in(fixture["platform"], "any", fixture["path"].read_bytes(), frozenset())
    return not any(isinstance(note, Lookup) and note.claim for note in items)


FIXTURES = _fixtures()


@dataclass(frozen=True)
class Live:
    """A deployed stack and access to its parts."""

    stack: DeployedStack
    door: Door
    books: Books
    ear: Ear
    home: Path

    def hears(self, platform: str, source: str, text: str) -> str:
        """Post the text on that platform, as a new event; returns its id."""
        body = renewed(platform, source, (EVENTS / f"{platform}.json").read_bytes(), text, frozenset())
        assert self.door.knock(platform, source, body).status == 200
        return external_id(platform, body)

    def stored(self, platform: str, external_id: str) -> Entry:
        entry = self.books.wait_for(platform, external_id)
        assert entry is not None, "accepted, but not in the table"
        return entry

    def notification(self, platform: str, external_id: str, person: str = "") -> Sent:
        """The first alert about that item, to the person or to anybody."""

        def is_it(sent: Sent) -> bool:
            return sent.is_about(platform, external_id) and person in ("", sent.person)

        sent = self.ear.wait_for(is_it, NOTIFY_SECONDS)
        assert sent is not None, f"{person or 'nobody'} was not notified"
        return sent

    def sent_for(self, kind: str, case: str, person: str) -> dict[str, Any]:
        """The alert of that kind that the person got about the case."""
        about = (kind, case, person)
        sent = self.ear.wait_for(
            lambda item: (item.alert["kind"], item.alert["case"], item.person) == about, NOTIFY_SECONDS
        )
        assert sent is not None, f"{person} was not told that {case} is {kind}"
        return sent.alert

    def sweep(self) -> None:
        """Run the sweep now, ahead of its minute."""
        self.stack.start("SweepFunction", {})

    def quiet(self) -> None:
        assert wait_until_quiet(), "a queue does not become empty"


@contextmanager
def running(home: Path) -> Iterator[Live]:
    """The stack, built from the working tree, in an emulator of its own that keeps its data in `home`."""
    with emulator.running(home) as aws, pytest.MonkeyPatch.context() as environment:
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            environment.delenv(name)
        for name, value in aws.environment().items():
            environment.setenv(name, value)
        template = build(HOME / "build")
        emulator.wait_until_ready(home, aws)
        stack = deploy(template, home)
        ear = Ear(provision(stack, load_yaml(configuration())), home)
        ear.start()
        door = Door(stack.output("WebhookUrl"), SecretStore(stack.output("SecretsPath")))
        try:
            yield Live(stack, door, Books(stack), ear, home)
        finally:
            ear.stop()


def configuration() -> bytes:
    """The sample, with sources for the accounts of the payloads, the brands above, a rule and a mute."""
    tree = yaml.safe_load(SAMPLE_TEXT)
    for brand, (first, second) in TEAMS.items():
        people = {name: {"mail": f"{name}@example.com"} for name in (first, second)}
        tree["teams"][f"{brand}-team"] = {"timezone": "Europe/Lisbon", "people": people}
        tree["brands"][brand] = {"terms": [brand], "team": f"{brand}-team"}
        tree["sources"][f"{brand}-shop"] = {"platform": "standard", "brand": brand}
    tree["sources"]["acme-blog"] = {"platform": "webmention", "brand": "acme", "accounts": ["https://acme.example"]}
    for fixture in FIXTURES:
        source = {"platform": fixture["platform"], "brand": "terra", "accounts": accounts_of(fixture)}
        tree["sources"].setdefault(source_of(fixture), source)
    broken = {"brands": ["vega"], "intents": ["complaint"]}
    rule = {"name": "broken", "when": broken, "priority": "P1", "ring": ["gus"], "runbook": ["Ask for a photo."]}
    until = (datetime.now(UTC) + timedelta(days=2)).date()
    mute = {"name": "moving", "when": {"brands": ["vega"], "intents": ["needs_help"]}, "until": until, "why": "we move"}
    return yaml.safe_dump(tree | {"rules": [rule], "mutes": [mute]}, sort_keys=False).encode()


def accounts_of(fixture: Mapping[str, Any]) -> list[str]:
    return sorted({str(fact["account_id"]) for fact in fixture["expected"] if fact["account_id"]})


def source_of(fixture: Mapping[str, Any]) -> str:
    """The source that owns the payload's account: one of the sample's, or else one of its own."""
    platform, accounts = fixture["platform"], accounts_of(fixture)
    of_platform = [name for name, source in SAMPLE.sources.items() if source.platform == platform]
    if of_platform and (not accounts or set(accounts) <= set(SAMPLE.sources[of_platform[0]].accounts)):
        return of_platform[0]
    return f"known-{platform}-{sha256(''.join(accounts).encode()).hexdigest()[:8]}"


def external_id(platform: str, body: bytes) -> str:
    """The id of the one item in a body."""
    (mention,) = heard_in(platform, "any", body, frozenset())
    return str(mention.external_id)  # type: ignore[union-attr]
