"""What can never match is refused with what to write instead; what only looks that way is valid."""

import json

import pytest

from goodword.config import Configuration
from goodword.config.loading import load_yaml
from goodword.errors import ConfigurationError
from tests.reports import report

GOOD = """\
brands:
  acme: {name: Acme, terms: [acme], team: care}
sources:
  acme-x: {platform: x, accounts: ["1"]}
teams:
  care:
    people:
      ana: {mail: ana@example.com}
"""


def faults(content):
    try:
        load_yaml(content)
    except ConfigurationError as error:
        return str(error).splitlines()
    return []


def brand(key, value):
    written = json.dumps(value, ensure_ascii=False)
    return GOOD.replace("team: care}", f"{key}: {written}, team: care}}").replace("terms: [acme], terms", "terms")


def fault_of(key, value):
    """The error message for one entry; empty when it is valid."""
    found = faults(brand(key, [value]))
    assert len(found) <= 1, found
    assert all(fault.startswith(f"goodword.yaml:2: brands.acme.{key}[0]: ") for fault in found)
    return found[0].partition("]: ")[2] if found else ""


# ---- names ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["terms", "products", "campaigns", "places", "misspellings", "handles", "hashtags"])
@pytest.mark.parametrize(
    "written",
    [
        "“acme”",
        "„acme“",
        "«acme»",
        "»acme«",
        "‹acme›",
        "‘acme’",
        "‚acme‘",
        "「acme」",
        "＂acme＂",
        "“acme",
        "acme”",
        "'acme'",
        "acme,",
        "acme;",
        "acme，",
        "acme、",
        ",acme",
        "acme ,",
        "“acme”,",
        '"acme"',
        '"acme',
        'acme"',
        "`acme`",
    ],
)
def test_marks_around_a_name_are_never_kept_as_part_of_it(key, written):
    assert fault_of(key, written).endswith("; write acme")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("-acme", "exclude:"),
        ("!acme", "exclude:"),
        ("+acme", "remove the +"),
        ("acme*", "write it under queries:"),
        ("acme OR akme", "write it under queries:"),
        ("acme AND shop", "write it under queries:"),
        ("NOT acme", "write it under queries:"),
        ("acme NEAR/3 shop", "write it under queries:"),
        ("acme|akme", "an entry of its own"),
        ("acme && akme", "an entry of its own"),
        ("acme,akme", "an entry of its own"),
        ("acme, akme, acmee", "an entry of its own"),
        ("acme~2", "misspellings:"),
        ("title:acme", "write only the name"),
        ("from:acme", "write only the name"),
        ("/acme.?/", "regular expression"),
        ("(acme)", "brackets"),
        ("[acme]", "brackets"),
        ("# acme", "write #acme"),
        ("@ acme", "write @acme"),
        ("＃acme", "a plain # or @"),
        ("AT&amp;T", "write the character itself"),
        ("Tom &#38; Jerry", "write the character itself"),
    ],
)
def test_other_tools_spellings_of_a_name_are_told_what_to_write(written, words):
    assert words in fault_of("terms", written)


