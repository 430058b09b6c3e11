"""Which brand a text is about."""

import random
import string
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.mention import BrandMatch
from goodword.reading.matching import Brands, BrandSpec
from tests.growth import assert_at_most, assert_linear, repeated
from tests.reading.hostile import HOSTILE


def found(text: str, *terms: str) -> list[str]:
    return [match.because for match in Brands.of_terms({"b": terms}, {}).match(text)]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("acme", "Acme"),
        ("acme", "I love ACME."),
        ("acme", "#Acme"),
        ("acme", "@acme hello"),
        ("acme", "Acme's new kettle"),
        ("acme", "Acme’s new kettle"),
        ("acme", "(acme)"),
        ("acme", "acme-like"),
        ("acme", "https://acme.com/x"),
        ("acme", "Ａｃｍｅ"),
        ("acme", "𝐀𝐜𝐦𝐞"),
        ("acme", "ac\u200bme"),
        ("Äcmé", "acme"),
        ("acme", "ÁCMÉ"),
        ("acme", "acme❤"),
        ("Straße 9", "STRASSE 9"),
        ("acme spirit", "the Acme  \n Spirit"),
        ("#acme", "so good #ACME!"),
        ("@acme", "cc @Acme"),
        ("AT&T", "my at&t bill"),
        ("C++", "I write c++ daily"),
        ("Yahoo!", "yahoo! mail"),
        ("アクメ", "このアクメ製品"),
        ("삼성", "삼성은 좋다"),
        ("राम", "यह राम।"),
        ("شركة", "هذه شَرِكة"),
    ],
)
def test_it_is_named(term, text):
    assert found(text, term) == [term]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("acme", "acmespirit"),
        ("acme", "superacme"),
        ("acme", "@acme_support"),
        ("acme", "acme2"),
        ("acme", "éacme"),
        ("acme", ""),
        ("#acme", "acme"),
        ("#acme", "#acmefans"),
        ("@acme", "help@acme.com"),
        ("acme spirit", "acme's spirit"),
        ("C++", "c is fine"),
        ("AT&T", "my at&amp;t bill"),  # adapters decode the texts of platforms that escape them
        ("a.c", "abc"),
        ("राम", "रामायण"),
        ("가", "각"),
    ],
)
def test_it_is_not_named(term, text):
    assert found(text, term) == []


def test_the_reason_is_the_longest_term_in_the_spelling_of_the_configuration():
    assert found("buy acme spirit", "acme", "Acme Spirit") == ["Acme Spirit"]
    assert found("#acme", "acme", "#Acme") == ["#Acme"]


def test_the_brand_of_the_source_comes_first_and_every_brand_once():
    brands = Brands.of_terms({"acme": ["acme"], "zeta": ["zeta"]}, {"zeta-facebook": "zeta"})
    assert brands.match("acme and zeta", "zeta-facebook") == (
        BrandMatch("zeta", "source zeta-facebook"),
        BrandMatch("acme", "acme"),
    )
    assert brands.match("acme acme", "elsewhere") == (BrandMatch("acme", "acme"),)


def test_one_text_can_name_two_brands_with_the_same_words():
    brands = Brands.of_terms({"acme": ["acme"], "spirit": ["acme spirit"]}, {})
    assert [match.brand for match in brands.match("acme spirit")] == ["acme", "spirit"]


def test_terms_of_nothing_match_nothing():
    assert Brands.of_terms({"b": ["", " ", "\u200b"]}, {}).match("anything") == ()


@given(st.text(), st.text())
def test_a_term_between_spaces_is_always_found(before, after):
    assert found(f"{before} . acme . {after}", "acme") == ["acme"]


def because(text, *, language=None, platform=None, source=None, **spec):
    """Why a text is about the brand, or None."""
    matches = Brands([BrandSpec(key="acme", **spec)], {"acme-x": "acme"}).match(text, source, language, platform)
    return matches[0].because if matches else None


# ---- parts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "text", "reason"),
    [
        ({"terms": ("Acme",)}, "I like acme", "Acme"),
        ({"handles": ("acme",)}, "thanks @Acme!", "@acme"),
        ({"handles": ("@acme",)}, "thanks @Acme!", "@acme"),
        ({"handles": ("acme",)}, "thanks acme", None),
        ({"handles": ("acme",)}, "thanks #acme", None),
        ({"hashtags": ("Acme",)}, "so good #acme", "#Acme"),
        ({"hashtags": ("#acme",)}, "so good #acme", "#acme"),
        ({"hashtags": ("acme",)}, "so good acme", None),
        ({"products": ("Powerbank 3",)}, "my powerbank 3 is dead", "product Powerbank 3"),
        ({"campaigns": ("Charge Berlin",)}, "charge  berlin?", "campaign Charge Berlin"),
        ({"places": ("Alexanderplatz",)}, "rude at ALEXANDERPLATZ", "place Alexanderplatz"),
        ({"misspellings": ("akme",)}, "Akme again", "misspelling akme"),
        ({"queries": ("acme  NEAR/3 charger",)}, "the charger by acme", "query: acme NEAR/3 charger"),
        ({"queries": ("zeta", "charger", "acme")}, "acme charger", "query: charger"),
        ({"terms": ("acme",), "queries": ("my",)}, "my acme", "acme"),
        ({"terms": ("acme",), "products": ("acme one",)}, "the acme one", "product acme one"),
    ],
)
def test_a_mention_says_which_part_it_was(part, text, reason):
    assert because(text, **part) == reason


