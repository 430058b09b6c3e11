"""LinkedIn in the contract test."""


def _one_bad(good):
    return good | {"notifications": [{"action": "COMMENT"}, *good["notifications"]]}


ONE_BAD = _one_bad
VECTORS = {"linkedin": "client_secret", "linkedin_challenge": "client_secret"}
