"""Facebook in the contract test."""


def _one_bad(good):
    [entry] = good["entry"]
    return {"object": "page", "entry": [{**entry, "changes": [*entry["changes"], 7]}]}


ONE_BAD = _one_bad
VECTORS = {"meta_sha256": "app_secret", "meta_handshake": "verify_token"}
