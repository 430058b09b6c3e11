"""Checks what a source polls against what its platform lets you poll."""

import re
from collections.abc import Iterator

from goodword import connectors, platforms
from goodword.config.configuration import Configuration
from goodword.config.faults import Fault, Path, hint, quoted
from goodword.config.sources import Source


def ask_faults(configuration: Configuration) -> Iterator[Fault]:
    """Feeds that do not exist, entries that a feed does not take, and settings that would do nothing."""
    for name, source in configuration.sources.items():
        yield from _unaskable(source, ("sources", name))
        yield from _server(source, ("sources", name))
        yield from _caps(source, ("sources", name))
        if source.ask and source.platform in connectors.names():
            yield from _entries(source, ("sources", name, "ask"))


def _unaskable(source: Source, path: Path) -> Iterator[Fault]:
    askable = source.platform in connectors.names()
    if source.ask and not (askable and connectors.load(source.platform).FEEDS):
        yield Fault((*path, "ask"), f"{source.platform} has nothing to poll; remove ask")
    if not source.ask and source.platform not in platforms.names():
        yield Fault(path, f"receives nothing: {source.platform} pushes nothing, so write under ask: what to poll")
    for key, value in (("every", source.every), ("cap", source.cap)):
        if value is not None and not source.ask and not (key == "cap" and askable):
            yield Fault((*path, key), "does nothing without ask: remove it")


def _caps(source: Source, path: Path) -> Iterator[Fault]:
    priced = source.platform in connectors.names() and connectors.load(source.platform).USD_PER_READ
    if source.cap and source.cap.usd and not priced:
        yield Fault((*path, "cap", "usd"), f"would cap nothing: polling {source.platform} costs no money; remove it")


def _server(source: Source, path: Path) -> Iterator[Fault]:
    usual = connectors.load(source.platform).SERVER if source.platform in connectors.names() else ""
    if source.server and usual == "":
        yield Fault((*path, "server"), f"{source.platform} has only one server; remove it")
    if source.ask and usual is None and not source.server:
        yield Fault((*path, "ask"), "needs a server: add server: with its address, such as https://mastodon.social")


def _entries(source: Source, path: Path) -> Iterator[Fault]:
    feeds = connectors.load(source.platform).FEEDS
    for feed, entries in source.ask.items():
        if feed not in feeds:
            yield Fault((*path, feed), f"{source.platform} has no feed {quoted(feed)}{hint(feed, feeds)}")
            continue
        for place, entry in enumerate(entries):
            if not re.fullmatch(feeds[feed].pattern, entry):
                takes, example = feeds[feed].takes, feeds[feed].example
                yield Fault((*path, feed, place), f"is not {takes}, such as {quoted(example)}")
        if len(set(entries)) < len(entries):
            yield Fault((*path, feed), "polls the same thing twice; keep one of the two")
