"""What the owner of a stack changes in it, one subject a file: configuration, people, secrets, dead letters."""
