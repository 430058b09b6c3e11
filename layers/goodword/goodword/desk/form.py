"""A small form as a browser posts it, read with suspicion: anybody can post anything."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from goodword.errors import BadForm, NotAForm, TooLarge

MAX_BYTES = 4_096  # our longest form has some fifty

_MEDIA = "application/x-www-form-urlencoded"
_MAX_FIELDS = 8


def read_form(event: Mapping[str, Any]) -> dict[str, str]:
    """The fields of an HTTP API event (format 2.0), each of which comes once.

    Raises NotAForm, TooLarge, or BadForm when it cannot be read; none of them repeats a part of it.
    """
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    if str(headers.get("content-type", "")).partition(";")[0].strip().lower() != _MEDIA:
        raise NotAForm("the body is not a form")
    try:
        pairs = parse_qsl(_body(event).decode("ascii"), True, True, "utf-8", "strict", _MAX_FIELDS)
    except ValueError:  # not ASCII, not UTF-8 behind the percent signs, no name=value, too many of them
        raise BadForm("the form cannot be read") from None
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise BadForm("a field comes twice")
    return fields


def _body(event: Mapping[str, Any]) -> bytes:
    text = str(event.get("body") or "")
    if len(text) > MAX_BYTES * 4 // 3 + 4:  # more than that is too much in base64 as well: do not decode it
        raise TooLarge("the form is too large")
    try:
        body = base64.b64decode(text, validate=True) if event.get("isBase64Encoded") else text.encode()
    except (binascii.Error, ValueError):  # a lone surrogate, too
        raise BadForm("the form cannot be read") from None
    if len(body) > MAX_BYTES:
        raise TooLarge("the form is too large")
    return body
