"""Rota, escalation, rules and mutes: a valid file, a table of mistakes, and what the functions get."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.config import AtLeast, Configuration, Escalation, Hours, Mute, Person, Rule, Shift, Team, When
from goodword.config.loading import load_yaml
from goodword.config.rota import DAYS
from goodword.errors import ConfigurationError
from tests.config.test_configuration import WORDS, attempt

GOOD = """\
brands:
  acme: {terms: [acme], team: care}
sources:
  acme-x: {platform: x}
  acme-facebook: {platform: facebook}
teams:
  care:
    timezone: Europe/Berlin
    holidays: [2026-12-26, 2026-12-25]
    people:
      ana: {mail: ana@example.com, sms: "+4915112345678", timezone: Europe/Lisbon, quiet: "22:00-07:00", budget: 5}
      ben: {mail: ben@example.com}
    rota:
      - who: [ana]
        days: mon-fri
        hours: ["8:00-12:00", "14:00 - 18:00"]
        holidays: no
        platforms: [facebook]
        topics: [complaint, needs_help]
        timezone: Asia/Tokyo
      - {who: [ben, ana]}
    escalation: {after: 15, steps: [[ben], [ana, ben]]}
  night:
    people:
      cleo: {sms: "+4915112345679"}
rules:
  - name: vips
    when: {priority: [P2], intents: [complaint], brands: [acme], platforms: [x], touchpoints: [delivery], audience: 900}
    priority: P1
    ring: [ana, ben]
    by: [mail]
    cool_down: 30
    runbook: [Ask for the order number.]
  - {name: shipping, when: {intents: [needs_help]}, ring: owners, at_least: {mentions: 3, minutes: 10}}
  - {name: praise, ring: nobody}
mutes:
  - name: campaign
    when: {priority: [P1, P4]}
    from: 2026-11-20
    until: 2026-11-30T18:00+01:00
    why: competition entries
