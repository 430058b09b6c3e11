"""Webmention in the contract test: nothing is signed, and only the target says whom it is for."""

SIGNED = False
STRANGER = None
KNOWN = ("https://acme.example", "acme charger")
