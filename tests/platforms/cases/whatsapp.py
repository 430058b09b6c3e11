"""WhatsApp in the contract test."""


def _one_bad(good):
    [entry] = good["entry"]
    [change] = entry["changes"]
    messages = [{"type": "text"}, *change["value"]["messages"]]
    return good | {"entry": [entry | {"changes": [change | {"value": change["value"] | {"messages": messages}}]}]}


ONE_BAD = _one_bad
VECTORS = {"meta_sha256": "app_secret", "meta_handshake": "verify_token"}
