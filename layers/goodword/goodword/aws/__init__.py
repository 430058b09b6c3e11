"""Everything that AWS keeps for us: one adapter for each queue, table, topic, bucket and secret store."""
