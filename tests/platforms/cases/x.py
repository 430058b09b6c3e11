"""X in the contract test."""


def _one_bad(_):
    good = {"id_str": "5", "text": "hi", "user": {"id": 2}}
    return {"for_user_id": "1", "tweet_create_events": [{"id_str": []}, good]}


ONE_BAD = _one_bad
VECTORS = {"x": "consumer_secret", "x_crc": "consumer_secret"}
