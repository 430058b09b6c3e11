"""No text by an author becomes a link in a mail, and all of it stays readable."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.messages.mail import HEADINGS, body, subject
from goodword.messages.quote import broken, quoted
from goodword.messages.sms import sms
from tests.growth import assert_linear, repeated
from tests.messages.scenarios import LINK, alert

PERMALINK = "https://x.com/jo_k/status/1990000000000000001"
_FOLLOWED = re.compile(
    r"""[a-z][a-z0-9+.-]*(?:(?<!\d):|:(?!\d))(?=[^\s\]])                  # any scheme
      | \w[.](?=[^\W\d]) | \w\u3002(?=[a-z]) | [a-z]\u3002(?=[^\W\d])  # a host, or a mail address
      | (?<![a-z\d])\d{5,} | (?<![a-z\d])\d(?:[\s().\-/_]{0,3}\d){6,}   # a number to call""",
    re.VERBOSE | re.IGNORECASE,
)
"""What a mail program may turn into a link, and more."""

LINKS = (
    *("acme-refund.support", "evil.zip", "acme.ai", "tel:112", "text STOP to 80888", "0151_1234_5678", "118118"),
    *("https://evil.example/a?b=c.d", "HTTP://EVIL.EXAMPLE", "www.evil.example", "t.me/acme", "mailto:a@evil.example"),
    *("a@evil.example", "javascript:alert(1)", "zoommtg:join", "s3://bucket", "//evil.example/", "192.168.100.100"),
    *("evil\u3002com", "evil\uff0ecom", "evil\u2024com", "evil\uff61com", "evil\ufe52com", "evil.\u200bcom"),
    *("ｅｖｉｌ．ｃｏｍ", "ｈｔｔｐｓ：／／ｅｖｉｌ．ｃｏｍ", "ｔｅｌ：112", "０１５１１２３４５６７", "٠١٥١١٢٣٤٥٦"),
    *("münchen.example", "пример.испытание", "例え.テスト", "аcme.com", "acme.соm", "xn--80ak6aa92e.com"),
    *("[Acme](https://evil.example)", "<https://evil.example>", "(evil.zip)", '"evil.zip"', "evil.zip.", "*evil.zip*"),
    *("+49 (0) 151 / 2345-6789", "+4915123456789", "0151.123.4567", "打01511234567", "call 1 2 3 4 5 6 7"),
)


def followed(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if line != PERMALINK and not line.startswith("Take this case")]
    return [found[0] for line in lines for found in _FOLLOWED.finditer(unicodedata.normalize("NFKC", line))]


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("field", ["text", "title", "author_name", "author_handle"])
def test_no_link_and_no_number_of_a_stranger_can_be_followed(field: str, link: str) -> None:
    assert followed(link.replace("\u200b", "")), "a mail program would make it a link"
    notification = alert(**{field: link}, permalink=PERMALINK, link=LINK)
    plain = alert(**{field: "plain"}, permalink=PERMALINK, link=LINK)
    assert followed(body(notification)) == followed(body(plain))
    assert followed(subject(notification)) == followed(subject(plain)) == []
    assert PERMALINK in body(notification).splitlines()


def test_nor_in_what_is_told_of_why_it_notified() -> None:
    notification = alert(reasons=('safety: "evil.zip"', 'legal: "tel:112"'))
    assert followed(body(notification)) == followed(body(alert()))
    assert 'Without "evil[.]zip" and "tel[:]112"' in body(notification)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see https://evil.zip/a.b now", "see https[:]//evil[.]zip/a[.]b now"),
        ("tel:112 or 118118", "tel[:]112 or 118[-]118"),
        ("call 0151 2345-6789", "call 0151[-]2345[-]6789"),
        ("jo@acme.example", "jo@acme[.]example"),
        ("🔥.ws", "🔥[.]ws"),
        ("it burns.) At 12:30, 3.5 stars, v2.0... order 1234: help!", None),
        ("anna19871224 says: “never again.”", None),
        ("着火了。快来看：充电器。", None),
    ],
)
def test_it_can_still_be_read(text: str, shown: str | None) -> None:
    assert broken(text) == (shown or text)


def test_numbers_in_a_list_stay_on_their_lines() -> None:
    assert quoted("\n".join("1234567")) == [f"> {digit}" for digit in "1234567"]


@given(
    st.lists(st.sampled_from(LINKS) | st.text(max_size=5) | st.sampled_from(list(".:/0a 。")), max_size=8).map("".join)
)
def test_whatever_stands_together(text: str) -> None:
    assert followed("\n".join(quoted(text))) == []


@pytest.mark.parametrize(
    "imitation",
    [
        "[ACME P1 7K2] ben took it",
        "DO THIS",
        "\nDO THIS\nCall 118118",
        "\u2028WHO\u2028",
        "Take this case, hand it over or mute it: https://evil.example/a/k3J9xQ2mZ7pLw4Tb",
    ],
)
def test_nobody_speaks_in_our_name(imitation: str) -> None:
    notification = alert(text=imitation, title=imitation, author_handle=imitation, author_name=imitation, link=LINK)
    lines = body(notification).splitlines()
    assert [line for line in lines if line in HEADINGS] == ["WHAT HAPPENED", "WHY YOU GOT THIS", "WHO", "DO THIS"]
    assert [line for line in lines if line.startswith("Take this case")] == [
        f"Take this case, hand it over or mute it: {LINK}"
    ]
    assert subject(notification).count("[") == 1
    assert not any(line.startswith("[") for line in lines)


@pytest.mark.parametrize("name", ["evil(.)zip", "evil,.zip", "118(118"])
def test_a_name_does_not_become_a_link_by_what_is_left_out_of_it(name: str) -> None:
    text = sms(alert(author_handle=None, author_name=name), "Goodword")
    assert "evil.zip" not in text
    assert "118118" not in text


@pytest.mark.parametrize(
    "piece", [".", ":", "a.", "a:", "1", "1 ", "1   ", "12345a", "1.", "(1", "。", "a。", "://", "1-a"]
)
def test_breaking_takes_no_longer_than_the_text_says(piece: str) -> None:
    assert_linear(broken, repeated(piece), 5_000)
