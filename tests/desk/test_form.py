"""A form that anybody can post is read, or refused as the caller's fault."""

import base64
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.desk.form import MAX_BYTES, read_form
from goodword.errors import Rejected, TooLarge

FORM = {"content-type": "application/x-www-form-urlencoded"}


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8), st.text(
    st.characters(exclude_categories=["Cs"]), max_size=40), min_size=1, max_size=8), st.booleans())  # fmt: skip
def test_what_a_browser_posts_comes_out_as_it_was(fields, coded):
    body = urlencode(fields)
    sent = base64.b64encode(body.encode()).decode() if coded else body
    try:
        assert read_form({"headers": FORM, "body": sent, "isBase64Encoded": coded}) == fields
    except TooLarge:
        assert len(body) > MAX_BYTES


@given(st.text() | st.binary().map(lambda raw: base64.b64encode(raw).decode()), st.booleans())
def test_anything_else_is_refused_without_repeating_it(body, coded):
    event, fields = {"headers": FORM, "body": body, "isBase64Encoded": coded}, ""
    try:
        assert all(isinstance(part, str) for pair in read_form(event).items() for part in pair)
    except Rejected as refusal:
        fields = str(refusal)
    assert fields in ("", "the form cannot be read", "a field comes twice", "the form is too large")


@pytest.mark.parametrize("coded", [True, False])
def test_four_kilobytes_and_not_one_more(coded):
    for size in (MAX_BYTES, MAX_BYTES + 1):
        body = b"a=" + b"x" * (size - 2)
        sent = (base64.b64encode(body) if coded else body).decode()
        event = {"headers": FORM, "body": sent, "isBase64Encoded": coded}
        if size == MAX_BYTES:
            assert len(read_form(event)["a"]) == size - 2
        else:
            with pytest.raises(TooLarge):
                read_form(event)
