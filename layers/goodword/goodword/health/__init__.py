"""The health of Goodword itself: the hourly report and its wording."""
