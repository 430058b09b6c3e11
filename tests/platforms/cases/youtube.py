"""YouTube in the contract test."""

KNOWN = ("UCb0lampReviewsDaily0000",)
VECTORS = {"websub": "hub_secret"}


def _one_bad(good):
    """A tombstone of something that is no video, before the entry."""
    bad = b'<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="yt:playlist:1"/>'
    return good.replace(b"<entry>", bad + b"<entry>")


ONE_BAD = _one_bad
