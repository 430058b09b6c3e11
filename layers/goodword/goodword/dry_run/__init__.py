"""Replays past mentions with the same alerting and sweep as on AWS, an in-memory store and a simulated clock."""
