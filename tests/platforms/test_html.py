"""The text of HTML that a stranger wrote."""

import pytest

from goodword.platforms.html_text import html_text
from goodword.platforms.json_fields import MAX_TEXT_CHARACTERS
from tests.growth import assert_linear, repeated


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("Tom &amp; Jerry &lt;3 &#39;quoted&#39; &#x1F600;", "Tom & Jerry <3 'quoted' 😀"),
        ("&amp;lt;b&amp;gt; stays as it was written", "&lt;b&gt; stays as it was written"),
        ('<a href="https://a.b/x"><span class="invisible">https://</span>a.b/x</a>', "https://a.b/x"),
        ('<img alt="a > b">seen<a title=it\'s>too</a>', "seentoo"),
        ("&#" + "9" * 10_000 + ";x", "\ufffdx"),
        ("  so \n much\t room ", "so much room"),
        ("before<script>alert('x')</script><style>p{}</style>after", "before after"),
        ("a <!-- hidden --> b <![CDATA[c]]> d", "a b d"),
        ("5 < 6 and a<b", "5 < 6 and a<b"),
        ("bell\x07 \ud800rings\x00", "bell rings"),
        ("&#0;&#xD800;&#x7;x", "\ufffd\ufffdx"),
        ("<p></p><br>", None),
        ("", None),
        (None, None),
    ],
)
def test_words(written, words):
    assert html_text(written) == words


HOSTILE = ["<!--", "<![", "<!a", "<?", "<a ", "<a b='", '<a b="', "</a ", "</", "<", "&#", "&a", "<p>"]
HOSTILE += ["<script>", "<b/", "&#9"]
HOSTILE += ["<<!-- -->!--", "<a\n", "<a b=", "<style></", "<a b ", "&#x", "<title>", "<br", "</script"]
HOSTILE += ["<script></script "]


@pytest.mark.parametrize("part", HOSTILE)
def test_hostile_markup_takes_no_longer_than_its_length_says(part):
    assert_linear(html_text, repeated(part), 12_500)
    assert_linear(html_text, lambda size: f"<p>{repeated(part)(size)}>", 12_500)


def test_it_has_an_end():
    assert len(html_text("a" * 1_000_000)) == MAX_TEXT_CHARACTERS
