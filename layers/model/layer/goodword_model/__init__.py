"""The encoder's weights, as `goodword.sentiment.standard` finds and reads them. The card: layers/model/README.md."""
