"""How fast the rooms are, each beside the least that anybody could do: `make bench`."""