def test_a_long_query_is_cut_short_in_the_reason():
    query = " OR ".join(f"acme{number}" for number in range(20))
    assert because("acme7", queries=(query,)) == f"query: {query[:57]}..."


@pytest.mark.parametrize(
    ("hashtag", "named"),
    [
        ("#LoveAcme", True),
        ("#loveAcme", True),
        ("#ILoveAcme", True),
        ("#AcmeTV", True),
        ("#Acme2024", True),
        ("#love_acme", True),
        ("#ACMEfans", False),
        ("#loveacme", False),
        ("#Acmefans", False),
        ("#iAcme", False),
        ("#PacMe", False),
        ("LoveAcme", False),
        ("@LoveAcme", False),
    ],
)
def test_a_hashtag_names_by_its_words(hashtag, named):
    assert found(f"oh {hashtag} oh", "acme") == (["acme"] if named else [])


def test_a_name_of_two_words_is_found_in_a_hashtag():
    assert found("#LoveAcmeSpirit", "Acme Spirit") == ["Acme Spirit"]


def test_a_name_in_other_letters_may_touch_a_run():
    assert found("Acmeの充電器", "acme") == ["acme"]
    assert found("아크메Acme은", "acme") == ["acme"]


# ---- what cancels a match --------------------------------------------------------------------------------------------

ROAD_RUNNER = {"terms": ("acme", "@acme_tv"), "handles": ("acme",), "exclude": ("coyote", "acme NEAR/2 anvil")}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("acme charger", "acme"),
        ("acme and the coyote", None),
        ("Acme's new anvil", "acme"),
        ("Acme anvil", None),
        ("acme anvil, @acme?", "@acme"),
        ("coyote @ACME_tv", "@acme_tv"),
        ("#AcmeCoyote", None),
    ],
)
def test_an_exclusion_takes_the_match_away_but_not_a_handle(text, reason):
    assert because(text, **ROAD_RUNNER) == reason


def test_an_exclusion_never_takes_the_source_away():
    assert because("coyote", source="acme-x", **ROAD_RUNNER) == "source acme-x"


@pytest.mark.parametrize(
    ("language", "platform", "matches"),
    [("en", "x", True), (None, None, True), ("de", "x", False), ("en", "reddit", False), (None, "reddit", False)],
)
def test_limits_keep_out_what_is_known_to_be_elsewhere(language, platform, matches):
    limits = {"terms": ("acme",), "languages": ("en",), "platforms": ("x",)}
    assert because("acme", language=language, platform=platform, **limits) == ("acme" if matches else None)
    assert because("", language=language, platform=platform, source="acme-x", **limits) == "source acme-x"


def test_our_own_brands_come_first_then_categories_then_competitors():
    brands = Brands(
        [
            BrandSpec(key="rival", kind="competitor", terms=("rival",)),
            BrandSpec(key="chargers", kind="category", terms=("charger",)),
            BrandSpec(key="zeta", terms=("zeta",)),
            BrandSpec(key="acme", terms=("acme",)),
        ],
        {"rival-x": "rival", "acme-x": "acme", "old": "gone"},
    )
    text = "rival, charger, acme, zeta"
    assert [match.brand for match in brands.match(text)] == ["zeta", "acme", "chargers", "rival"]
    assert [match.brand for match in brands.match(text, "acme-x")] == ["acme", "zeta", "chargers", "rival"]
    assert brands.match("a charger", "rival-x") == (
        BrandMatch("chargers", "charger"),
        BrandMatch("rival", "source rival-x"),
    )
    assert brands.match("", "old") == (BrandMatch("gone", "source old"),)
    assert brands.keys == ("rival", "chargers", "zeta", "acme", "gone")


