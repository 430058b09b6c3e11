"""What is kept in the one table: the store's contract, its keys, and how a mention is written. No AWS in it."""
