VECTORS = {"mastodon": "signing_secret"}
