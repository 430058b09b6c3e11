"""One file per command: `NAME`, and `add(subparsers)` that sets `func(args) -> exit status`."""
