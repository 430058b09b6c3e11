"""The version of Goodword. The package, the User-Agent and releases read it from here."""

VERSION = "0.2.0"
