"""Goodword: hears each small conversation about a brand, and gets it to a person while it still matters.

A mention goes from the top of this list to the bottom:

mention         what somebody wrote, as received and as read: Mention, ScoredMention
platforms       one file for each platform that pushes: handshake, verify, parse, sign
connectors      one file for each platform that has to be polled: feeds, lookups, rechecks
polling         what is polled when, and how far it came
web             the one way out to the web: addresses checked, sizes and times bounded
reading         which brand, what the author wants, which touchpoint, who writes, how urgent it is
sentiment       how it sounds, in which language, because of which words: two models behind one contract
scoring         what the function `score` does with a delivery
storage         the store's contract, its keys, and how a mention is written; an in-memory store
alerting        whom to notify, when, and what follows: cases, outbox, rules, escalation, rate limits
messages        what an alert says, by mail and by SMS
desk            what the page behind an alert's link shows
stats           how many mentions a minute, an hour and a day
health          how Goodword itself is doing
budget          what polling and reading may cost a month

config          goodword.yaml: brands, sources, teams, rules
aws             queues, table, topic, bucket, secrets: one adapter each, and the only part that knows the SDK
operations      what the owner of a deployed stack does to it
dry_run         past mentions replayed under changed rules
command         the command `goodword`

mention_merge   what stands about one mention after many events
id_scope        within what an id names one thing: its platform, or its source
jobs            what goes over the queues of `fetch` and `visit`
platform_names  every platform, with the name people know it by
settings        what template.yaml tells each function
errors          everything that can go wrong, by whose fault it is
version         the version of Goodword: the one place that says it
"""
