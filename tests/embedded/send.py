"""`make send`: signs one event, posts it to the running stack, and shows the result."""

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from goodword import platforms
from goodword.aws.secret_store import SecretStore
from goodword.config import Configuration
from goodword.config.loading import load_yaml
from goodword.mention import Mention, ScoredMention
from goodword.operations.stack import DeployedStack
from tests.embedded import emulator
from tests.embedded.books import HELD, Books
from tests.embedded.day import filled
from tests.embedded.door import Door, heard_in
from tests.embedded.places import HOME, ROOT, STACK
from tests.embedded.renew import fresh, renewed
from tests.embedded.sent import Sent, display_name, on_file
from tests.embedded.show import PLAIN, own, sounds
from tests.embedded.wait import eventually

NOTIFY_SECONDS = 20


def main() -> int:
    """0 when it was accepted, 1 otherwise."""
    args = _arguments()
    aws = emulator.find(HOME)
    if aws is None:
        print("Goodword does not run here: start `make run` in another terminal, wait for `ready`, then send again.")
        return 1
    os.environ.update(aws.environment())
    configuration = load_yaml((ROOT / "goodword.yaml").read_bytes())
    platform = args.platform or args.event.stem.partition("-")[0]
    source = next((name for name, source in configuration.sources.items() if source.platform == platform), None)
    if source is None:
        print(f"goodword.yaml has no source on {platform}. Choose another platform: PLATFORM=facebook")
        return 1
    body, stack = _read(args.event, platform), DeployedStack(STACK)
    if args.text:
        try:
            body = renewed(platform, source, body, args.text, configuration.accounts_of(source))
        except ValueError as error:
            print(f"{args.event}: {error}. Send a file of your own: make send EVENT=my-event PLATFORM={platform}")
            return 1
    door = Door(stack.output("WebhookUrl"), SecretStore(stack.output("SecretsPath")))
    answer = door.knock(platform, source, body)
    print(f"POST /webhooks/{platform}/{source} -> {answer.status} {answer.text}")
    return 1 if answer.status >= 400 else _follow(stack, platform, source, body, configuration)


def _read(event: Path, platform: str) -> bytes:
    """The body unchanged, unless it has placeholders to fill in."""
    body = event.read_bytes()
    if b'"{' not in body:
        return body
    mentions = [sent.alert["mention"] for sent in on_file(HOME) if sent.alert["mention"]]
    last = next((sent["external_id"] for sent in reversed(mentions) if sent["platform"] == platform), None)
    if last is None and b'"{last}"' in body:
        raise SystemExit(f"There is no alert about {platform} to answer yet: run make send TEXT=... first.")
    ids = {"new": fresh(), "last": str(last)}
    return json.dumps(filled(json.loads(body), datetime.now(UTC), ids), ensure_ascii=False).encode()


def _follow(stack: DeployedStack, platform: str, source: str, body: bytes, configuration: Configuration) -> int:
    books, received = Books(stack), heard_in(platform, source, body, configuration.accounts_of(source))
    mentions = [item for item in received if isinstance(item, Mention) and item.kind != "reaction"]
    if not mentions:
        print("accepted; nothing to store")
    for mention in mentions:
        entry = books.wait_for(platform, str(mention.external_id))
        if entry is None:
            print("accepted, but not in the table yet; read .goodword/emulator.log")
            return 1
        if entry.mention is None:
            print(PLAIN["deleted"])
        elif entry.kind == "own":
            print(own(books.answered(entry.mention)))
        else:
            _show(stack, books, entry.mention)
    return 0


def _show(stack: DeployedStack, books: Books, mention: ScoredMention) -> None:
    what, rest = sounds(mention)
    print(f"in the table as {mention.platform} {mention.external_id}: {what} {rest}")
    print(f"  intents: {', '.join(mention.intents) or 'none'}")
    print("\n".join(f"  because: {reason}" for reason in mention.reasons))
    for entry in mention.trace:
        print(f"  rule {entry}")
    if not mention.notifies:
        print("  notifies nobody: muted" if mention.muted else "  notifies nobody: not P1 or P2, and no rule names it")
        return
    match _notify(books, mention):
        case Sent() as sent:
            print("\n".join(f"  {line}" for line in sent.lines(display_name(stack.output("TopicArn")))))
            print("\n".join(f"  | {line}" for line in sent.alert["email"].splitlines()))
        case words:
            print(f"  {words}")


def _notify(books: Books, mention: ScoredMention) -> Sent | str:
    def look() -> Sent | str | None:
        alerts = (sent for sent in on_file(HOME) if sent.is_about(mention.platform, mention.external_id))
        why = books.held(mention.platform, str(mention.external_id))
        return next(alerts, HELD[why] if why else None)

    return eventually(look, NOTIFY_SECONDS) or "nobody was notified so far; the sweep checks again every minute"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make send", description=__doc__)
    parser.add_argument("event", type=Path)
    parser.add_argument("--text", default="", help="replace the event's text, as a new event")
    parser.add_argument("--platform", choices=platforms.names(), help="if the file's name does not start with it")
    args = parser.parse_args()
    if not args.event.is_file():
        parser.error(f"there is no file {args.event}")
    return args


if __name__ == "__main__":
    sys.exit(main())
