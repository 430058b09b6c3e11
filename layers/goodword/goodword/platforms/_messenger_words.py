"""The text that a person sends to a page or an Instagram account: typed, by a button, in a form, or attached."""

import re
from typing import Any

from goodword.platforms.json_fields import Object, child, objects, text, urls, whole, word
from goodword.platforms.mention_text import all_words, links, words

# The visible text of an attachment: a link's card, a product, a shared post or reel, a place.
_SHOWN = {"text", "title", "subtitle", "description", "caption", "name", "body"}
_BUTTONS = {"buttons", "quick_replies", "default_action"}  # offered, but not pressed
_LINKING = {"fallback", "template"}  # their address leads to what is shown; for the others it is a file that expires

# Kinds that need no text. https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messages
WORDLESS = frozenset(
    {
        *("image", "video", "audio", "file", "sticker", "like_heart", "animated_image_share", "location"),
        *("story_mention", "share", "post", "ig_post", "reel", "ig_reel", "ig_story", "fallback"),
    }
)
_ABOUT = {"mid", "seq", "text", "attachments", "is_echo", "app_id", "metadata", "reply_to", "quick_reply"}

_STARS = "csat"  # one to five, by number, star or face
_BEST = {_STARS: 5, "nps": 10, "ces": 7}


def content(message: Object) -> dict[str, Any]:
    """Text, media and links of a message; if nothing was typed, the visible text of its attachments counts."""
    attachments = [part for part in objects(message, "attachments") if isinstance(part, dict)]
    typed, shown = text(message, "text"), words(attachments, _SHOWN, _BUTTONS)
    story = child(message, "reply_to", "story")
    return {
        "text": typed or shown,
        "media": urls([*map(_address, attachments), story.get("url")]),
        "links": links(
            [
                *(_address(part) for part in attachments if part.get("type") in _LINKING),
                *((shown or "").split("\n") if typed else ()),
                child(message, "referral", "ads_context_data").get("ad_title"),
            ]
        ),
    }


def kind_of(message: Object) -> str:
    """Meta's word for the kind of a message without text: its first attachment that should have had some."""
    kinds = [word(part.get("type")) for part in objects(message, "attachments") if isinstance(part, dict)]
    if not kinds:
        return word(next((key for key in message if key not in _ABOUT), None))
    return next((found for found in kinds if found not in WORDLESS), kinds[0])


def feedback(form: Object) -> dict[str, Any]:
    """An answered form: what was written into it, stars out of five as the rating, and other scores as the title.

    https://developers.facebook.com/docs/messenger-platform/send-messages/templates/customer-feedback-template
    """
    scores = [score for answer in _answers(form) if (score := _score(answer))]
    others = [f"{name.upper()} {number} of {_BEST[name]}" for name, number in scores if name != _STARS]
    return {
        "text": all_words(form),
        "rating": next((number for name, number in scores if name == _STARS), None),
        "title": ", ".join(others) or None,
    }


def _answers(form: Object) -> list[Object]:
    questions = [child({"screen": screen}, "screen", "questions") for screen in objects(form, "feedback_screens")]
    return [answer for asked in questions for answer in asked.values() if isinstance(answer, dict)][:100]


def _score(answer: Object) -> tuple[str, int] | None:
    name, chosen = (text(answer, "type") or "").strip(), whole({"score": _number(answer.get("payload"))}, "score")
    return (name, chosen) if name in _BEST and chosen is not None and chosen <= _BEST[name] else None


def _number(chosen: Any) -> Any:
    """The payload of a score, which is the number as a text."""
    return int(chosen) if isinstance(chosen, str) and re.fullmatch(r"[0-9]{1,2}", chosen) else chosen


def _address(attachment: Object) -> Any:
    """The address of an attachment; a fallback keeps it beside a payload that is text."""
    return child(attachment, "payload").get("url") or attachment.get("url")


__all__ = ["WORDLESS", "content", "feedback", "kind_of"]
