"""Statistics: which minutes to recount, what is counted of a mention, and the totals of each minute."""
