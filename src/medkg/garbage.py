"""Python's search for unreachable cycles, put off while millions of small values are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Let Python not search for cycles within this block; plain values are freed as ever.

    Where nothing but rows of numbers and texts is made there are none to find, and the search costs much of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