@pytest.mark.parametrize(
    "written",
    [
        "AT&T",
        "C++",
        "C#",
        "Yahoo!",
        "Levi's",
        "Levi’s",
        "rockin'",
        "'n Sync",
        "’t Hart",
        'Screen 12"',
        "Acme, Inc.",
        "1,000 Acme",
        "#acme",
        "@acme",
        "acme.com",
        "https://acme.com/x",
        "acme-shop",
        "Re:Zero",
        "Acme (Berlin)",
        "$ACME",
        "50+",
        "+49 30 12",
        "アクメ",
        "アクメ\u3000充電器",
        "삼성",
        "شركة",
        "राम",
        "Acme\xa0Shop",
        "this or that",
        "24/7",
        "U.S.",
        "Acme\u200dShop",
        "-5 °C",
        "❤acme",
    ],
)
def test_a_name_that_people_write_so_is_in_order(written):
    assert fault_of("terms", written) == ""


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("https://x.com/acme", "is a URL; write the name at its end, such as acme"),
        ("instagram.com/acme/", "is a URL; write the name at its end, such as acme"),
        ("https://www.youtube.com/@acme?si=1", "is a URL; write the name at its end, such as acme"),
        ("#acme", "is a hashtag; write it under hashtags:"),
        ("acme@help@shop", "has an @ inside"),
        ("@acme@shop", "has an @ inside"),
        ("@acme/help", 'contains "/", where a handle ends; write acmehelp'),
        ("@acme!", 'contains "!", where a handle ends; write acme'),
        ("@acme.", 'contains ".", where a handle ends; write acme'),
        ("x:@acme", "has an @ inside"),
        ("x:acme", 'contains ":"'),
        ("@acme\u00a0help", "contains spaces"),
        ("@acme help", "contains spaces"),
        ("acme*", 'contains "*"'),
        ("@acme😀\u200b", ""),
    ],
)
def test_a_handle_that_nobody_can_have(written, words):
    found = faults(brand("handles", [written]))
    assert found, written
    assert words in found[0]


@pytest.mark.parametrize(
    "written",
    ["acme", "@acme", "@@acme", "acme.bsky.social", "@acme_help-1", "@acme@mastodon.social", "アクメ", "@ac.me"],
)
def test_a_handle_that_somebody_may_have(written):
    assert fault_of("handles", written) == ""


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("#acme-fest", 'contains "-", where a hashtag ends; write acmefest'),
        ("acme.fest", 'contains ".", where a hashtag ends; write acmefest'),
        ("#acme!", 'contains "!", where a hashtag ends; write acme'),
        ("@acme", "is a handle; write it under handles:"),
        ("＃acme", 'contains "＃", where a hashtag ends; write acme'),
        ("https://x.com/hashtag/acme", "is a URL"),
        ("#acme fest", "contains spaces"),
        ("#acme#fest", 'contains "#"'),
    ],
)
def test_a_hashtag_that_no_platform_makes(written, words):
    assert words in fault_of("hashtags", written)


@pytest.mark.parametrize("written", ["acme", "#acme", "##acme", "acme_fest", "2026", "アクメ", "राम", "acme❤️", "l·l"])
def test_a_hashtag_that_people_write(written):
    assert fault_of("hashtags", written) == ""


@pytest.mark.parametrize(
    ("code", "right"),
    [("eng", "en"), ("deu", "de"), ("ger", "de"), ("jp", "ja"), ("cn", "zh"), ("gb", "en"), ("dk", "da")],
)
def test_a_code_that_no_mention_has_as_its_language(code, right):
    assert fault_of("languages", code) == f"is not a language code that mentions use; write {right}"
    assert fault_of("languages", right) == ""


# ---- everywhere else -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "wrong", "where"),
    [
        ("name: Acme", "name: “Acme”", "2: brands.acme.name"),
        ("team: care", "team: ‘care’", "2: brands.acme.team"),
        ("platform: x", "platform: “x”", "4: sources.acme-x.platform"),
        ('["1"]', "[“1”]", "4: sources.acme-x.accounts[0]"),
        ("ana@example.com", "“ana@example.com”", "8: teams.care.people.ana.mail"),
        ("    people:", "    timezone: «Europe/Berlin»\n    people:", "7: teams.care.timezone"),
        ("    people:", "    timezone: Europe/Berlin,\n    people:", "7: teams.care.timezone"),
        ("teams:", "roles: {media: [“@jo”]}\nteams:", "5: roles.media[0]"),
        ("teams:", "roles: {media: ['@jo,']}\nteams:", "5: roles.media[0]"),
        ("teams:", "touchpoints: {words: {delivery: [“milk float”]}}\nteams:", "5: touchpoints.words.delivery[0]"),
        ("team: care}", "words: {positive: [“sick”]}, team: care}", "2: brands.acme.words.positive[0]"),
    ],
)
def test_marks_are_told_wherever_a_value_stands(right, wrong, where):
    [fault] = faults(GOOD.replace(right, wrong, 1))
    assert fault.startswith(f"goodword.yaml:{where}: ")
    assert "; write " in fault


