"""The encoder's weights for `goodword.sentiment.standard`. The model card is layers/model/README.md."""
