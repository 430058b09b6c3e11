"""`python -m tests.bench`: one run, each figure beside the floor that was measured in the same minute."""

import os
import sys

from tests.bench.wire import ENVIRONMENT, connect

MOST = 1.5  # times its floor: what intake may take, warm


def main() -> int:
    """0 when intake is within its bound."""
    os.environ.update(ENVIRONMENT)
    connect()
    from tests.bench.cold import cold
    from tests.bench.warm import warm

    print(f"{'':40}{'ours':>10}{'floor':>10}{'ratio':>8}")
    ratios = {}
    for what, ours, floor in (*warm(), *cold()):
        ratios[what] = ours / floor if floor else None
        beside = f"{floor * 1000:>7.2f} ms{ours / floor:>8.2f}" if floor else ""
        print(f"{what:40}{ours * 1000:>7.2f} ms{beside}", flush=True)
    print("\nThe floor of intake is HMAC and one SQS send over the same wire; of a cold import, boto3 and its clients.")
    if ratios["intake, one webhook"] > MOST:
        print(f"intake takes more than {MOST} times its floor")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
