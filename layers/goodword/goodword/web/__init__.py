"""Going out on the web: whom the rooms may speak to, and how little they take from them."""
