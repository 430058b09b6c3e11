"""Trustpilot in the contract test: a token in the URL, which comes as HTTP Basic."""

SIGNED = False
VECTORS = {"trustpilot": "url_token"}


def ONE_BAD(good):  # noqa: N802 - the contract's name
    return {"events": [{"eventName": "service-review-created", "eventData": {"id": "../x"}}, *good["events"]]}