WORDS = st.lists(st.sampled_from(["acme", "Zeta", "@acme", "#LoveZeta", "charger", "anvil", "の"]), max_size=8)
SPECS = st.builds(
    BrandSpec,
    key=st.just("other"),
    terms=st.lists(st.sampled_from(["acme", "acme charger", "charg", "anvil"]), max_size=3).map(tuple),
    queries=st.lists(st.sampled_from(["acme NEAR/2 zeta", "anv* NOT acme", "の"]), max_size=2).map(tuple),
    exclude=st.lists(st.sampled_from(["charger", "zeta"]), max_size=1).map(tuple),
    kind=st.sampled_from(["brand", "category", "competitor"]),
)


@given(WORDS.map(" ".join), SPECS)
def test_another_brand_never_changes_a_match(text, other):
    acme = BrandSpec(key="acme", queries=("zeta NEAR/3 charger",), **ROAD_RUNNER | {"exclude": ("anvil",)})
    alone = Brands([acme], {}).match(text)
    for specs in ([acme, other], [other, acme]):
        assert tuple(match for match in Brands(specs, {}).match(text) if match.brand == "acme") == alone


# ---- positions of names ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("I hate Zeta, love  ACME\n spirit!", ["Zeta", "ACME\n spirit"]),
        ("\u200bÁc\u200bmé’s", ["Ác\u200bmé"]),
        ("このアクメ製品", ["アクメ"]),
        ("ﬁne straße: Ａｃｍｅ 😡", ["Ａｃｍｅ"]),
        ("oh #LoveAcme", ["#LoveAcme"]),
        ("#Acme", ["Acme"]),
        ("acme, acme", ["acme", "acme"]),
        ("charger", []),
        ("", []),
    ],
)
def test_where_names_stand_in_the_text_as_it_is(text, names):
    brands = Brands(
        [
            BrandSpec(key="acme", terms=("acme", "acme spirit", "アクメ"), queries=("charger",)),
            BrandSpec(key="z", terms=("zeta",)),
        ],
        {},
    )
    assert [text[start:end] for start, end, _ in brands.spans(text)] == names


def test_names_of_two_brands_may_overlap():
    brands = Brands.of_terms({"acme": ["acme"], "spirit": ["acme spirit"]}, {})
    assert brands.spans("an acme spirit") == ((3, 14, "spirit"), (3, 7, "acme"))


@given(HOSTILE, HOSTILE)
def test_where_a_name_is_found_it_stands(before, after):
    brands = Brands.of_terms({"acme": ["acme"], "zeta": ["bad", "phone", "😡"]}, {})
    text = normalize("NFC", f"{before[:500]} acme {after[:500]}").replace("&", "+")
    spans = brands.spans(text)
    assert all(0 <= start < end <= len(text) for start, end, _ in spans)
    assert {key for *_, key in spans} == {match.brand for match in brands.match(text)}


# ---- speed -----------------------------------------------------------------------------------------------------------

CHANCE = random.Random(5)


def words(number, chance=CHANCE):
    return ["".join(chance.choices(string.ascii_lowercase, k=chance.randint(4, 10))) for _ in range(number)]


def brands_of(names):
    return Brands([BrandSpec(key=f"b{at}", terms=tuple(names[at : at + 200])) for at in range(0, len(names), 200)], {})


def test_5000_terms_over_2500_texts_take_at_most_one_and_a_half_times_as_long_as_50():
    names, vocabulary = words(5000), words(3000)
    texts = [" ".join(CHANCE.choices(vocabulary, k=15)) for _ in range(2400)]
    texts += [f"{text} {name}" for text, name in zip(texts, names[:100], strict=False)]
    few, many = brands_of(names[:50]), brands_of(names)
    assert sum(bool(many.match(text)) for text in texts) >= 100
    assert_at_most(1.5, lambda brands: [brands.match(text) for text in texts], few, many)


def test_terms_are_compiled_in_the_time_that_their_number_says():
    assert_linear(brands_of, words, 1_250)


@pytest.mark.parametrize(
    "part",
    ["acme ", "aア", "#LoveAcme ", "@", "a\u0300\u0301", "#Ab", "\ufdfa"],
    ids=["names", "scripts", "hashtags", "signs", "zalgo", "camels", "ligatures"],
)
def test_no_text_takes_longer_than_its_length_says(part):
    spec = BrandSpec(
        key="acme", terms=("acme", "アア"), queries=("acm* NEAR/3 charger",), exclude=("acme NEAR/5 anvil",)
    )
    brands = Brands([spec], {})
    for size in (3_000, 12_500):  # 25,000 characters are read
        assert_linear(brands.match, repeated(part), size)
        assert_linear(brands.spans, repeated(part), size)


@given(HOSTILE)
def test_any_text_is_matched(text):
    brands = Brands(
        [BrandSpec(key="acme", queries=("bad NEAR/3 phone NOT good",), exclude=("but",), terms=("my",))], {}
    )
    assert {match.brand for match in brands.match(text)} <= {"acme"}
