"""The version of Goodword: the one place that says it. The package, the User-Agent and a release read it here."""

VERSION = "0.2.0"
