"""Requests to the web: which addresses functions may call, and how much they accept."""