def test_typographic_quotes_are_left_where_a_person_speaks_and_where_they_are_read():
    rule = "rules: [{name: a, ring: nobody, runbook: [“Sorry” is enough, „So,“ they say]}]\n"
    assert faults(GOOD + rule) == []
    assert load_yaml(brand("exclude", ["“acme cartoon”"])).brands["acme"].exclude
    assert fault_of("queries", "«power bank» NEAR/3 „phone case“") == ""


def test_typographic_quotes_in_what_is_asked_for():
    [fault] = faults(GOOD.replace('["1"]', "['1'], ask: {search: [“acme charger” -is:retweet]}"))
    assert fault.endswith("write straight ones, inside single quotes for YAML: '\"acme charger\" -is:retweet'")


@pytest.mark.parametrize(
    ("author", "words"),
    [
        ("Jo Miller", "contains a space"),
        ("x:@jo miller", "contains a space"),
        ("x: @jo", "contains a space"),
        ("https://x.com/jo", "is a URL"),
        ("#jo", "is a hashtag"),
        ("'@jo'", "write @jo"),
    ],
)
def test_an_author_that_nobody_is(author, words):
    [fault] = faults(f"{GOOD}roles: {{media: [{json.dumps(author)}]}}")
    assert words in fault


@pytest.mark.parametrize("author", ["@jo", "x:@jo", "X:jo", "24681012", "@desk@news.example", "x:123"])
def test_an_author_that_somebody_may_be(author):
    assert faults(f"{GOOD}roles: {{media: [{json.dumps(author)}]}}") == []


@pytest.mark.parametrize(
    ("account", "words"),
    [
        ("@acme", "begins with @"),
        ("https://x.com/acme", "is a URL"),
        ("'1'", "write 1"),
        ("x.com/acme", "is a URL"),
    ],
)
def test_an_account_that_is_no_id(account, words):
    [fault] = faults(GOOD.replace('["1"]', json.dumps([account])))
    assert words in fault


@pytest.mark.parametrize("rest", ["platform: webmention", "platform: rss, ask: {feed: [https://a.example/f]}"])
def test_where_an_account_is_an_address_it_may_be(rest):
    site = f'acme-site: {{{rest}, accounts: ["https://acme.example"]}}'
    assert faults(GOOD.replace("teams:", f"  {site}\nteams:")) == []


def test_a_feed_is_no_ones_by_the_name_of_an_author():
    news = 'acme-news: {platform: rss, ask: {feed: [https://a.example/f]}, accounts: ["Mira"]}'
    [fault] = faults(GOOD.replace("teams:", f"  {news}\nteams:"))
    assert "write the site or the feed" in fault


