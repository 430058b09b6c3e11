CLOCK = 300
LISTS_SIGNATURES = True


def ONE_BAD(good):  # noqa: N802 - the contract's name
    return [{**good, "did": 7}, good]
