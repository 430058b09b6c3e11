"""`make send`: signs one event, posts it to what runs, and shows what became of it."""

import argparse
import os
import sys
import time
from pathlib import Path

from goodword import platforms
from goodword.aws.deployed_stack import DeployedStack
from goodword.aws.secret_store import SecretStore
from goodword.config import Configuration
from goodword.config.loading import load_yaml
from goodword.mention import Mention, ScoredMention
from tests.embedded import emulator
from tests.embedded.books import HELD, Books
from tests.embedded.door import Door, heard_in
from tests.embedded.places import HOME, ROOT, STACK
from tests.embedded.renew import renewed
from tests.embedded.sent import Sent, display_name, on_file
from tests.embedded.show import sounds

RING_SECONDS = 20


def main() -> int:
    """0 when it was taken, 1 otherwise."""
    args = _arguments()
    aws = emulator.find(HOME)
    if aws is None:
        print("Nothing runs here yet: start `make run` in another terminal, wait for `ready`, then send again.")
        return 1
    os.environ.update(aws.environment())
    platform, configuration = args.platform or args.event.stem, load_yaml((ROOT / "goodword.yaml").read_bytes())
    source = next((name for name, one in configuration.sources.items() if one.platform == platform), None)
    if source is None:
        print(f"No source of goodword.yaml is of the platform {platform}. Say which it is: PLATFORM=facebook")
        return 1
    body, stack = args.event.read_bytes(), DeployedStack(STACK)
    if args.text:
        body = renewed(platform, source, body, args.text, configuration.accounts_of(source))
    door = Door(aws.webhooks(stack.output("ApiId")), SecretStore(stack.output("SecretsPath")))
    answer = door.knock(platform, source, body)
    print(f"POST /webhooks/{platform}/{source} -> {answer.status} {answer.text}")
    return 1 if answer.status >= 400 else _follow(stack, platform, source, body, configuration)


def _follow(stack: DeployedStack, platform: str, source: str, body: bytes, configuration: Configuration) -> int:
    books, heard = Books(stack), heard_in(platform, source, body, configuration.accounts_of(source))
    mentions = [one for one in heard if isinstance(one, Mention) and one.kind != "reaction"]
    if not mentions:
        print("taken; there is nothing in it to keep")
    for mention in mentions:
        entry = books.wait_for(platform, str(mention.external_id))
        if entry is None:
            print("taken, but not in the table yet; .goodword/emulator.log says why")
            return 1
        if entry.mention and entry.kind == "mention":
            _show(stack, books, entry.mention)
        else:
            print(
                "our own voice: known, rings nobody" if entry.kind == "own" else "taken back: text and person are gone"
            )
    return 0


def _show(stack: DeployedStack, books: Books, mention: ScoredMention) -> None:
    what, rest = sounds(mention)
    print(f"in the table as {mention.platform} {mention.external_id}: {what} {rest}")
    print(f"  intents: {', '.join(mention.intents) or 'none'}")
    print("\n".join(f"  because: {reason}" for reason in mention.reasons))
    if mention.priority not in ("P1", "P2"):
        print("  rings nobody: only P1 and P2 do")
        return
    match _ring(books, mention):
        case Sent() as sent:
            print("\n".join(f"  {line}" for line in sent.lines(display_name(stack.output("TopicArn")))))
            print("\n".join(f"  | {line}" for line in sent.alert["email"].splitlines()))
        case words:
            print(f"  {words}")


def _ring(books: Books, mention: ScoredMention) -> Sent | str:
    give_up = time.monotonic() + RING_SECONDS
    while time.monotonic() < give_up:
        if sent := next((one for one in on_file(HOME) if one.is_about(mention.platform, mention.external_id)), None):
            return sent
        if why := books.held(mention.platform, str(mention.external_id)):
            return HELD[why]
        time.sleep(0.1)
    return "nobody was rung so far; the sweep looks again every minute"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make send", description=__doc__)
    parser.add_argument("event", type=Path)
    parser.add_argument("--text", default="", help="say this instead, as a new event")
    parser.add_argument("--platform", choices=platforms.names(), help="when the file's name does not tell")
    args = parser.parse_args()
    if not args.event.is_file():
        parser.error(f"there is no file {args.event}")
    return args


if __name__ == "__main__":
    sys.exit(main())
