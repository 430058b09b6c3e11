"""Discord in the contract test: private keys sign, and verifying derives the public ones from them."""

OLD, NEW, STRANGER = (f"private:{letter.encode().hex() * 32}" for letter in "ons")
VECTORS = {"discord": "public_key"}
