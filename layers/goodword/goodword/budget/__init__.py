"""Monthly budgets for polling and paid reading, and the cost of running Goodword."""
