"""Telegram in the contract test."""

SIGNED = False


def _one_bad(_):
    return {"update_id": 1, "deleted_business_messages": {"chat": {"id": 5}, "message_ids": [[], 7]}}


ONE_BAD = _one_bad
VECTORS = {"telegram": "secret_token"}
