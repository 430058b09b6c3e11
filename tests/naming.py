"""Names the case that fails, where one test goes through hundreds of them."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def naming(case: object) -> Iterator[None]:
    """Whatever is raised meanwhile says which case it was."""
    try:
        yield
    except BaseException as error:
        error.add_note(f"The case: {str(case)[:300]}")
        raise
