"""LINE in the contract test."""


def _one_bad(good):
    return {**good, "events": [7, *good["events"]]}


ONE_BAD = _one_bad
VECTORS = {"line": "channel_secret"}
