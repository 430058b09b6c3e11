"""Threads in the contract test."""


def _one_bad(good):
    return good | {"values": [{"field": "replies", "value": {"text": "without an id"}}, good["values"]]}


ONE_BAD = _one_bad
VECTORS = {"meta_sha256": "app_secret", "meta_handshake": "verify_token"}
