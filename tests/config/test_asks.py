"""What sources poll: a table of mistakes and their error messages."""

import json

import pytest

from goodword.config import Cap, Configuration
from goodword.config.loading import load_yaml
from goodword.errors import ConfigurationError

GOOD = """\
brands:
  acme: {terms: [acme], team: care}
sources:
  acme-x:
    platform: x
    ask: {search: ["acme -is:retweet"]}
    every: 15
    cap: {reads: 10000, usd: 50}
    urgent: "yes"
  acme-news:
    platform: rss
    brand: acme
    ask:
      feed: [https://blog.example.com/feed]
  acme-toots:
    platform: mastodon
    accounts: ["109"]
    ask: {tag: [acme]}
    server: https://mastodon.social/
  acme-facebook:
    platform: facebook
teams:
  care:
    people:
      ana: {mail: ana@example.com}
cap: {usd: 80}
"""


def faults(content):
    with pytest.raises(ConfigurationError) as raised:
        load_yaml(content)
    return str(raised.value).splitlines()


def test_a_good_one_says_what_is_asked_and_what_it_may_cost():
    configuration = load_yaml(GOOD)
    x, toots = configuration.sources["acme-x"], configuration.sources["acme-toots"]
    assert (x.ask, x.every, x.urgent) == ({"search": ("acme -is:retweet",)}, 15, True)
    assert (x.cap, configuration.cap) == (Cap(reads=10000, usd=50), Cap(usd=80))
    assert (toots.server, toots.ask) == ("https://mastodon.social", {"tag": ("acme",)})
    assert not configuration.sources["acme-facebook"].ask


def test_the_rooms_read_what_was_written():
    configuration = load_yaml(GOOD)
    written = configuration.to_json()
    assert Configuration.from_json(written) == configuration
    assert json.loads(written)["sources"]["acme-x"]["ask"] == {"search": ["acme -is:retweet"]}


def test_a_configuration_of_the_version_before_is_still_read():
    tree = json.loads(load_yaml(GOOD).to_json())
    del tree["cap"]
    for source in tree["sources"].values():
        for key in ("ask", "every", "server", "cap", "urgent"):
            source.pop(key, None)
    loaded = Configuration.from_json(json.dumps(tree).encode())
    assert loaded.cap is None
    assert all(not source.ask and not source.urgent for source in loaded.sources.values())


SLIPS = [
    ("{search: [", "{serch: [", '6: sources.acme-x.ask.serch: x has no feed "serch"; did you mean search?'),
    ("every: 15", "every: 0", "7: sources.acme-x.every: must be a whole number from 1 to 1440"),
    ("every: 15", "every: often", "7: sources.acme-x.every: must be a whole number from 1 to 1440"),
    ("{reads: 10000, usd: 50}", "{}", "8: sources.acme-x.cap: needs reads, usd, or both"),
    ("usd: 50}", "usd: 0}", "8: sources.acme-x.cap.usd: must be a whole number from 1 to 100000"),
    ("usd: 50}", "euro: 5}", "8: sources.acme-x.cap.euro: no such key; known: reads, usd"),
    ('urgent: "yes"', "urgent: very", "9: sources.acme-x.urgent: must be yes or no"),
    ("cap: {usd: 80}", "cap: {usd: lots}", "26: cap.usd: must be a whole number from 1 to 100000"),
    (
        "https://mastodon.social/",
        "mastodon.social",
        "19: sources.acme-toots.server: must be https:// and a host name, such as https://mastodon.social",
    ),
    (
        "https://mastodon.social/",
        "https://mastodon.social/@acme",
        "19: sources.acme-toots.server: must be only a host, without a path after it",
    ),
    (
        "    platform: facebook\n",
        "    platform: facebook\n    ask: {search: [acme]}\n",
        "22: sources.acme-facebook.ask: facebook has nothing to poll; remove ask",
    ),
    (
        "    platform: facebook\n",
        "    platform: facebook\n    every: 5\n",
        "22: sources.acme-facebook.every: does nothing without ask: remove it",
    ),
    ("[https://blog.example.com/feed]", "[]", "14: sources.acme-news.ask.feed: is empty: it needs at least 1 entry"),
    ("{tag: [acme]}", "{tag: [acme, acme]}", "18: sources.acme-toots.ask.tag: polls the same thing twice; keep one"),
]


@pytest.mark.parametrize(("right", "wrong", "fault"), SLIPS, ids=[wrong.strip()[:40] for _, wrong, _ in SLIPS])
def test_each_slip_is_told_by_its_line(right, wrong, fault):
    assert right in GOOD
    [found] = faults(GOOD.replace(right, wrong, 1))
    assert found.startswith(f"goodword.yaml:{fault}")


def test_which_server_is_asked_is_said_where_there_are_many_and_not_where_there_is_one():
    [none] = faults(GOOD.replace("    server: https://mastodon.social/\n", "", 1))
    assert none.startswith("goodword.yaml:18: sources.acme-toots.ask: needs a server: add server:")
    [needless] = faults(GOOD.replace("    every: 15\n", "    every: 15\n    server: https://x.example.com\n", 1))
    assert needless == "goodword.yaml:8: sources.acme-x.server: x has only one server; remove it"


def test_a_cap_in_money_where_asking_costs_none_is_no_cap():
    [found] = faults(GOOD.replace("    brand: acme\n", "    brand: acme\n    cap: {usd: 5}\n", 1))
    assert found.endswith("sources.acme-news.cap.usd: would cap nothing: polling rss costs no money; remove it")


def test_our_own_post_is_known_by_every_source_of_a_platform():
    also = "  acme-x-pushed: {platform: x, accounts: ['111']}\n"
    configuration = load_yaml(GOOD.replace("  acme-facebook:\n", f"{also}  acme-facebook:\n", 1))
    assert configuration.accounts_of("acme-x") == configuration.accounts_of("acme-x-pushed") == {"111"}
    assert configuration.accounts_of("acme-facebook") == frozenset()


def test_a_platform_that_pushes_nothing_has_to_be_asked():
    found = faults(GOOD.replace("    ask:\n      feed: [https://blog.example.com/feed]\n", "", 1))
    assert found == [
        "goodword.yaml:10: sources.acme-news: receives nothing: rss pushes nothing, so write under ask: what to poll"
    ]


def test_an_entry_that_its_feed_does_not_take_is_told_with_an_example():
    [found] = faults(GOOD.replace("https://blog.example.com/feed", "ftp://blog.example.com/feed", 1))
    assert found.startswith("goodword.yaml:14: sources.acme-news.ask.feed[0]: is not ")
    assert "such as" in found
