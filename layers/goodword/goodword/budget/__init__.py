"""What asking and reading may cost in a month, and what Goodword costs to run."""
