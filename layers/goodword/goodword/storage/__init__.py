"""Storage without AWS: the interface of the document store, the keys, and the format of a stored mention."""
