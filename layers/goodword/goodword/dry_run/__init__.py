"""Playing history: the same bell and the same rounds as on AWS, over a notebook on this machine and a clock of ours."""
