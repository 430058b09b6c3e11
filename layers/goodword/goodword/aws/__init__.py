"""Everything that AWS stores for us: one adapter for each queue, table, topic, bucket and secret store."""
