"""How large a diagram may grow, and how deep its functions may call each other.

Operations on diagrams are short and fast as recursive functions; Python stops them at a thousand
calls, which a function of two thousand names needs. Calls between Python functions take no place
on the stack of the processor, so that the bound may be raised for a while.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from kakao_whatif.errors import LimitError

MAX_NODES = 3_000_000
"""How many nodes a diagram may have, if nothing else is said: about 750 MB."""
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


def too_many_nodes(most: int) -> LimitError:
    """Return the refusal of a diagram that grows beyond its bound."""
    return LimitError(
        f"diagram: more than {most:,} nodes. Ask for fewer members in `over`, or only for small sets with `max_order`."
    )
