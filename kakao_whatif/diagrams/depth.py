"""Recursion as deep as a diagram has levels.

Operations on diagrams are short and fast as recursive functions; Python stops them at a thousand
calls, which a function of two thousand names needs. Calls between Python functions take no place
on the stack of the processor, so that the bound may be raised for a while.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_SPARE = 500  # what the rest of the program may take on top


@contextmanager
def deep(levels: int) -> Iterator[None]:
    """Let functions call each other as deep as this many levels need, and no longer than this block."""
    before = sys.getrecursionlimit()
    needed = 3 * levels + _SPARE
    if needed <= before:
        yield
        return
    sys.setrecursionlimit(needed + before)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