# ---- queries -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("acme -cartoon", "-cartoon at character 6 means nothing here: write NOT cartoon"),
        ("acme −cartoon", "write NOT cartoon"),
        ("acme –(cartoon OR film)", "write NOT before the bracket"),
        ('acme -"the film"', 'write NOT "the film"'),
        ("acme !cartoon", "write NOT cartoon"),
        ("acme - cartoon", "write NOT"),
        ("acme ANDNOT cartoon", "write NOT"),
        ("acme NICHT cartoon", "write NOT"),
        ("acme ODER zeta", "write OR"),
        ("acme UND zeta", "write AND"),
        ("acme || zeta", "write OR"),
        ("acme|zeta", "write OR"),
        ("acme and/or zeta", "write OR"),
        ("acme && zeta", "write AND"),
        ('"acme" & zeta', "write AND"),
        ("+acme", "write acme"),
        ('+"power bank" acme', 'write "power bank"'),
        ("acme, zeta", "write OR between words"),
        ("acme,zeta", "write OR between words"),
        ("acme; zeta", "write OR between words"),
        ("acme、zeta", "write OR between words"),
        ("acme W/3 zeta", "write NEAR/3"),
        ("acme w/10 zeta", "write NEAR/10"),
        ("acme PRE/5 zeta", "write NEAR/5"),
        ("acme N/4 zeta", "write NEAR/4"),
        ("acme ONEAR/2 zeta", "write NEAR/2"),
        ("acme NEAR:6 zeta", "write NEAR/6"),
        ("acme NEAR6 zeta", "write NEAR/6"),
        ("acme ADJ3 zeta", "write NEAR/3"),
        ("acme AROUND(7) zeta", "write NEAR/7"),
        ("acme /3 zeta", "write NEAR/3"),
        ("acme /s zeta", "write NEAR/3"),
        ("acme W/500 zeta", "write NEAR/50"),
        ('"power bank"~5', "write power NEAR/5 bank"),
        ('"acme power bank"~5', "write (acme NEAR/5 power) AND (power NEAR/5 bank)"),
        ("acme~2", "misspellings:"),
        ("acme~", "misspellings:"),
        ("~acme", "OR between them"),
        ("title:acme", "write the words alone"),
        ('intitle:"power bank"', "write the words alone"),
        ("allintitle: acme", "write the words alone"),
        ("site:acme.com", "platforms:"),
        ("from:acme", "roles:"),
        ("lang:en acme", "languages:"),
        ("acme -is:retweet", "take it out"),
        ("acme since:2026-01-01", "take it out"),
        ("hashtag:acme", "#acme"),
        ("custom_field:acme", "put it in quotes"),
        ("*acme", "as in charg*"),
        ("ac*me", "as in charg*"),
        ("colo?r", "write each spelling"),
        ("acme?", "write each spelling"),
        ("acm!", "write acm*"),
        ("acm$", "write acm*"),
        ("%acme%", "as in charg*"),
        ("/acme.*/", "no regular expressions"),
        ("/acme (one|two)/i", "no regular expressions"),
        (r"\bacme\b", "no regular expressions"),
        ("acme.*", "no regular expressions"),
        ("[acme zeta]", "write round brackets"),
        ("{acme}", "write round brackets"),
        ("acme^2", "take it out"),
        ("=acme", "take it out"),
        ("audience>100", "take it out"),
        ("2020..2026 acme", "take it out"),
        ("'power bank'", "straight double quotes"),
        ("‘power bank’ acme", "straight double quotes"),
        ("`power bank`", "straight double quotes"),
        ("（acme OR zeta）", "write (, not its wide form"),
        ("acme：zeta", "write :, not its wide form"),
        ("AT&amp;T", "write the character itself"),
        ("allcaps(acme)", "brackets alone"),
        ("atleast3(acme)", "brackets alone"),
        ('"power bank*"', "in quotes a star is a star"),
        ("acme or zeta", "write OR"),
        ("acme not zeta", "write NOT"),
        ("acme:", "take the colon out"),
        ("acme…", "take it out"),
    ],
)
@pytest.mark.parametrize("key", ["queries", "exclude"])
def test_operators_of_other_tools_are_told_what_to_write(key, query, words):
    assert words in fault_of(key, query)


