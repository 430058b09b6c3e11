"""The desk: shows the page behind an action link, and saves what its reader does there."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aws_lambda_powertools import Logger

from goodword.alerting.action_links import ActionLinks
from goodword.alerting.actions import Actions
from goodword.alerting.case import Cases
from goodword.aws.configuration import ConfigurationObject
from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.aws.mention_table import MentionTable
from goodword.aws.reactions import Reactions
from goodword.config.configuration import Configuration
from goodword.desk.desk import Desk
from goodword.desk.form import read_form
from goodword.desk.responses import Pages, Response
from goodword.errors import Rejected, describe
from goodword.settings import DeskSettings

settings = DeskSettings.from_env(os.environ)
logger = Logger(service="desk")  # never log the event: its path is a key
configuration = ConfigurationObject(settings.bucket_name, Configuration.from_json)
store, table = DynamoDBStore(settings.table_name), settings.table_name
actions = Actions(store, int(settings.retention_days))
desk = Desk(ActionLinks(store), Cases(store), actions, MentionTable(table), Reactions(table))
pages = Pages(Path(__file__).parent / "templates")


def handler(event: dict[str, Any], _context: object) -> Response:
    """Answer one HTTP request. A POST acts and redirects to the page; every other method only shows it."""
    method, token = event["requestContext"]["http"]["method"], (event.get("pathParameters") or {}).get("link", "")
    try:
        answer = _acted(event, token) if method == "POST" else _shown(token)
    except Rejected as refusal:
        logger.info("refused", extra={"status": refusal.status, "reason": str(refusal)})
        answer = pages.refused(refusal.status)
    except Exception as error:  # noqa: BLE001 - log any failure, and let the person try again
        logger.error("not answered", extra=describe(error))
        answer = pages.refused(503)
    return answer | {"body": ""} if method == "HEAD" else answer


def _shown(token: str) -> Response:
    return pages.case(desk.look(token, configuration.current(), datetime.now(UTC)))


def _acted(event: dict[str, Any], token: str) -> Response:
    """Do it, and redirect to the page, which shows the new state. So a reload does not act again."""
    form = read_form(event)
    kept = desk.act(token, form, configuration.current(), datetime.now(UTC))
    logger.info("acted", extra={"act": form["act"], "kept": kept})
    return pages.redirect(token)