"""


def faults(content, now=None):
    with pytest.raises(ConfigurationError) as raised:
        load_yaml(content, now=now)
    return [line.removeprefix("goodword.yaml:") for line in str(raised.value).splitlines()]


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def test_a_good_one_says_who_owns_what_and_who_is_next():
    configuration = load_yaml(GOOD)
    care = configuration.teams["care"]
    assert care.holidays == (date(2026, 12, 25), date(2026, 12, 26))
    assert care.rota == (
        Shift(
            who=("ana",),
            days=DAYS[:5],
            hours=(Hours(8 * 60, 12 * 60), Hours(14 * 60, 18 * 60)),
            holidays="no",
            platforms=("facebook",),
            topics=("complaint", "needs_help"),
            timezone="Asia/Tokyo",
        ),
        Shift(who=("ben", "ana"), days=DAYS, hours=(Hours(0, 24 * 60),), holidays="yes"),
    )
    assert care.escalation == Escalation(after=15, steps=(("ben",), ("ana", "ben")))
    assert care.ladder == (("ben",), ("ana", "ben"))
    ana, ben = care.people["ana"], care.people["ben"]
    assert (ana.timezone, ana.quiet, ana.budget) == ("Europe/Lisbon", (Hours(22 * 60, 7 * 60),), 5)
    assert (ben.timezone, ben.quiet, ben.budget) == (None, (), 8)


def test_a_good_one_says_what_notifies_otherwise_and_what_does_not():
    vips, shipping, praise = load_yaml(GOOD).rules
    assert vips == Rule(
        name="vips",
        when=When(
            priority=("P2",),
            intents=("complaint",),
            brands=("acme",),
            platforms=("x",),
            touchpoints=("delivery",),
            audience=900,
        ),
        priority="P1",
        notify=("ana", "ben"),
        by=("mail",),
        cool_down=30,
        runbook=("Ask for the order number.",),
    )
    assert (shipping.notify, shipping.at_least) == (("owners",), AtLeast(mentions=3, minutes=10))
    assert (praise.when, praise.notify, praise.by, praise.cool_down, praise.at_least) == (When(), (), None, None, None)
    assert load_yaml(GOOD).mutes == (
        Mute(
            name="campaign",
            when=When(priority=("P1", "P4")),
            since=utc(2026, 11, 20),
            until=utc(2026, 11, 30, 17),
            why="competition entries",
        ),
    )


def test_it_knows_each_person_each_rule_and_each_clock():
    configuration = load_yaml(GOOD)
    assert configuration.person("cleo") == configuration.teams["night"].people["cleo"]
    assert configuration.person("nobody") is None
    assert configuration.zone_of("acme", "ana") == "Europe/Lisbon"
    assert configuration.zone_of("acme", "ben") == configuration.zone_of("acme", "nobody") == "Europe/Berlin"
    assert configuration.rule("shipping") == configuration.rules[1]
    assert configuration.rule("gone") is None


def test_without_any_of_it_everybody_is_asked_after_ten_minutes():
    team = Team(people={"ana": Person(mail="ana@example.com"), "ben": Person(mail="ben@example.com")})
    assert (team.rota, team.holidays) == ((), ())
    assert (team.escalation.after, team.ladder) == (10, (("ana", "ben"),))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("fri-mon", ("mon", "fri", "sat", "sun")),
        ("[wed, Mon, wed]", ("mon", "wed")),
        ("[mon-tue, sun]", ("mon", "tue", "sun")),
        ("sun", ("sun",)),
        ("tue-mon", DAYS),
    ],
)
def test_days_are_written_in_many_ways(written, meant):
    assert load_yaml(GOOD.replace("days: mon-fri", f"days: {written}")).teams["care"].rota[0].days == meant


NOT_HOURS = "are not hours such as 08:00-18:00: write start, hyphen, end, each with hours and minutes"
NO_CLOCK = "contain a time that does not exist: use 00:00 to 23:59, or 24:00 as the end"
NOT_A_DATE = "is not a date such as 2026-12-25: write year, month and day, with hyphens"
NOT_AN_INSTANT = "is not a date such as 2026-11-30 or an instant such as 2026-11-30T18:00+01:00"
WHOM = "must be owners, nobody, or a list of people such as [ana, ben]"
TOGETHER = "at_least and P1 do not go together: the first P1 always notifies; remove one of them"
TOPICS = (
    "known: safety_or_legal, complaint, needs_help, question, praise, "
    "pre_purchase, wish, would_return, would_not_return, spam"
)
MUTE_KEYS = "known: name, when, from, until, why"
SAME = "a person must have the same in every team"
ANA = next(line for line in GOOD.splitlines() if line.startswith("      ana:"))
CLEO = '      cleo: {sms: "+4915112345679"}'

SLIPS = [
    # the right text, the mistake, the error message
    (
        "Europe/Lisbon",
        "Lisbon",
        '11: teams.care.people.ana.timezone: no such time zone "Lisbon"; did you mean Europe/Lisbon?',
    ),
    ('"22:00-07:00"', "22-7", f"11: teams.care.people.ana.quiet[0]: {NOT_HOURS}"),
    ('"22:00-07:00"', "22:60-07:00", f"11: teams.care.people.ana.quiet[0]: {NO_CLOCK}"),
    ("budget: 5", "budget: five", "11: teams.care.people.ana.budget: must be a whole number from 0 to 200"),
    ("budget: 5", "budget: 201", "11: teams.care.people.ana.budget: must be a whole number from 0 to 200"),
    ("budget: 5", "bugdet: 5", "11: teams.care.people.ana.bugdet: no such key; did you mean budget?"),
    (
        CLEO,
        ANA.replace("Lisbon", "Berlin"),
        f"25: teams.night.people.ana: has another time zone at teams.care.people.ana; {SAME}",
    ),
    (
        CLEO,
        ANA.replace("22:", "23:"),
        f"25: teams.night.people.ana: has other quiet hours at teams.care.people.ana; {SAME}",
    ),
    (CLEO, ANA.replace("5}", "6}"), f"25: teams.night.people.ana: has another budget at teams.care.people.ana; {SAME}"),
    ("2026-12-26, ", "2026-12-36, ", f"9: teams.care.holidays[0]: {NOT_A_DATE}"),
    ("2026-12-26, ", "26.12.2026, ", f"9: teams.care.holidays[0]: {NOT_A_DATE}"),
    (
        "[2026-12-26, 2026-12-25]",
        "2026-12-26",
        "9: teams.care.holidays: must be a list, such as [2026-12-25, 2026-12-26]",
    ),
    (
        "- who: [ana]",
        "- who: [cleo]",
        '14: teams.care.rota[0].who[0]: no such person of this team "cleo"; known: ana, ben',
    ),
    ("- who: [ana]", "- who: ana", "14: teams.care.rota[0].who: must be a list, such as [ana, ben]"),
    ("- who: [ana]", "- who: []", "14: teams.care.rota[0].who: is empty: it needs at least 1 entry"),
    (
        "mon-fri",
        "mon-fry",
        '15: teams.care.rota[0].days: no such day "fry"; did you mean fri?; write a span as mon-fri',
    ),
    ("mon-fri", "[]", "15: teams.care.rota[0].days: is empty: it needs at least 1 entry"),
    ('"8:00-12:00"', '"24:00-08:00"', f"16: teams.care.rota[0].hours[0]: {NO_CLOCK}"),
    ('"8:00-12:00"', "[8]", "16: teams.care.rota[0].hours[0]: must be one text, not a list and not keys"),
    (
        '"8:00-12:00"',
        '"08:00-08:00"',
        "16: teams.care.rota[0].hours[0]: begin and end at the same time; for the whole day write 00:00-24:00",
    ),
    (
        "holidays: no",
        "holidays: never",
        '17: teams.care.rota[0].holidays: no such choice "never"; known: yes, no, only',
    ),
    ("[facebook]", "[twitter]", '18: teams.care.rota[0].platforms[0]: no such platform "twitter"; write x'),
    (
        "[complaint, n",
        "[complain, n",
        '19: teams.care.rota[0].topics[0]: no such topic "complain"; did you mean complaint?',
    ),
    ("Asia/Tokyo", "Tokyo", '20: teams.care.rota[0].timezone: no such time zone "Tokyo"; did you mean Asia/Tokyo?'),
    ("after: 15", "after: 0", "22: teams.care.escalation.after: must be a whole number from 1 to 1440"),
    ("after: 15", "before: 15", "22: teams.care.escalation.before: no such key; known: after, steps"),
    ("[[ben], [", "[ben, [", "22: teams.care.escalation.steps[0]: must be a list, such as [[ana], [ana, ben]]"),
    (
        "[[ben], [",
        "[[bn], [",
        '22: teams.care.escalation.steps[0][0]: no such person of this team "bn"; did you mean ben?',
    ),
    ("name: shipping", "name: vips", '34: rules[1].name: "vips" is already at rules[0].name; keep one of the two'),
    ("[P2]", "[p2]", '28: rules[0].when.priority[0]: no such priority "p2"; did you mean P2?'),
    ("intents: [complaint]", "intents: [fury]", f'28: rules[0].when.intents[0]: no such intent "fury"; {TOPICS}'),
    ("brands: [acme]", "brands: [acne]", '28: rules[0].when.brands[0]: no such brand "acne"; did you mean acme?'),
    ("platforms: [x]", "platforms: [xx]", '28: rules[0].when.platforms[0]: no such platform "xx"; did you mean x?'),
    ("audience: 900", "audience: many", "28: rules[0].when.audience: must be a whole number from 0 to 2000000000"),
    ("priority: P1\n", "priority: P0\n", '29: rules[0].priority: no such priority "P0"; known: P1, P2, P3, P4'),
    ("ring: [ana, ben]", "ring: [ana, dan]", '30: rules[0].ring[1]: no such person "dan"; did you mean ana?'),
    ("ring: [ana, ben]", "ring: [owners]", '30: rules[0].ring[0]: no such person "owners"; known: ana, ben, cleo'),
    ("ring: [ana, ben]", "ring: ana", f"30: rules[0].ring: {WHOM}"),
    ("ring: [ana, ben]", "ring: []", "30: rules[0].ring: is empty: write nobody, or list the people"),
    ("by: [mail]", "by: [phone]", '31: rules[0].by[0]: no such way "phone"; known: mail, sms'),
    ("by: [mail]", "by: [sms]", "31: rules[0].by: ben cannot be notified by sms; extend `by`, or add an address"),
    ("cool_down: 30", "cool_down: 1h", "32: rules[0].cool_down: must be a whole number from 0 to 10080"),
    ("[Ask for", "[a, b, c, Ask for", "33: rules[0].runbook: has more than 3 entries"),
    ("Ask for the order", "a" * 121, "33: rules[0].runbook[0]: needs 1 to 120 characters, but has 129"),
    ("mentions: 3", "mentions: 1", "34: rules[1].at_least.mentions: must be a whole number from 2 to 1000"),
    ("ring: owners", "priority: P1", f"34: rules[1]: {TOGETHER}"),
    ("when: {intents: [needs_help]}", "when: {priority: [P1]}", f"34: rules[1]: {TOGETHER}"),
    ("{priority: [P1, P4]}", "{}", "37: mutes[0]: would mute everything: write in `when` what to mute"),
    ("    why: competition entries\n", "", "37: mutes[0].why: is missing"),
    ("from: 2026-11-20", "since: 2026-11-20", f"39: mutes[0].since: no such key; {MUTE_KEYS}"),
    ("from: 2026-11-20", "from: tomorrow", f"39: mutes[0].from: {NOT_AN_INSTANT}"),
    ("from: 2026-11-20", "from: 2026-11-31", f"39: mutes[0].from: {NOT_AN_INSTANT}"),
    ("from: 2026-11-20", "from: 2026-12-01", "37: mutes[0]: ends before it begins: `until` must be after `from`"),
    ("until: 2026-11-30T", "until: 0026-11-30T", f"40: mutes[0].until: {NOT_AN_INSTANT}"),
]


@pytest.mark.parametrize(("right", "wrong", "lines"), SLIPS, ids=[wrong.strip()[:40] for _, wrong, _ in SLIPS])
def test_each_slip_is_told_by_its_line_in_plain_words(right, wrong, lines):
    assert right in GOOD
    assert faults(GOOD.replace(right, wrong, 1)) == [lines]


def test_a_list_that_is_not_one_is_told_how_to_write_it():
    content = GOOD.partition("rules:")[0] + "rules: {vips: {ring: nobody}}\n"
    assert faults(content) == ["26: rules: must be a list, in which each entry begins with a hyphen"]


# The JSON that the functions read


def test_json_is_read_back_the_same_and_written_the_same():
    configuration = load_yaml(GOOD)
    again = Configuration.from_json(configuration.to_json())
    assert again == configuration
    assert again.to_json() == configuration.to_json()
    data = json.loads(configuration.to_json())
    assert data["mutes"][0]["from"] == "2026-11-20T00:00:00Z"
    assert [rule.get("ring") for rule in data["rules"]] == [["ana", "ben"], "owners", "nobody"]
    assert data["teams"]["care"]["rota"][0]["hours"] == ["08:00-12:00", "14:00-18:00"]


def test_json_of_another_version_is_read():
    data = json.loads(load_yaml(GOOD).to_json())
    for part in (data["rules"][0], data["rules"][0]["when"], data["mutes"][0], data["teams"]["care"]["rota"][0]):
        part["later"] = {"a": 1}
    data["teams"]["care"]["escalation"]["later"] = 1
    assert Configuration.from_json(json.dumps(data).encode()) == load_yaml(GOOD)
    earlier = {key: data[key] for key in ("brands", "sources")}
    earlier["teams"] = {"care": {"timezone": "UTC", "people": {"ana": {"mail": "ana@example.com"}}}}
    assert Configuration.from_json(json.dumps(earlier).encode()).rules == ()


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        (b'"who":["ana"]', b'"who":["dan"]', "teams.care.rota[0].who[0]"),
        (b'"ring":["ana","ben"]', b'"ring":["dan"]', "rules[0].ring[0]"),
        (b'"steps":[["ben"]', b'"steps":[["dan"]', "teams.care.escalation.steps[0][0]"),
        (b'"14:00-18:00"', b'"secret"', "teams.care.rota[0].hours[1]"),
    ],
)
def test_json_that_names_nobody_cannot_be_used(right, wrong, named):
    data = load_yaml(GOOD).to_json()
    assert right in data
    with pytest.raises(ConfigurationError, match="is not valid") as raised:
        Configuration.from_json(data.replace(right, wrong))
    assert named in str(raised.value)
    assert "secret" not in str(raised.value)


def test_the_rooms_look_for_no_gaps():
    late = ("goodword.config.on_call", "goodword.config.duties")
    script = f"import sys, goodword.config; print(*(name in sys.modules for name in {late}))"
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert answer.stdout.split() == [b"False", b"False"]


# Any text


CUT = st.tuples(st.integers(0, len(GOOD)), st.integers(0, 12), st.lists(WORDS, max_size=6).map("".join))


@given(CUT)
def test_any_cut_of_it_gives_a_configuration_or_its_faults(cut):
    begin, length, instead = cut
    configuration, value = attempt(GOOD[:begin] + instead + GOOD[begin + length :])
    if configuration:
        assert Configuration.from_json(configuration.to_json()) == configuration
    else:
        assert all(line.startswith("goodword.yaml:") and line.isprintable() for line in value.split("\n"))