@pytest.mark.parametrize(
    "query",
    [
        "acme charger",
        "charg* NEAR/3 (phone OR tablet)",
        "AT&T service",
        "H&M",
        "C++ course",
        "C# course",
        "#acme @zeta",
        "$ACME shares",
        "acme.com",
        "https://acme.com/x?a=1,2;b",
        "acme-like",
        "don't acme",
        "don’t acme",
        "1,000 watts",
        "acme 50%",
        "24/7 acme",
        "r/acmefans",
        "12:30 acme",
        "+49 acme",
        "Google+",
        "rock 'n' roll",
        '"acme -x, y"',
        '"title:acme"',
        '"acme!"',
        '"yahoo!" mail',
        "“power bank”",
        "«power bank» x",
        "「power bank」",
        "삼성 OR アクメ",
        "U.S. acme",
        '"24/7?"',
        "Levi's",
        "7.5 watts",
        '"a|b"',
        "acme NOT (cartoon OR film)",
        "acme AND NOT zeta",
        '"AND" acme',
    ],
)
def test_a_query_that_people_write_is_in_order(query):
    assert fault_of("queries", query) == ""


@pytest.mark.parametrize(
    "query",
    [
        "acme NOT acme",
        "acme NOT Acme",
        "acme charger NOT acme",
        "(acme OR zeta) NOT acme NOT zeta",
        'acme "power bank" NOT power',
        "acme NEAR/3 zeta NOT zeta",
        "acme NOT acm*",
        "acme AND NOT (acme OR zeta)",
    ],
)
def test_a_query_that_rules_out_what_it_asks_for(query):
    assert fault_of("queries", query) == "can never match: it excludes what it requires; remove one of them"


@pytest.mark.parametrize(
    "query",
    [
        "acm* NOT acme",
        'power bank NOT "power bank"',
        "acme charger NOT acme NEAR/50 charger",
        'acme NEAR/3 zeta NOT "acme zeta"',
        "NOT NOT acme",
        "acme NOT (zeta AND acme)",
        "(acme OR zeta) NOT acme",
        'a1 NEAR/1 b1 NOT "a1 b1"',
    ],
)
def test_a_query_that_only_seems_to(query):
    assert fault_of("queries", query) == ""


def test_a_query_that_an_exclusion_takes_away():
    both = brand("queries", ["charger berlin", "zeta shop"]).replace("team: care", "exclude: [charger], team: care")
    assert faults(both) == [
        "goodword.yaml:2: brands.acme.queries[0]: never counts, because exclude removes everything it finds; "
        "change one of the two"
    ]


def test_a_brand_that_is_limited_to_platforms_without_a_source():
    assert fault_of("platforms", "reddit") == "no source is on reddit: add one under sources:, or remove it"
    assert faults(brand("platforms", ["x", "reddit"])) == []


# ---- the active configuration ----------------------------------------------------------------------------------------


def test_what_is_in_force_already_stays_so():
    """After an upgrade, the names in the active configuration still match; only a new file is refused."""
    data = json.loads(load_yaml(GOOD).to_json())
    data["brands"]["acme"] |= {"terms": ["acme", "“acme”", "akme,"], "queries": ["acme -cartoon"]}
    assert Configuration.from_json(json.dumps(data).encode()).brands["acme"].terms == ("acme", "“acme”", "akme,")


@pytest.mark.parametrize(
    ("origin", "name", "lines"),
    [
        ("own", "query-minus", [(5, "write NOT village")]),
        (
            *("own", "smart-quotes"),
            [(2, "write larkfield"), (2, "write larkfeld"), (2, "write larkfild"), (2, "write larkhelp")],
        ),
        ("own", "nbsp-indent", [(5, "U+00A0, no-break space")]),
        ("shared", "34-query-minus", [(5, "write NOT cartoon")]),
        (
            *("shared", "38b-smart-quotes"),
            [(2, "write acme"), (2, "write akme"), (2, "write acmee"), (2, "write acmehelp")],
        ),
        ("shared", "40-nbsp-indent", [(4, "U+00A0, no-break space")]),
    ],
)
def test_the_reports_are_refused_by_their_lines(origin, name, lines):
    found = faults(report(origin, f"{name}.yaml").read_bytes())
    for line, words in lines:
        assert any(fault.startswith(f"goodword.yaml:{line}: ") and words in fault for fault in found), found
