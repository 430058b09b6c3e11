"""Goodword: finds what people say about a brand, and notifies the people who can respond in time.

A mention goes from the top of this list to the bottom:

mention         a mention, as received and as scored: Mention, ScoredMention
platforms       adapters, one file for each platform that pushes: handshake, verify, parse, sign
connectors      one file for each platform that Goodword polls: feeds, lookups, rechecks
webhooks        adapter, secrets, handshake, signature: what happens to a body before it is parsed
polling         when to poll what, and the cursor of each poll
web             all requests to the web: addresses are checked, sizes and times limited
reading         the brand, intent, touchpoint, author role and priority of a mention
sentiment       sentiment, language and the words that decided: two models behind one interface
scoring         what the function `score` does with a delivery
storage         the document store: its interface, keys, the format of a mention, an in-memory store
alerting        whom to notify and when: cases, outbox, rules, escalation, rate limits
messages        the text of alerts, for mail and SMS
desk            the page behind an action link
stats           the number of mentions by minute, hour and day
health          the health of Goodword itself
budget          monthly budgets for polling and paid reading

config          goodword.yaml: brands, sources, teams, rules
aws             queues, table, topic, bucket, secrets: the only part that uses the AWS SDK
operations      what you do with a deployed stack
dry_run         replays past mentions with changed rules
command         the command `goodword`

mention_merge   merges all events of one mention
id_scope        where an id is unique: on its platform, or in its source
jobs            the messages in the queues of `fetch` and `visit`
platform_names  the display names of platforms, and other spellings
settings        each function's settings from template.yaml
errors          all errors, by who has to fix them
version         the version of Goodword
"""
