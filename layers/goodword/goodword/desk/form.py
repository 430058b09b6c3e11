"""Reads a small form as a browser posts it, with strict checks: anybody can post anything."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from goodword.errors import BadForm, NotAForm, TooLarge

MAX_BYTES = 4_096  # our longest form has about fifty

_MEDIA = "application/x-www-form-urlencoded"
_MAX_FIELDS = 8


def read_form(event: Mapping[str, Any]) -> dict[str, str]:
    """The fields of an HTTP API event (format 2.0); none may occur twice.

    Raises NotAForm, TooLarge, or BadForm when it cannot be read. The errors repeat no part of the form.
    """
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    if str(headers.get("content-type", "")).partition(";")[0].strip().lower() != _MEDIA:
        raise NotAForm("the body is not a form")
    try:
        pairs = parse_qsl(_body(event).decode("ascii"), True, True, "utf-8", "strict", _MAX_FIELDS)
    except ValueError:  # not ASCII, no UTF-8 in the percent codes, no name=value, or too many fields
        raise BadForm("the form cannot be read") from None
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise BadForm("a field comes twice")
    return fields


def _body(event: Mapping[str, Any]) -> bytes:
    text = str(event.get("body") or "")
    if len(text) > MAX_BYTES * 4 // 3 + 4:  # too large even as base64: do not decode it
        raise TooLarge("the form is too large")
    try:
        body = base64.b64decode(text, validate=True) if event.get("isBase64Encoded") else text.encode()
    except (binascii.Error, ValueError):  # also a lone surrogate
        raise BadForm("the form cannot be read") from None
    if len(body) > MAX_BYTES:
        raise TooLarge("the form is too large")
    return body
