"""One file per command: `NAME`, and `add(subparsers)`, which sets `func(args) -> exit status`."""
