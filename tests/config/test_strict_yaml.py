"""YAML values stay as written, with their lines, and anything misleading is a fault."""

import pytest

from goodword.config.faults import FaultyConfiguration
from goodword.config.strict_yaml import MAX_BYTES, MAX_DEPTH, read
from tests.growth import assert_linear_steps, repeated


def faults(content):
    """Each fault as `line: words`, whether or not reading continued after it."""
    try:
        found = read(content, "t.yaml").faults
    except FaultyConfiguration as error:
        found = error.faults
    return [f"{fault.line}: {fault.words}" for fault in found]


@pytest.mark.parametrize(
    "scalar", ["NO", "yes", "true", "null", "~", "22:30", "017", "0x1f", "1e3", "1_000", ".inf", "2024-01-01", "="]
)
def test_every_scalar_stays_the_text_that_was_written(scalar):
    assert read(f"{scalar}: [{scalar}]", "t.yaml").tree == {scalar: [scalar]}


def test_quotes_folds_and_unicode_are_read_as_yaml_says():
    tree = read("a: \"#acm\\u00e9\"\nb: 'it''s'\nc: two\n   lines\nd: |\n  block\ne: \U0001f44b\n", "t.yaml").tree
    assert tree == {"a": "#acmé", "b": "it's", "c": "two lines", "d": "block", "e": "\U0001f44b"}


def test_the_line_of_every_path_is_remembered():
    document = read("# first\na:\n  b:\n    - x\n    - {c: y}\nd: z\n", "t.yaml")
    assert document.lines == {
        (): 2,
        ("a",): 2,
        ("a", "b"): 3,
        ("a", "b", 0): 4,
        ("a", "b", 1): 5,
        ("a", "b", 1, "c"): 5,
        ("d",): 6,
    }
    assert document.line(("a", "b", 1, "missing", "deeper")) == 5


def test_a_byte_order_mark_and_windows_line_ends_are_fine():
    document = read(b"\xef\xbb\xbfa: x\r\nb: y\r\n", "t.yaml")
    assert (document.tree, document.faults, document.line(("b",))) == ({"a": "x", "b": "y"}, [], 2)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("a: 1\nb: 2\na: 3", ["3: is already in line 1; keep one of the two"]),
        ("a: {b: 1}\na: {b: 2, c: [d, {e: f}]}\ng: h", ["2: is already in line 1; keep one of the two"]),
        ("a: &x 1", ["1: anchors (&) are not supported; a text that starts with & needs quotes"]),
        ("a: 1\nb: *x", ["2: aliases (*) are not supported; a text that starts with * needs quotes"]),
        ("a: !!int 1", ["1: tags (!) are not supported; a text that starts with ! needs quotes"]),
        ("a: !!python/name:os.x []", ["1: tags (!) are not supported; a text that starts with ! needs quotes"]),
        ("!x {}", ["1: tags (!) are not supported; a text that starts with ! needs quotes"]),
        ("a:\n  <<: {b: c}", ["2: merge keys (<<) are not supported; write the keys out"]),
        ("a: 1\n---\nb: 2", ["2: a second document starts here (---); keep only one"]),
        ("terms:\n  - @acme", ["2: a text that starts with @ needs quotes"]),
        ("a: %b", ["1: a text that starts with % needs quotes"]),
        ("a:\n\tb: c", ["2: a tab; indent only with spaces"]),
        ("? [a]\n: b", ["1: a key must be a plain word"]),
        ("a:\n  - |\n    two\n    lines", ["2: must be on one line"]),
        ("a: 1\nb: \x00", ["2: contains an invisible character (U+0000); type the text again"]),
        (
            "a: 1\nb: c\u202ed",
            ["2: contains an invisible character (U+202E, right-to-left override); type the text again"],
        ),
        ("a: c\u200bd", ["1: contains an invisible character (U+200B, zero width space); type the text again"]),
        ("a: \ud800", ["1: contains an invisible character (U+D800); type the text again"]),
        ('a: "\\0"', ["1: contains an invisible character (U+0000); type the text again"]),
        ('a: "\\ud800"', ["1: contains an invisible character (U+D800); type the text again"]),
        ('a: "\\UFFFFFFFF"', ["1: an escape names a character that does not exist"]),
        (b"a: 1\nb: \xff", ["2: is not UTF-8 text; save the file as UTF-8"]),
        ("- a\n" * 60_000, ["39998: has more than 40,000 keys and values; remove some"]),
        ("a: x" * MAX_BYTES, ["1: is larger than 256 KB; remove something"]),
        (
            "a: &x 1\nb: @",
            [
                "1: anchors (&) are not supported; a text that starts with & needs quotes",
                "2: a text that starts with @ needs quotes",
            ],
        ),
    ],
)
def test_what_could_mislead_is_told_with_its_line(content, fault):
    assert faults(content) == fault


@pytest.mark.parametrize(
    ("content", "begin"),
    [
        ("a: b: c", "1: this line is not valid YAML"),
        ("a: [b, #c]\nd: e", "2: this line, or what begins in line 1, is not valid YAML"),
        ('a: "open\nb: c', "2: this line, or what begins in line 1, is not valid YAML"),
    ],
)
def test_what_is_not_yaml_is_told_where_it_begins(content, begin):
    (fault,) = faults(content)
    assert fault.startswith(begin)


