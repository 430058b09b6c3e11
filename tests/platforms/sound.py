"""Whatever is heard can go on: over queues, into the table, onto a screen."""

import json
from typing import get_args

from goodword.mention import Action, Kind, Mention
from goodword.platforms.contract import Broken, Ignored, Lookup, Wordless
from goodword.platforms.json_fields import MAX_ID_CHARACTERS, MAX_MEDIA, MAX_TEXT_CHARACTERS, MAX_URL_CHARACTERS, word

IDS = ("external_id", "author_id", "parent_id", "root_id", "account_id", "recipient_id")


def mentions_in(items):
    """The mentions in it, also those that are not believed yet."""
    found = (item.claim if isinstance(item, Lookup) else item for item in items)
    return [item for item in found if isinstance(item, Mention)]


def check(name, items):
    """Fail unless it is sound."""
    assert items, "something must be counted"
    for item in items:
        assert isinstance(item, Mention | Ignored | Broken | Lookup | Wordless)
        if isinstance(item, Wordless):
            assert word(item.kind) in (item.kind, "of an unreadable name")
        if isinstance(item, Lookup):
            assert "what" in item.asked
            assert all(isinstance(value, str) for value in (*item.asked, *item.asked.values()))
            json.dumps(dict(item.asked), ensure_ascii=False).encode()
    for mention in mentions_in(items):
        _check(name, mention)


def _check(name, mention):
    public = mention.as_dict()
    json.dumps(public, ensure_ascii=False, allow_nan=False).encode()
    assert Mention.from_dict(json.loads(json.dumps(public))).as_dict() == public
    assert (mention.platform, mention.source) == (name, "acme")
    assert mention.kind in get_args(Kind)
    assert mention.action in get_args(Action)
    assert mention.external_id or mention.kind == "reaction"
    assert all(len(getattr(mention, field) or "") <= MAX_ID_CHARACTERS for field in IDS)
    assert len(mention.text or "") <= MAX_TEXT_CHARACTERS
    assert "\x00" not in json.dumps(public, ensure_ascii=False)
    assert len(mention.media) <= MAX_MEDIA
    assert len(mention.links) <= MAX_MEDIA
    assert all(0 < len(link) <= MAX_URL_CHARACTERS for link in mention.links)
    assert mention.permalink is None or mention.permalink.startswith(("https://", "http://"))
    assert mention.action != "deleted" or not (mention.text or mention.title or mention.media or mention.links)
    assert not mention.created_at or mention.event_at >= mention.created_at
