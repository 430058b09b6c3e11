"""Names the failing case, where one test checks hundreds of them."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def naming(case: object) -> Iterator[None]:
    """An exception in the block says which case it was."""
    try:
        yield
    except BaseException as error:
        error.add_note(f"The case: {str(case)[:300]}")
        raise
