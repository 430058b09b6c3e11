"""What Goodword costs to run, in round figures at list price (us-east-1); a test keeps them above what is counted.

An SMS is not in them: its price depends on the country and the carrier.
"""

USD_A_MENTION = 7.90e-6
"""A mention that comes alone: a webhook, two queues, the table, its part of the logs and of what starts the rooms."""
USD_A_COUNTED_MINUTE = 7.50e-6
"""The roll-up of a minute in which a brand was spoken of, and that the rooms read configuration and secrets again."""
USD_A_MAIL = 2.50e-5
"""A mail to one person, with the promise and the publish before it."""
USD_IDLE_MONTH = 5.00
"""A month in which nothing is said."""
COMPREHEND_USD_PER_UNIT = 0.0001
"""Amazon Comprehend in us-east-1, the first ten million units a month; a text counts three units at least.

https://aws.amazon.com/comprehend/pricing/
"""


def usd(*, mentions: int, minutes: int, mails: int, months: float) -> float:
    """The bill for so many mentions in so many minutes, mails, and idle `months` (0.5: half a month)."""
    return mentions * USD_A_MENTION + minutes * USD_A_COUNTED_MINUTE + mails * USD_A_MAIL + months * USD_IDLE_MONTH
