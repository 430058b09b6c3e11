"""Google Business Profile in the contract test: what signs is a key of Google, what is stored is for whom."""

import json

from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

SIGNED = False  # the token says who sends, not what


def private_key(bits=2048):
    """A private key in PEM, as `sign` wants it."""
    key = generate_private_key(65537, bits)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _stored(owner, key):
    return {
        "audience": f"https://{owner}.example/webhooks/google_business/acme",
        "service_account": f"pusher@{owner}-reviews.iam.gserviceaccount.com",
        "keys": json.dumps({f"key-of-{owner}": key}),
    }


_KEY = private_key()
OLD, NEW, STRANGER = _stored("old", _KEY), _stored("new", private_key()), _stored("stranger", _KEY)
