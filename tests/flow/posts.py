"""The posts and messages of these tests, as the platforms deliver them."""

import json
from typing import Any

from tests.house.door import Answer
from tests.house.house import House

PAGE = "1234567890321"
LATE = "My order is late again, third time now. Really disappointed, nobody answers my mails."
FIRE = "my acme charger caught fire on the desk, the plug melted"
TOLD_BY_SHOP = "my son was scalded, the acme kettle burst and burnt his arm"
THANKS = "Thank you Acme, the new kettle is wonderful!"


def comment(external_id: str, text: str | None = LATE, *, verb: str = "add", post: str = "p1", **more: Any) -> bytes:
    """A Facebook comment on one of our posts."""
    more = {
        "item": "comment",
        "verb": verb,
        "comment_id": external_id,
        "post_id": f"{PAGE}_{post}",
        "parent_id": f"{PAGE}_{post}",
        "from": {"id": "5001", "name": "Mia Brandt"},
        "message": text,
        **more,
    }
    return page({"field": "feed", "value": {name: value for name, value in more.items() if value is not None}})


def fire(name: str) -> str:
    """A report of danger in words of its own: too few to count as a copy of another."""
    return f"acme charger caught fire {name}"


def by(name: str) -> dict[str, Any]:
    """The author of a Facebook comment, for tests that need different people."""
    return {"from": {"id": f"by-{name}", "name": f"Person {name}"}}


def message(mid: str, text: str, sender: str, recipient: str, **fields: Any) -> bytes:
    """A direct message; with `is_echo=True` it is ours, from the page to the customer."""
    talk = {"sender": {"id": sender}, "recipient": {"id": recipient}, "timestamp": 1_794_992_400_000}
    talk |= {"message": {"mid": mid, "text": text, **fields}}
    return json.dumps({"object": "page", "entry": [{"id": PAGE, "time": 1_794_992_400, "messaging": [talk]}]}).encode()


def page(*changes: Any, time: int = 1_794_992_400) -> bytes:
    """A delivery of Facebook changes."""
    return json.dumps({"object": "page", "entry": [{"id": PAGE, "time": time, "changes": list(changes)}]}).encode()


def post(external_id: str, text: str = FIRE, **fields: Any) -> dict[str, Any]:
    """A mention as the shop posts it; a thread of its own unless `root_id` says otherwise."""
    return {"external_id": external_id, "kind": "post", "text": text, "author_id": f"by-{external_id}", **fields}


def shop(house: House, *posts: dict[str, Any]) -> Answer:
    """The shop delivers these in one webhook."""
    return house.door.send("standard", "acme-shop", json.dumps(list(posts)).encode())
