"""Asking platforms for what they do not push: what is due, how far it came, what stood in the way."""

from goodword.version import VERSION


def user_agent(webhook_base: str) -> str:
    """Who we say we are, and where our operator can be found."""
    return f"goodword/{VERSION} (+{webhook_base})"
