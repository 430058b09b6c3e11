"""The pictures of the README: an alert as SMS and as mail, and the flow of a mention. See `__main__.py`."""
