"""What the owner of a stack does to it, each in one file: configuration, people, secrets, what waits to be redone."""
