"""The desk: shows the page behind an action link, and saves what its reader does there."""

import base64
import os
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from aws_lambda_powertools import Logger
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from goodword.alerting.action_links import ActionLink, ActionLinks
from goodword.alerting.actions import Actions
from goodword.alerting.case import Cases
from goodword.aws.configuration import ConfigurationObject
from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.aws.mention_table import MentionTable
from goodword.aws.reactions import Reactions
from goodword.config.configuration import Configuration
from goodword.desk.case_page import MANY_REACTIONS, CasePage, others
from goodword.desk.form import read_form
from goodword.errors import BadForm, LinkNotGood, Rejected, describe
from goodword.id_scope import platform_id
from goodword.mention import ScoredMention
from goodword.settings import DeskSettings

TEMPLATES = Path(__file__).parent / "templates"
STYLE = Markup((TEMPLATES / "style.css").read_text())  # noqa: S704 - our own file; the policy has its digest
POLICY = (
    f"default-src 'none'; style-src 'sha256-{base64.b64encode(sha256(STYLE.encode()).digest()).decode()}'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",  # the address is the key
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex, nofollow",
}
REFUSED = {
    404: (
        "This link no longer works",
        "A link works for seven days, for the person who received it, unless somebody switches it off.",
        "Look for a newer alert about the case, or ask your team who has it.",
    ),
    503: ("That did not work", "Nothing was changed. Go back and try again in a minute."),
}
UNREADABLE = ("That did not work", "Nothing was changed. Go back and use the buttons on the page.")

settings = DeskSettings.from_env(os.environ)
logger = Logger(service="desk")  # never log the event: its path is a key
configuration = ConfigurationObject(settings.bucket_name, Configuration.from_json)
store = DynamoDBStore(settings.table_name)
links, cases, actions = ActionLinks(store), Cases(store), Actions(store, int(settings.retention_days))
mentions, reactions = MentionTable(settings.table_name), Reactions(settings.table_name)
pages = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, auto_reload=False
)


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer one HTTP request. A POST acts and redirects to the page; every other method only shows it."""
    method, token = event["requestContext"]["http"]["method"], (event.get("pathParameters") or {}).get("link", "")
    try:
        answer = _act(event, token) if method == "POST" else _look(token)
    except Rejected as refusal:
        logger.info("refused", extra={"status": refusal.status, "reason": str(refusal)})
        answer = _message(refusal.status, *REFUSED.get(refusal.status, UNREADABLE))
    except Exception as error:  # noqa: BLE001 - log any failure, and let the person try again
        logger.error("not answered", extra=describe(error))
        answer = _message(503, *REFUSED[503])
    return answer | {"body": ""} if method == "HEAD" else answer


def _look(token: str) -> dict[str, Any]:
    now = datetime.now(UTC)
    link, current = _opened(token, now)
    platform, external_id = link.reference.split("#", 1)
    mention = mentions.find(platform, external_id)
    page = CasePage(
        link=link,
        case=cases.get(link.incident_key),
        mention=mention,
        reactions=_reactions(mention, current, now) if mention else 0,
        actions=actions.of(link),
        configuration=current,
        now=now,
    )
    return _page(200, "case.html", page.as_dict())


def _reactions(mention: ScoredMention, current: Configuration, now: datetime) -> int:
    """How many reactions the mention has, by the sources that are trusted about it."""
    target, allies = platform_id(str(mention.external_id)), current.allies_of(mention.source)
    return reactions.count(mention.platform, target, int(now.timestamp()), allies, MANY_REACTIONS)


def _act(event: dict[str, Any], token: str) -> dict[str, Any]:
    """Do it, and redirect to the page, which shows the new state. So a reload does not act again."""
    form, now = read_form(event), datetime.now(UTC)
    link, current = _opened(token, now)
    kept = _do(form, link, current, now)
    logger.info("acted", extra={"act": form["act"], "kept": kept})
    return {"statusCode": 303, "headers": HEADERS | {"location": token}, "body": ""}  # relative to the page


def _opened(token: str, now: datetime) -> tuple[ActionLink, Configuration]:
    """The link, if its person is still in goodword.yaml. Raises LinkNotGood."""
    link, current = links.open(token, now), configuration.current()
    if link is None or link.brand not in current.brands or current.person(link.person) is None:
        raise LinkNotGood("unknown, expired or revoked")
    return link, current


def _do(form: dict[str, str], link: ActionLink, current: Configuration, now: datetime) -> bool:
    """Whether it was done: not if the case is resolved or another has it. BadForm if the page does not offer it."""
    match form:
        case {"act": "take"}:
            return actions.take(link, now)
        case {"act": "hand", "to": person} if person in others(link, current):
            return actions.hand(link, person, now)
        case {"act": "not-about-us"}:
            return actions.close(link, now)
        case {"act": "mute"}:
            return actions.mute(link, now)
        case {"act": "wrong-sentiment", "label": "negative" | "neutral" | "positive" as label}:
            actions.correct(link, label, now, mentions.find(*link.reference.split("#", 1)))
            return True
    raise BadForm("the page offers no such action")


def _message(status: int, title: str, *lines: str) -> dict[str, Any]:
    return _page(status, "page.html", {"title": title, "lines": lines})


def _page(status: int, template: str, text: dict[str, Any]) -> dict[str, Any]:
    html = pages.get_template(template).render(text, style=STYLE)
    return {"statusCode": status, "headers": HEADERS, "body": html}
