"""How fast the rooms are, each beside the least that anybody could do: `make bench`."""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when numpy is loaded: what is told is the time of one processor
