"""Reading a mention: brand, sentiment, intents, touchpoint and priority, each with its reason."""
