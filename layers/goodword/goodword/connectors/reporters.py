"""A recheck covers all sources at once; its results count for the source that reported each mention."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from goodword.mention import Mention
from goodword.platforms.contract import Delivery, ParsedItem

_NAME = "told_by"  # a key of the request; a webhook has none


def asked_for(reporters: Mapping[str, Sequence[str]], source: str) -> dict[str, str]:
    """What to send with a recheck, for `for_each`: who reported the ids that are not this source's alone."""
    others = {external_id: list(sources) for external_id, sources in reporters.items() if list(sources) != [source]}
    return {_NAME: json.dumps(others)} if others else {}


def for_each(delivery: Delivery, items: Iterable[ParsedItem]) -> Iterator[ParsedItem]:
    """The items of a delivery; a mention once for each source that reported it."""
    reporters = json.loads((delivery.asked or {}).get(_NAME, "{}"))
    for item in items:
        if isinstance(item, Mention) and item.external_id in reporters:
            yield from (replace(item, source=source) for source in reporters[item.external_id])
        else:
            yield item
