"""Instagram in the contract test."""


def _one_bad(good):
    return {"object": "instagram", "entry": [7, *good["entry"]]}


ONE_BAD = _one_bad
VECTORS = {"meta_sha256": "app_secret", "meta_handshake": "verify_token"}
