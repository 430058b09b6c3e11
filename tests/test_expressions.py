"""No regular expression of the package is slow on long texts: each is tried with its worst case."""

import pytest

from tests.expressions import expressions, modules, texts
from tests.growth import assert_linear

SIZE = 600  # above 512, where X ends a search: refusing takes longer than accepting, which is no growth


def work(expression, method):
    if method == "sub":
        return lambda text: expression.pattern.sub(text[:0], text)
    return getattr(expression.pattern, method)


@pytest.mark.parametrize("module", modules())
def test_each_takes_no_longer_than_the_text_says(module):
    slow = []
    for expression in expressions(module):
        for method in expression.methods:
            for make in texts(expression.pattern):
                try:
                    assert_linear(work(expression, method), make, SIZE)
                except AssertionError as error:
                    slow.append(f"{expression.where}, {method} of {make(8)[:60]!r}: {error}")
                    break
    assert slow == []


def test_each_is_found():
    """The search finds expressions by name, in a tuple of pairs, in bytes, inline, and in a feed."""
    found = {module: [expression.where for expression in expressions(module)] for module in modules()}
    assert {"_REASON", "_FEELING"} <= set(found["goodword.messages.why"])
    assert {"_HANDLE", "_HUMP", "_NAME"} <= set(found["goodword.reading.roles"])
    assert "_PATTERNS[][]" in found["goodword.reading.foreign_operators"]
    assert any(
        isinstance(expression.pattern.pattern, bytes) for expression in expressions("goodword.connectors._feed_body")
    )
    assert any(where.startswith("line ") for where in found["goodword.config.handle_faults"])
    assert "the feed feed" in found["goodword.connectors.rss"]
