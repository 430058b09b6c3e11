"""Which minutes have to be counted again, what is counted of a mention, and the sums of a minute."""
