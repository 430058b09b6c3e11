"""How Goodword itself is doing, in numbers and in the words of its hourly report."""
