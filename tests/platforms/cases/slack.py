"""Slack in the contract test."""

CLOCK = 300
VECTORS = {"slack": "signing_secret"}
