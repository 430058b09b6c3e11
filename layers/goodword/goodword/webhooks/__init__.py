"""What happens to a webhook before anything reads it: adapter, secrets, handshake, signature."""
