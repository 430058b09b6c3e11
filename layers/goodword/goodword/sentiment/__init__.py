"""How a text sounds: the contract of a scorer, and the tiers that keep it.

scorer       the contract: texts in, a sentiment each out, and the words that decided
languages    which language a text is in, and how well that is read
wording      a text as the models read it, in training and in service
features     a text as numbered buckets, for the linear models
linear       a linear model over them: int8 weights in one file, nothing but Python
fast         the fast tier: linear, English and, labelled `basic`, seven other languages
pieces       a text as word pieces, for the encoder
encoder      the encoder: four layers in numpy
standard     the tier in service: the fast one where it is sure, else both together
because      the words that decided, found by leaving them out
passages     whose words they are, and which of them are about whom
"""
