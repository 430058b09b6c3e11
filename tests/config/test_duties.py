"""Hours without an owner, more people than SNS allows, and rules whose notifications reach nobody."""

import pytest

from goodword.config.duties import MAX_SUBSCRIPTIONS
from goodword.config.loading import load_yaml
from tests.config.test_rota_and_rules import GOOD, faults, utc
from tests.growth import assert_linear_steps

ONE_ENTRY = "      - {who: [ben, ana]}\n"
ADVICE = "add an entry for it, or a last entry with only `who` for everything else"


@pytest.mark.parametrize(
    ("entry", "unowned"),
    [
        ("{who: [ben], days: mon-sat}", "Sunday 2026-11-08 00:00 to Monday 2026-11-09 00:00 (Europe/Berlin)"),
        ('{who: [ben], hours: ["00:00-12:30", "13:00-24:00"]}', "Monday 2026-11-02 12:30 to 13:00 (Europe/Berlin)"),
        ("{who: [ben], holidays: no}", "Friday 2026-12-25 00:00 to Sunday 2026-12-27 00:00 (Europe/Berlin)"),
        (
            "{who: [ben], platforms: [x]}",
            "any hour, for mentions about safety_or_legal, question, praise or no topic, on facebook",
        ),
        (
            "{who: [ben], topics: [safety_or_legal, complaint, needs_help, question, praise]}",
            "any hour, for mentions of no topic",
        ),
    ],
)
def test_an_hour_that_nobody_owns_is_refused_and_named(entry, unowned):
    text = faults(GOOD.replace(ONE_ENTRY, f"      - {entry}\n"), now=utc(2026, 11, 2, 10))
    assert text == [f"13: teams.care.rota: nobody owns {unowned}; {ADVICE}"]


def test_an_hour_that_two_clocks_leave_open_for_some_weeks_is_found():
    """Summer time begins three weeks earlier in New York than in Berlin, so evenings there end an hour early here."""
    rota = """\
      - {who: [ana], hours: ["02:00-20:00"]}
      - {who: [ben], hours: ["14:00-20:00"], timezone: America/New_York}
"""
    assert faults(GOOD.replace(ONE_ENTRY, rota), now=utc(2026, 1, 5)) == [
        f"13: teams.care.rota: nobody owns Monday 2026-03-09 01:00 to 02:00 (Europe/Berlin), on x; {ADVICE}"
    ]


def test_at_most_200_addresses_in_all_and_a_person_of_two_teams_counts_once():
    def people(number, start):
        both = "{{mail: p{0}@example.com, sms: '+49151{0:08}'}}"
        return "".join(f"      p{person}: {both.format(person)}\n" for person in range(start, start + number))

    head = GOOD.partition("teams:")[0]
    full = f"{head}teams:\n  care:\n    people:\n{people(50, 0)}  night:\n    people:\n{people(50, 0)}"
    more = f"{full}  late:\n    people:\n{people(50, 50)}"
    assert MAX_SUBSCRIPTIONS == 200
    assert load_yaml(full)
    assert load_yaml(more)
    assert faults(f"{more}  early:\n    people:\n      zoe: {{mail: zoe@example.com, sms: '+4915199999999'}}\n") == [
        "6: teams: have 202 mail addresses and phone numbers in total, but SNS allows 200; remove 2"
    ]


def test_a_way_that_no_owner_has_is_told():
    rule = "\n".join(["rules:", "  - {name: urgent, by: [sms]}", ""])
    content = GOOD.partition("rules:")[0].replace(', sms: "+4915112345678"', "") + rule
    assert faults(content) == [
        "27: rules[0].by: no possible owner can be notified by sms; extend `by`, or add an address"
    ]
    assert load_yaml(content.replace("by: [sms]", "by: [sms], ring: [cleo]"))
    assert load_yaml(content.replace("by: [sms]", "by: [sms, mail]"))


def test_a_mute_that_is_past_is_told_to_who_asks_and_refuses_nothing_that_runs():
    end = utc(2026, 11, 30, 17)
    assert faults(GOOD, now=end) == ["40: mutes[0].until: is in the past: the mute campaign has ended; remove it"]
    assert load_yaml(GOOD, now=end.replace(hour=16, minute=59)) == load_yaml(GOOD)


def test_a_large_rota_is_checked_in_the_steps_that_its_length_says():
    def with_entries(number):
        entries = (
            f"      - {{who: [ana], hours: ['0{n % 9}:{n % 60:02}-1{n % 9}:00', '20:00-2{n % 4}:30']}}\n"
            for n in range(number)
        )
        return GOOD.replace(ONE_ENTRY, "".join(entries) + ONE_ENTRY)

    assert_linear_steps(load_yaml, with_entries, 12)
