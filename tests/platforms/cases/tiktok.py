"""TikTok in the contract test."""

CLOCK = 300
VECTORS = {"tiktok": "client_secret"}
