"""What Goodword costs to run, rounded, at list prices (us-east-1); a test keeps them above the measured cost.

SMS are not included: their price depends on the country and the carrier.
"""

USD_A_MENTION = 7.90e-6
"""A mention that arrives alone: a webhook, two queues, the table, its share of logs and of function starts."""
USD_A_COUNTED_MINUTE = 7.50e-6
"""The roll-up of a minute with mentions of a brand, and the functions' reads of configuration and secrets."""
USD_A_MAIL = 2.50e-5
"""A mail to one person, including its outbox entry and the publish request."""
USD_IDLE_MONTH = 5.00
"""A month without mentions."""
COMPREHEND_USD_PER_UNIT = 0.0001
"""Amazon Comprehend in us-east-1, the first ten million units a month; a text counts as three units or more.

https://aws.amazon.com/comprehend/pricing/
"""


def usd(*, mentions: int, minutes: int, mails: int, months: float) -> float:
    """The cost of so many mentions, minutes with mentions, mails, and idle `months` (0.5: half a month)."""
    return mentions * USD_A_MENTION + minutes * USD_A_COUNTED_MINUTE + mails * USD_A_MAIL + months * USD_IDLE_MONTH
