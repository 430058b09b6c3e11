"""What a page of the desk shows, and reading what its forms send."""
