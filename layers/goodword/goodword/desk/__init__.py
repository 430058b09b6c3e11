"""The content of the desk's pages, and the reading of their forms."""
