"""The query language: how you write it, what it means, and the messages for mistakes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.reading.matching import Brands, BrandSpec
from goodword.reading.query import And, Near, Not, Or, Term, holds
from goodword.reading.query_parser import QueryFault, parse
from goodword.reading.witness import MOST, witnesses
from tests.growth import assert_linear
from tests.reading.hostile import HOSTILE

ACME, ZETA, CHARGER = Term("acme"), Term("zeta"), Term("charger")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("acme", ACME),
        ("(acme)", ACME),
        ('"acme"', ACME),
        ("acme zeta", And((ACME, ZETA))),
        ("acme AND zeta charger", And((ACME, ZETA, CHARGER))),
        ("acme OR zeta charger", Or((ACME, And((ZETA, CHARGER))))),
        ("(acme OR zeta)charger", And((Or((ACME, ZETA)), CHARGER))),
        ("acme NOT zeta OR charger", Or((And((ACME, Not(ZETA))), CHARGER))),
        ("acme NOT (zeta charger)", And((ACME, Not(And((ZETA, CHARGER)))))),
        ("acme NEAR/3 zeta charger", And((Near(ACME, ZETA, 3), CHARGER))),
        ("charger NOT acme NEAR/50 zeta", And((CHARGER, Not(Near(ACME, ZETA, 50))))),
        ("acme NEAR/1 (zeta OR charger)", Near(ACME, Or((ZETA, CHARGER)), 1)),
        ('"power bank"', Term("power bank")),
        ("“power bank”", Term("power bank")),
        ('"AND"', Term("AND")),
        ('"near/3"', Term("near/3")),
        ('"c*"', Term("c*")),
        ("charg*", Term("charg", prefix=True)),
        ("#acme @zeta", And((Term("#acme"), Term("@zeta")))),
        ("NEARBY", Term("NEARBY")),
    ],
)
def test_it_is_read(written, meant):
    assert parse(written) == meant


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("acme (zeta", "an opening bracket at character 6 is never closed; close it, or take it out"),
        ("acme) zeta", "a closing bracket at character 5 was never opened; open it, or take it out"),
        ('acme "zeta', "a quotation mark at character 6 is never closed; close it, or take it out"),
        ("", "a word is missing at the end"),
        ("acme OR", "a word is missing at the end"),
        ("AND acme", "a word is missing before AND at character 1"),
        ("acme OR OR zeta", "a word is missing before OR at character 9"),
        ("acme ()", "a word is missing before a closing bracket at character 7"),
        ("NEAR/3 acme", "a word is missing before NEAR/3 at character 1"),
        ("acme NEAR/3 NOT zeta", "a word is missing before NOT at character 13"),
        ("acme NEAR zeta", "NEAR at character 6 needs a number, such as NEAR/5: at most five words away"),
        ("acme NEAR/ zeta", "NEAR/ at character 6 needs a number, such as NEAR/5: at most five words away"),
        ("acme NEAR/51 zeta", "NEAR/51 at character 6 needs a whole number of words from 1 to 50"),
        ("acme NEAR/0 zeta", "NEAR/0 at character 6 needs a whole number of words from 1 to 50"),
        ("acme NEAR/٣ zeta", "NEAR/٣ at character 6 needs a whole number of words from 1 to 50"),
        (
            f"acme NEAR/{'9' * 5000} zeta",
            f"NEAR/{'9' * 15}... at character 6 needs a whole number of words from 1 to 50",
        ),
        (
            "acme NEAR/3 (zeta charger)",
            "NEAR/3 at character 6 has to stand between words, phrases or (one OR another)",
        ),
        (
            "acme NEAR/3 zeta NEAR/3 charger",
            "NEAR/3 at character 18 is the second in a row; write (a NEAR/3 b) AND (b NEAR/3 c)",
        ),
        ("acme or zeta", "or at character 6 is small: write OR, or put it in quotes where the word is meant"),
        (
            "acme near/3 zeta",
            "near/3 at character 6 is small: write NEAR/3, or put it in quotes where the word is meant",
        ),
        ("acme ch*", "ch* at character 6 fits too much: a star needs at least 3 letters before it"),
        ("*", "* at character 1 fits too much: a star needs at least 3 letters before it"),
        ("cha*ger", "cha*ger at character 1 has its star elsewhere than at the end of a word, as in charg*"),
        ("acme !!", "!! at character 6 needs a letter or a digit in it"),
        ("NOT acme", "fits every text without these words; say beside NOT what has to be there"),
        ("acme OR NOT zeta", "fits every text without these words; say beside NOT what has to be there"),
        ("acme " * 201, "has more than 200 words; make several queries of it"),
        ("(" * 21 + "acme" + ")" * 21, "is nested more than 20 deep; make several queries of it"),
        ("acme " + "NOT " * 21 + "zeta", "is nested more than 20 deep; make several queries of it"),
    ],
)
def test_each_slip_is_told_by_its_character_with_what_to_do(written, text):
    with pytest.raises(QueryFault) as raised:
        parse(written)
    assert str(raised.value) == text


def test_the_bounds_themselves_are_allowed():
    assert len(parse("acme " * 200).parts) == 200
    assert parse("(" * 20 + "acme" + ")" * 20) == ACME


@given(
    HOSTILE | st.lists(st.sampled_from(['"', "(", ")", "NOT ", "OR ", "NEAR/3 ", "NEAR", "ab* ", "a "])).map("".join)
)
def test_any_text_is_a_query_or_its_fault(text):
    query = attempt(text)
    assert query is None or parse(str(query)) == query


def attempt(text):
    """The query, or None if the text is none. No text may raise anything else."""
    try:
        return parse(text)
    except QueryFault:
        return None


# ---- what it means ---------------------------------------------------------------------------------------------------

VOCABULARY = ("acme", "zeta", "charger", "charging", "bank")
SIMPLE = st.builds(Term, st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=2).map(" ".join)) | st.builds(
    Term, st.sampled_from(("acm", "charg", "bank")), st.just(value=True)
)


def queries(terms):
    """Trees as the parser builds them: at least two parts in a list, places beside NEAR."""
    place = terms | st.builds(Or, st.lists(terms, min_size=2, max_size=3).map(tuple))
    near = st.builds(Near, place, place, st.integers(1, 6))
    return st.recursive(
        terms | near,
        lambda part: (
            st.builds(Not, part)
            | st.builds(And, st.lists(part, min_size=2, max_size=3).map(tuple))
            | st.builds(Or, st.lists(part, min_size=2, max_size=3).map(tuple))
        ),
        max_leaves=8,
    ).filter(lambda query: not holds(query, lambda _: ()))


def slow(query, words):
    """The same, word by word and without regard for speed."""
    match query:
        case Term():
            return bool(stands(query, words))
        case Near(left, right, distance):
            return any(
                1 <= later[0] - earlier[1] <= distance
                for stand in stands(left, words)
                for other in stands(right, words)
                for earlier, later in ((stand, other), (other, stand))
            )
        case Not(part):
            return not slow(part, words)
        case And(parts):
            return all(slow(part, words) for part in parts)
        case Or(parts):
            return any(slow(part, words) for part in parts)


def stands(place, words):
    if isinstance(place, Or):
        return [span for part in place.parts for span in stands(part, words)]
    expected = place.words.split()
    spans = [(start, start + len(expected) - 1) for start in range(len(words) - len(expected) + 1)]
    fits = str.startswith if place.prefix else str.__eq__
    return [(start, end) for start, end in spans if all(map(fits, words[start : end + 1], expected))]


@given(queries(SIMPLE), st.lists(st.sampled_from(VOCABULARY), max_size=12), st.sampled_from([" ", "  \n", " \u200b"]))
def test_a_text_fits_as_it_does_word_by_word(query, words, blank):
    brands = Brands([BrandSpec(key="acme", queries=(str(query),))], {})
    assert bool(brands.match(blank.join(words).title())) == slow(query, words)


QUOTES = '"“”„‟«»「」『』❝❞〝〞'
ODD = (
    st.text(st.characters(exclude_characters=QUOTES)).map(str.strip).filter(lambda words: any(map(str.isalnum, words)))
)


@given(queries(SIMPLE), st.lists(st.sampled_from(VOCABULARY), max_size=12))
def test_a_query_that_holds_of_any_text_has_a_witness(query, words):
    brands, texts = Brands([BrandSpec(key="acme", queries=(str(query),))], {}), witnesses(query)
    if slow(query, words):
        assert len(texts) == MOST or any(map(brands.match, texts))


@given(queries(SIMPLE | st.builds(Term, ODD)))
def test_what_is_written_of_a_query_reads_as_the_query(query):
    assert parse(str(query)) == query


@pytest.mark.parametrize(
    ("query", "text", "fits"),
    [
        ("acme NEAR/2 charger", "the charger of Acme", True),
        ("acme NEAR/1 charger", "the charger of Acme", False),
        ("acme NEAR/1 charger", "Acme: charger!", True),
        ("acme NEAR/5 acme", "acme", False),
        ("acme NEAR/5 acme", "acme acme", True),
        ("charg* NEAR/3 charger", "a charger", False),
        ('"power bank" NEAR/1 acme', "acme power bank", True),
        ('"power bank" NEAR/1 acme', "acme-power, bank", False),
        ("アクメ NEAR/3 充電器", "アクメの充電器", True),
        ("acme NEAR/2 充電器", "Acmeの充電器", True),
        ("charg*", "my charger's dead", True),
        ("charg*", "recharge", False),
        ("charg*", "charg", True),
        ("#char*", "#Charging", True),
        ("#char*", "charging", False),
        ("acme AND love", "#LoveAcme", True),
        ("STRASSE", "an der straße", True),
    ],
)
def test_what_fits(query, text, fits):
    assert bool(Brands([BrandSpec(key="acme", queries=(query,))], {}).match(text)) == fits


def test_many_places_near_none_take_no_time_of_their_product():
    brands = Brands([BrandSpec(key="acme", queries=("acme NEAR/3 charger",))], {})

    def far_apart(places):
        return f"{'acme ' * places}{'. x ' * 100}{'charger ' * places}"

    assert brands.match(far_apart(2000)) == ()
    assert_linear(brands.match, far_apart, 250)
