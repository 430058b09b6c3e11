"""How fast the functions are, each compared with the least possible time: `make bench`."""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when numpy is loaded: the reported time is that of one processor
