CLOCK = 300
LISTS_SIGNATURES = True
VECTORS = {"standard_webhooks": "webhook_secret", "standard_webhooks_v1a": "webhook_secret"}


def ONE_BAD(good):  # noqa: N802 - the contract's name
    return [{"external_id": "1", "kind": "sermon"}, good["data"]]
