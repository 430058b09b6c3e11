"""Polling platforms for what they do not push: what is due, each feed's cursor, and fetch failures."""

from goodword.version import VERSION


def user_agent(webhook_base: str) -> str:
    """The User-Agent header: who sends the request, and where to find the operator."""
    return f"goodword/{VERSION} (+{webhook_base})"