NBSP, WIDE, NARROW, EM = "\u00a0", "\u3000", "\u202f", "\u2003"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f"a:\n  b: x\n{NBSP * 2}c: y\n", ["3: is indented with a special space (U+00A0, no-break space)"]),
        (f"a:\n  b: x\n {NBSP}c: y\n", ["3: is indented with a special space (U+00A0, no-break space)"]),
        (f"a:\n{WIDE}b: x\n", ["2: is indented with a special space (U+3000, ideographic space)"]),
        (
            f"a:\n{EM}- x\n{EM}- y\n",
            [f"{n}: is indented with a special space (U+2003, em space)" for n in (2, 3)],
        ),
        (f"a:{NBSP}x\n", ["1: has a special space (U+00A0, no-break space)"]),
        (f"a:\n  -{NBSP}x\n", ["2: has a special space (U+00A0, no-break space)"]),
        (f"a: [x,{NARROW}y]\n", ["1: has a special space (U+202F, narrow no-break space)"]),
        (f"a: [{NBSP}x ]\n", ["1: has a special space (U+00A0, no-break space)"]),
        (f"a: x{NBSP}\n", ["1: has a special space (U+00A0, no-break space)"]),
        (f"a: x{NBSP}# said\n", ["1: has a special space (U+00A0, no-break space)"]),
        (f'a: "x"{NBSP}\r\nb: y\r\n', ["1: has a special space (U+00A0, no-break space)"]),
        (f"a: x\n{NBSP}\nb: y\n", ["2: is indented with a special space (U+00A0, no-break space)"]),
        (f"{NBSP}# said\na: x\n", ["1: is indented with a special space (U+00A0, no-break space)"]),
        (f"a b: x\na{NBSP}b: y\n", ["2: has a key with a special space in it (U+00A0, no-break space)"]),
    ],
)
def test_a_blank_that_only_looks_like_one_is_named_with_its_own_line(content, expected):
    assert faults(content) == [f"{fault}; delete it and type a plain space" for fault in expected]


def test_the_rest_is_read_as_if_the_blank_were_plain():
    document = read(f"a:\n  b: x\n{NBSP * 2}c: [y,{NBSP}z]\n", "t.yaml")
    assert document.tree == {"a": {"b": "x", "c": ["y", "z"]}}
    assert faults(f"a:\n{NBSP}b: x\n  c: [") == [
        "2: is indented with a special space (U+00A0, no-break space); delete it and type a plain space",
        "3: " + faults("a:\n b: x\n  c: [")[0].partition(": ")[2],
    ]


@pytest.mark.parametrize(
    "content",
    [
        f"a: Acme{NBSP}Shop\n",
        f"a: Acme {NBSP} {NBSP}Shop\n",
        f"a: [アクメ{WIDE}充電器, x]\n",
        f'a: "{NBSP}x{NBSP}"\n',
        f"a: 'it''s,{NBSP}x'\n",
        f"# said{NBSP}\na: x # and{NBSP}said {NBSP}\n",
        f"a: Attention{NARROW}!\n",
        f"a: 10{NARROW}000 of them\n",
    ],
)
def test_within_a_text_a_blank_of_another_kind_parts_words(content):
    assert faults(content) == []


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u200b", "U+200B, zero width space"),
        ("\ufeff", "U+FEFF, zero width no-break space"),
        ("\u200e", "U+200E, left-to-right mark"),
        ("\u2060", "U+2060, word joiner"),
        ("\u00ad", "U+00AD, soft hyphen"),
        ("\u2028", "U+2028, line separator"),
        ("\u3164", "U+3164, hangul filler"),
        ("\x85", "U+0085"),
    ],
)
@pytest.mark.parametrize("content", ["a:\n{}  b: x\n", "a: x\nb: [y{}]\n", "a: x\n'b{}': y\n", "a: x\nb: {}\n"])
def test_what_nobody_sees_is_named_with_its_line_wherever_it_stands(character, name, content):
    assert faults(content.format(character)) == [f"2: contains an invisible character ({name}); type the text again"]


def test_a_tab_in_a_text_is_named():
    assert faults('a: "x\\ty"') == ["1: contains an invisible character (U+0009, tab); type the text again"]


def test_a_replaced_character_keeps_messages_harmless():
    assert read('a: "x\\e[31my"', "t.yaml").tree == {"a": "x\N{REPLACEMENT CHARACTER}[31my"}


def test_nesting_is_bounded():
    assert faults("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert faults("[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2)) == [f"1: is nested more than {MAX_DEPTH} levels deep"]


def repr_start(content):
    return repr(content[:4])


BLANKS = ("\u00a0", " \u00a0", "x\u00a0", "\u00a0\n", "' \u00a0", '" \u00a0')
PIECES = (*BLANKS, "[", "- ", "{a: ", "? ", "*a ", "&a ", "\t", "a\n", "'\n")


def bomb(lines):
    return "a0: &a0 [lol]\n" + "\n".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, lines))


BOMB = bomb(40)


@pytest.mark.parametrize("content", [BOMB, *((piece * MAX_BYTES)[: MAX_BYTES - 2] for piece in PIECES)], ids=repr_start)
def test_a_hostile_file_is_answered(content):
    assert bool(faults(content)) is not content.startswith("a\n")  # lines of text are valid YAML


@pytest.mark.parametrize("piece", PIECES, ids=repr_start)
def test_a_hostile_file_takes_the_steps_that_its_length_says(piece):
    assert_linear_steps(faults, repeated(piece), 4_000)


def test_aliases_of_aliases_take_the_steps_that_their_length_says():
    assert_linear_steps(faults, bomb, 4)
