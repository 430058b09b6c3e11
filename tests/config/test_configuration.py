"""The configuration: a table of mistakes and their error messages, and what the functions get from a valid one."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goodword.config import Brand, Configuration, Escalation, Mute, Person, Rule, Shift, Source, Team, When
from goodword.config.faults import MAX_FAULTS
from goodword.config.loading import load_yaml
from goodword.connectors import every_platform
from goodword.errors import ConfigurationError
from goodword.platform_names import DISPLAYED
from tests.growth import assert_linear_steps

ROOT = Path(__file__).parents[2]

GOOD = """\
brands:
  acme:
    name: Acme
    terms: [acme, "#acme"]
    team: care
  zeta: {terms: [zeta], team: night}
sources:
  acme-facebook:
    platform: facebook
    brand: acme
    accounts: ["123"]
  shop: {platform: standard}
teams:
  care:
    timezone: Europe/Berlin
    people:
      ana: {mail: ana@example.com, sms: "+4915112345678"}
      ben: {mail: ben@example.com}
  night:
    people:
      ana: {mail: ana@example.com, sms: "+4915112345678"}
"""


def faults(content):
    with pytest.raises(ConfigurationError) as raised:
        load_yaml(content)
    return str(raised.value).splitlines()


def test_a_good_one_says_who_answers_where():
    configuration = load_yaml(GOOD)
    ana = Person(mail="ana@example.com", sms="+4915112345678")
    assert configuration.people_of("acme") == {"ana": ana, "ben": Person(mail="ben@example.com")}
    assert configuration.team_of("zeta") == Team(timezone="UTC", people={"ana": ana})
    assert configuration.accounts_of("acme-facebook") == {"123"}
    assert configuration.accounts_of("shop") == frozenset()
    assert configuration.sources["shop"] == Source(platform="standard", brand=None, accounts=())
    assert (configuration.name_of("acme"), configuration.name_of("zeta")) == ("Acme", "zeta")
    assert (ana.channels, configuration.people_of("acme")["ben"].channels) == (("mail", "sms"), ("mail",))


NOT_A_KEY = "is not a key: use lower-case letters, digits and hyphens, a letter first, at most 32, such as acme-shop"
NOT_A_MAIL = "is not a mail address such as ana@example.com"
NOT_A_PHONE = "is not a phone number such as +4915112345678: a plus, the country code, digits, no spaces"

EMPTY = "is empty: write a text, or remove the key (a text that starts with # needs quotes)"
ANYTHING = "needs a letter or a digit, or it would match nearly everything"
ONE_TEXT = "must be one text, not a list and not keys"
AGAIN = "keep one of the two"
FITS_ALL = "fits every text without these words; say beside NOT what has to be there"
TAKES_ALL = "excludes every name of the brand; exclude only what is not about it"
SHARED = "an address can belong to only one person"
TWO_FACED = "a person must have the same in every team"

SLIPS = [
    # the right text, the mistake, the error messages
    (
        "    terms:",
        "    trems:",
        ["2: brands.acme.terms: is missing", "4: brands.acme.trems: no such key; did you mean terms?"],
    ),
    ("    name: Acme", "    Name: Acme", ["3: brands.acme.Name: no such key; did you mean name?"]),
    (
        "    name: Acme",
        "    zzzzzz: 1",
        [f"3: brands.acme.zzzzzz: no such key; known: {', '.join(Brand.model_fields)}"],
    ),
    ("    name: Acme", "    name:", [f"3: brands.acme.name: {EMPTY}"]),
    ("    name: Acme", f"    name: {'A' * 41}", ["3: brands.acme.name: needs 1 to 40 characters, but has 41"]),
    ("    name: Acme", "    name: [A]", [f"3: brands.acme.name: {ONE_TEXT}"]),
    (
        "  acme:\n",
        "  Acme Inc:\n",
        [
            f"2: brands.Acme Inc: {NOT_A_KEY}",
            '10: sources.acme-facebook.brand: no such brand "acme"; did you mean Acme Inc?',
        ],
    ),
    ('[acme, "#acme"]', "acme", ["4: brands.acme.terms: must be a list, such as [acme, acme shop]"]),
    ('[acme, "#acme"]', "[]", ["4: brands.acme.terms: is empty: it needs at least 1 entry"]),
    ('[acme, "#acme"]', "[acme, a]", ["4: brands.acme.terms[1]: needs 2 to 64 characters, but has 1"]),
    ('[acme, "#acme"]', f"[acme, {'a' * 65}]", ["4: brands.acme.terms[1]: needs 2 to 64 characters, but has 65"]),
    ('[acme, "#acme"]', "[acme, '##']", [f"4: brands.acme.terms[1]: {ANYTHING}"]),
    (
        '[acme, "#acme"]',
        "[acme, ACME]",
        [f'4: brands.acme.terms[1]: "ACME" is already at brands.acme.terms[0]; {AGAIN}'],
    ),
    (
        "terms: [zeta]",
        "terms: [Acme]",
        [f'6: brands.zeta.terms[0]: "Acme" is already at brands.acme.terms[0]; {AGAIN}'],
    ),
    (
        "terms: [zeta]",
        "terms: [zeta], hashtags: [ACME]",
        [f'6: brands.zeta.hashtags[0]: "ACME" is already at brands.acme.terms[1]; {AGAIN}'],
    ),
    (
        "terms: [zeta]",
        "terms: [zeta], places: [acme]",
        [f'6: brands.zeta.places[0]: "acme" is already at brands.acme.terms[0]; {AGAIN}'],
    ),
    (
        "terms: [zeta]",
        "terms: [zeta], handles: ['@acme', acme]",
        [f'6: brands.zeta.handles[1]: "acme" is already at brands.zeta.handles[0]; {AGAIN}'],
    ),
    (
        "terms: [zeta]",
        "terms: [zeta], handles: ['@zeta shop']",
        ["6: brands.zeta.handles[0]: contains spaces; a handle or a hashtag is one word"],
    ),
    (
        "terms: [zeta]",
        "terms: [zeta], kind: rival",
        ['6: brands.zeta.kind: no such kind of brand "rival"; known: brand, category, competitor'],
    ),
    (
        "terms: [zeta]",
        "terms: [zeta], languages: [English]",
        ["6: brands.zeta.languages[0]: is not a language code such as en or de (ISO 639-1)"],
    ),
    (
        "terms: [zeta]",
        "terms: [zeta], platforms: [twitter]",
        ['6: brands.zeta.platforms[0]: no such platform "twitter"; write x'],
    ),
    (
        "terms: [zeta]",
        "terms: [zeta], queries: zeta",
        ["6: brands.zeta.queries: must be a list, such as ['acme NEAR/3 charger']"],
    ),
    (
        "terms: [zeta]",
        "terms: [zeta], queries: [zeta, 'zeta (charger']",
        [
            "6: brands.zeta.queries[1]: an opening bracket at character 6 is never closed; close it, or take it out",
        ],
    ),
    (
        "terms: [zeta]",
        "terms: [zeta], exclude: [NOT charger]",
        [f"6: brands.zeta.exclude[0]: {FITS_ALL}"],
    ),
    ("terms: [zeta]", "terms: [zeta, zeta shop], exclude: [zeta]", [f"6: brands.zeta.exclude: {TAKES_ALL}"]),
    ("terms: [zeta]", "terms: [zeta, omega], exclude: [zet*, OMEGA]", [f"6: brands.zeta.exclude: {TAKES_ALL}"]),
    (
        "terms: [zeta]",
        "terms: [zeta, zeta shop], places: [Zeta Shop Berlin], exclude: [coyote, zeta shop]",
        [
            "6: brands.zeta.terms[1]: never counts, because exclude[1] removes it; remove one of the two",
            "6: brands.zeta.places[0]: never counts, because exclude[1] removes it; remove one of the two",
        ],
    ),
    ("team: care", "team: caer", ['5: brands.acme.team: no such team "caer"; did you mean care?']),
    (
        "platform: facebook",
        "platform: facebok",
        ['9: sources.acme-facebook.platform: no such platform "facebok"; did you mean facebook?'],
    ),
    (
        "platform: facebook",
        "platform: twiter",
        ['9: sources.acme-facebook.platform: no such platform "twiter"; did you mean x?'],
    ),
    ("brand: acme", "brand: amce", ['10: sources.acme-facebook.brand: no such brand "amce"; did you mean acme?']),
    ('["123"]', '["12 3"]', ["11: sources.acme-facebook.accounts[0]: is not an account id: it contains spaces"]),
    (
        '["123"]',
        "[1, 1]",
        [f'11: sources.acme-facebook.accounts[1]: "1" is already at sources.acme-facebook.accounts[0]; {AGAIN}'],
    ),
    ("shop: {platform: standard}", "shop:", ["12: sources.shop: is empty"]),
    (
        "shop: {platform: standard}",
        "shop: standard",
        ["12: sources.shop: must have keys of its own, each followed by a colon"],
    ),
    ("Europe/Berlin", "Berlin", ['15: teams.care.timezone: no such time zone "Berlin"; did you mean Europe/Berlin?']),
    (
        "Europe/Berlin",
        "GMT+1",
        ['15: teams.care.timezone: "GMT+1" has no summer time; write a place in that time zone, such as Europe/Berlin'],
    ),
    ("Europe/Berlin", "../../etc/passwd", ['15: teams.care.timezone: no such time zone "../../etc/passwd"']),
    ("{mail: ben@example.com}", "{mail: ben}", [f"18: teams.care.people.ben.mail: {NOT_A_MAIL}"]),
    (
        "{mail: ben@example.com}",
        "{mail: 'ben@example.com, eve@example.com'}",
        [f"18: teams.care.people.ben.mail: {NOT_A_MAIL}"],
    ),
    ("{mail: ben@example.com}", f"{{mail: ben@{'a.' * 130}com}}", [f"18: teams.care.people.ben.mail: {NOT_A_MAIL}"]),
    ("{mail: ben@example.com}", "{sms: 015112345678}", [f"18: teams.care.people.ben.sms: {NOT_A_PHONE}"]),
    ("{mail: ben@example.com}", "{sms: +49 151 12345678}", [f"18: teams.care.people.ben.sms: {NOT_A_PHONE}"]),
    ("{mail: ben@example.com}", "{sms: +٤٩١٥١١٢٣٤٥٦٧}", [f"18: teams.care.people.ben.sms: {NOT_A_PHONE}"]),
    ("{mail: ben@example.com}", "{}", ["18: teams.care.people.ben: cannot be notified: give mail, sms or both"]),
    (
        "{mail: ben@example.com}",
        "{mail: Ana@example.com}",
        [f"18: teams.care.people.ben.mail: is already at teams.care.people.ana.mail; {SHARED}"],
    ),
    (
        '      ana: {mail: ana@example.com, sms: "+4915112345678"}\n      ben',
        "      ana: {mail: ann@example.com}\n      ben",
        [f"21: teams.night.people.ana: has other addresses at teams.care.people.ana; {TWO_FACED}"],
    ),
    ("      ben:", "      ana:", [f"18: teams.care.people.ana: is already in line 17; {AGAIN}"]),
    ("sources:\n", "surces:\n", ["1: sources: is missing", "7: surces: no such key; did you mean sources?"]),
]


@pytest.mark.parametrize(("right", "wrong", "lines"), SLIPS, ids=[wrong.strip()[:40] for _, wrong, _ in SLIPS])
def test_each_slip_is_told_by_its_line_in_plain_words(right, wrong, lines):
    assert right in GOOD
    assert faults(GOOD.replace(right, wrong, 1)) == [f"goodword.yaml:{line}" for line in lines]


def test_all_faults_are_told_at_once_in_the_order_of_their_lines():
    content = GOOD.replace("[acme,", "[a,").replace("facebook\n    b", "faceboook\n    b").replace("Europe", "Urope")
    assert [fault.split(": ")[:2] for fault in faults(content)] == [
        ["goodword.yaml:4", "brands.acme.terms[0]"],
        ["goodword.yaml:9", "sources.acme-facebook.platform"],
        ["goodword.yaml:15", "teams.care.timezone"],
    ]


@pytest.mark.parametrize("content", ["", "# nothing yet", "---", b""])
def test_an_empty_file_is_told_so(content):
    assert faults(content) == ["goodword.yaml:1: is empty"]


@pytest.mark.parametrize("section", ["brands", "sources", "teams"])
def test_every_section_needs_an_entry(section):
    content = "\n".join(f"{name}: {{}}" for name in ("brands", "sources", "teams"))
    assert f": {section}: is empty: it needs at least 1 entry" in " ".join(faults(content))


def test_no_fault_repeats_an_address():
    content = GOOD.replace("ana@example.com", "ana.secret@", 1).replace("+4915112345678", "0151-secret", 1)
    assert "secret" not in "\n".join(faults(content))


def wrong_brands(number):
    brands = (f"  a{n}: {{terms: [bb{n}], team: {'z' * 300}{n}}}" for n in range(number))
    return "\n".join(["brands:", *brands, "teams: {z: {}}"])


def test_faults_are_bounded_in_number_and_length():
    found = faults(wrong_brands(700))
    assert len(found) <= MAX_FAULTS
    assert max(map(len, found)) < 300


def test_faults_are_found_in_the_steps_that_the_length_says():
    assert_linear_steps(faults, wrong_brands, 80)


@pytest.mark.parametrize("platform", every_platform())
@pytest.mark.parametrize(
    ("right", "wrong", "where"),
    [
        ("platform: facebook", "platform: {}", "9: sources.acme-facebook.platform"),
        ("terms: [zeta]", "terms: [zeta], platforms: [{}]", "6: brands.zeta.platforms[0]"),
    ],
)
def test_a_platform_as_people_write_it_is_told_what_to_write(platform, right, wrong, where):
    written = DISPLAYED[platform].upper() if DISPLAYED[platform] == platform else DISPLAYED[platform]
    found = faults(GOOD.replace(right, wrong.format(json.dumps(written)), 1))
    assert f'goodword.yaml:{where}: no such platform "{written}"; write {platform}' in found


def test_the_platform_of_an_author_is_told_what_to_write():
    roles = "roles: {media: ['Twitter:@jo', 'Google My Business:12', 'WhatsApp:12', 'twiter:@kim']}"
    assert [fault.partition("]: ")[2] for fault in faults(f"{GOOD}{roles}")] == [
        'no such platform "Twitter"; write x',
        'no such platform "Google My Business"; write google_business',
        'no such platform "twiter"; did you mean x?',
    ]


@pytest.mark.parametrize(
    "zeta",
    [
        "terms: [zeta, zeta shop], exclude: [zeta shop museum]",
        "terms: [zeta], handles: [acme], hashtags: [zeta]",
        "terms: ['@zeta'], exclude: [zeta]",
        "terms: [zeta], queries: ['zet* NEAR/50 (a1 OR b1)'], exclude: [spam NOT charger]",
    ],
)
def test_what_only_looks_like_a_slip_is_in_order(zeta):
    assert load_yaml(GOOD.replace("terms: [zeta]", zeta))


# The JSON that the functions read


def test_json_is_sorted_stable_and_holds_nothing_absent():
    brands, rest = GOOD.split("sources:")
    sources, teams = rest.split("teams:")
    backwards = f"teams:{teams}sources:{sources}{brands}"
    assert load_yaml(backwards).to_json() == load_yaml(GOOD).to_json()
    data = json.loads(load_yaml(GOOD).to_json())
    assert data["sources"] == {
        "acme-facebook": {"accounts": ["123"], "brand": "acme", "platform": "facebook"},
        "shop": {"accounts": [], "platform": "standard"},
    }
    assert list(data["brands"]) == ["acme", "zeta"]


def test_json_of_a_later_version_can_be_read():
    data = json.loads(load_yaml(GOOD).to_json())
    data["quiet_hours"] = {"from": "22:30"}
    data["brands"]["acme"]["tone"] = "warm"
    for person in data["teams"]["care"]["people"].values():
        person["language"] = "de"
    data["teams"]["night"]["people"]["ana"]["language"] = "de"
    assert Configuration.from_json(json.dumps(data).encode()) == load_yaml(GOOD)


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "goodword.json is not valid"),
        (b"null", "goodword.json is not valid"),
        (load_yaml(GOOD).to_json().replace(b"+4915112345678", b"0151-secret"), "teams.care.people.ana.sms"),
        (load_yaml(GOOD).to_json().replace(b'"team":"care"', b'"team":"cure"'), "brands.acme.team"),
    ],
)
def test_json_that_cannot_be_used_is_a_configuration_error_without_addresses(data, named):
    with pytest.raises(ConfigurationError) as raised:
        Configuration.from_json(data)
    assert named in str(raised.value)
    assert "secret" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_the_rooms_never_import_yaml():
    script = "import sys, goodword.config; print('yaml' in sys.modules, 'goodword.platforms' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout.split() == [b"False"] * 2
    )


# Any text

MARKS = [*"[]{},:&*!|>'\"%@`#?-~\t\n ", "\n  ", "\n    ", "---", "<<", "\x00", "\ud800", '"\\U00110000"', "é"]
NAMES = ["brands", "acme", "terms", "team", "care", "sources", "teams", "platform", "people", "mail", "sms", "[key]"]
VALUES = ["ana@example.com", "+4915112345678", "NO", "22:30"]
WORDS = st.sampled_from(MARKS + NAMES + VALUES)
SLICES = st.tuples(st.integers(0, len(GOOD)), st.integers(0, 12), st.lists(WORDS, max_size=6).map("".join))
CUT = SLICES.map(lambda cut: GOOD[: cut[0]] + cut[2] + GOOD[cut[0] + cut[1] :])


@given(st.one_of(st.text(), st.binary(), st.lists(WORDS, max_size=60).map("".join), CUT))
@example(GOOD)
@example("a: " + "\ufeff" * 3)
@example("\ud7a4:")  # an unassigned character
@example("? ? ? ?")
@example("teams: {'[key]': {'[key]': x}}")
def test_any_text_gives_a_configuration_or_its_faults(content):
    configuration, value = attempt(content)
    if configuration:
        again = Configuration.from_json(configuration.to_json())
        assert again == configuration
        assert again.to_json() == configuration.to_json()
    else:
        assert all(line.startswith("goodword.yaml:") and line.isprintable() for line in value.split("\n"))


def attempt(content):
    """The configuration, or its faults; no text may give anything else."""
    try:
        return load_yaml(content), ""
    except ConfigurationError as error:
        return None, str(error)


VISIBLE = st.characters(
    categories=("L", "M", "N"), include_characters="&.'", exclude_characters="\u034f\u115f\u1160\u3164\uffa0"
)
TERMS = st.text(VISIBLE, min_size=2, max_size=64).filter(lambda term: any(map(str.isalnum, term)) and term != "zeta")


@given(st.lists(TERMS, min_size=1, max_size=5, unique_by=str.casefold))
def test_terms_in_any_script_come_back_from_yaml_and_json(terms):
    configuration = load_yaml(GOOD.replace('[acme, "#acme"]', json.dumps(terms, ensure_ascii=False)))
    assert list(Configuration.from_json(configuration.to_json()).brands["acme"].terms) == terms


# The sample and docs/configuration.md


def test_the_sample_is_in_order():
    configuration = load_yaml((ROOT / "goodword.yaml").read_bytes())
    assert {key: source.platform for key, source in configuration.sources.items()} == {
        "acme-facebook": "facebook",
        "acme-instagram": "instagram",
        "acme-shop": "standard",
        "acme-x": "x",
    }
    assert {name: person.channels for name, person in configuration.people_of("acme").items()} == {
        "ana": ("mail", "sms"),
        "ben": ("mail",),
    }


SECTIONS = [Configuration, Brand, Source, Team, Person, Shift, Escalation, Rule, When, Mute]


@pytest.mark.parametrize("schema", SECTIONS)
def test_the_page_explains_every_key(schema):
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    keys = [field.alias or name for name, field in schema.model_fields.items()]
    explained = ("| `{}` |", "## `{}`")
    assert [key for key in keys if not any(form.format(key) in page for form in explained)] == []


def test_the_examples_of_the_page_are_in_order():
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    sample = (ROOT / "goodword.yaml").read_text(encoding="utf-8").partition("\nteams:")[0]
    blocks = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    named = {block.partition(":")[0]: block for block in blocks}
    assert len(named) == len(blocks)
    asked, team, rules = named.pop("sources"), named.pop("teams"), named.pop("rules")
    configuration = load_yaml(f"{sample}\n{team}{rules}")
    assert [rule.name for rule in configuration.rules] == ["fires", "vips", "praise"]
    assert len(configuration.teams["care"].rota) == 3
    asking = load_yaml(f"{sample.partition('\n# SOURCES')[0]}\n{asked}{team}")
    assert {name: set(source.ask) for name, source in asking.sources.items()} == {
        "acme-videos": {"comments", "search"},
        "acme-everywhere": {"search"},
    }
    assert asking.cap
    sources = sample[sample.index("\nsources:") :]
    kinds = {key: brand.kind for key, brand in load_yaml(f"{named.pop('brands')}{sources}\n{team}").brands.items()}
    assert kinds == {"acme": "brand", "chargers": "category", "zeta": "competitor"}
    for more in named.values():
        assert load_yaml(f"{sample}\n{team}{more}") != load_yaml(f"{sample}\n{team}")


def test_what_the_sample_only_mentions_is_in_order_too():
    head, teams, rest = (ROOT / "goodword.yaml").read_text(encoding="utf-8").partition("\nteams:")
    head = re.sub(r"(?m)^  # ( *)(acme-news|platform|brand|ask)", r"  \1\2", head)
    rest = re.sub(r"(?m)^( *)# (holidays:|escalation:|rules:|mutes:|rota:|  )", r"\1\2", rest)
    configuration = load_yaml(head + teams + rest)
    assert [entry.name for entry in (*configuration.rules, *configuration.mutes)] == ["vips", "spring-campaign"]
    assert configuration.sources["acme-news"].ask
    team = configuration.teams["care"]
    assert [shift.who for shift in team.rota] == [("ana",), ("ben",)]
    assert (len(team.holidays), team.ladder) == (2, (("ben",), ("ana", "ben")))


def test_the_sample_notifies_everybody_at_every_hour_until_it_is_changed():
    configuration = load_yaml((ROOT / "goodword.yaml").read_bytes())
    assert (configuration.rules, configuration.mutes, configuration.teams["care"].rota) == ((), (), ())
    assert configuration.teams["care"].ladder == (("ana", "ben"),)


def sources(**accounts):
    """A configuration with these sources on X, and one on another platform with the same account."""
    found = {name: {"platform": "x", "accounts": own} for name, own in accounts.items()}
    tree = {"sources": found | {"page": {"platform": "facebook", "accounts": ["1"]}}}
    return Configuration.model_validate(
        tree
        | {"brands": {"acme": {"terms": ["acme"], "team": "care"}}}
        | {"teams": {"care": {"people": {"ana": {"mail": "ana@example.com"}}}}}
    )


def test_who_shares_an_account_is_believed_about_what_the_other_told_of():
    current = sources(asked=["1"], pushed=["1", "2"], second=["2"], other=["3"], bare=[])
    for source in ("asked", "pushed", "second"):
        assert current.allies_of(source) == {"asked", "pushed", "second"}, "directly or through another"
    for source in ("other", "bare", "page", "unknown"):
        assert current.allies_of(source) == {source}


def test_where_senders_choose_the_ids_nobody_is_believed_about_anothers():
    shops = {name: {"platform": "standard", "accounts": ["1"]} for name in ("shop", "other")}
    current = sources().model_copy(update={"sources": {k: Source.model_validate(v) for k, v in shops.items()}})
    assert current.allies_of("shop") == {"shop"}


def test_two_sources_may_name_the_same_account():
    content = GOOD.replace("shop: {platform: standard}", "shop: {platform: facebook, accounts: ['123']}")
    assert load_yaml(content).allies_of("shop") == {"acme-facebook", "shop"}
