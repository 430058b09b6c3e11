"""Goodword: hears each small conversation about a brand, and gets it to a person while it still matters.

mention      the words: Mention, ScoredMention
platforms    one file per platform that pushes: handshake, verify, parse, sign
connectors   one file per platform that must be asked: polls, lookups, looking again
polling      what is asked when, and how far it came
budget       what asking and reading may cost in a month
web          the one way out: addresses checked, sizes and times bounded
reading      which brand, what it wants, which link of the chain, who speaks, how soon somebody must look
sentiment    how it sounds, in which language, because of which words: two tiers behind one contract
readers      the reader that a configuration asks for
config       goodword.yaml: brands, sources, teams
alerting     what an alert says, by mail and by SMS, and whom it may ring
aws          queues, table, topic, bucket, secrets: one adapter each
command      the command `goodword`
errors       everything that can go wrong, by whose fault it is
settings     what each room is told by template.yaml
"""
