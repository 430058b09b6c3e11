"""The rounds, once a minute: what should have rung and did not, what follows from what rang, bundles, the recount."""

import os
from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from goodword.aws.bucket import ConfigurationObject
from goodword.aws.drawer import TableDrawer
from goodword.aws.feed import Feed
from goodword.aws.health import HealthReport
from goodword.aws.mention_table import MentionTable
from goodword.aws.rollup import Rollup
from goodword.aws.tally_line import TallyLine
from goodword.bell.ringing import Ringing
from goodword.bell.rounds import Rounds
from goodword.config.configuration import Configuration
from goodword.settings import SweepSettings

LEAVE_MS = 8000  # of a round's fifty seconds, for what was begun when the recount stops

settings = SweepSettings.from_env(os.environ)
tally = TallyLine("sweep")
configuration = ConfigurationObject(settings.bucket_name, Configuration.from_json)
ringing = Ringing(TableDrawer(settings.table_name))
rounds = Rounds(ringing, Feed(settings.table_name), MentionTable(settings.table_name))
report = HealthReport(settings.table_name, settings.dead_letter_queues.split(","))
rollup = Rollup(settings.table_name, int(settings.retention_days))


def handler(_event: dict[str, Any], context: LambdaContext) -> None:
    """One round: people first, then how we are, then the recount, as far as the time goes."""
    current, now = configuration.current(), datetime.now(UTC)
    tally.write(rounds.go(current, now))
    report.write_hourly(current.brands, now)
    tally.write({"recounted": rollup.recount_due(now, lambda: context.get_remaining_time_in_millis() > LEAVE_MS)})
