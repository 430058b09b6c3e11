"""Sentiment: the contract of a scorer, and the tiers that implement it.

scorer       the contract: texts in, one sentiment each out, and the words that decided
languages    the language of a text, and how well we read it
normalise    a text as the models read it, in training and in service
features     a text as numbered buckets, for the linear models
linear       a linear model over them: int8 weights in one file, pure Python
fast         the fast tier: linear models, for English and, labelled `basic`, seven other languages
wordpiece    a text as word pieces, for the encoder
encoder      the encoder: four layers in numpy
standard     the tier in service: the fast one if it is sure, else both together
explain      the words that decided, found by leaving them out
attribution  which words are the author's, and which are about the brand
"""
