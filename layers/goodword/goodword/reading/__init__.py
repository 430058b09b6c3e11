"""How a mention is read: its brand, how it sounds, what it wants, how soon somebody must look, each with its reason."""
