"""How large a diagram may grow, and how deep its functions may call each other.

Operations on diagrams are short and fast as recursive functions; Python stops them at a thousand
calls, which a function of two thousand names needs. Calls between Python functions take no place
on the stack of the processor, so that the bound may be raised for a while.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from kakao_whatif.errors import LimitError

MAX_NODES = 3_000_000
"""How many nodes a diagram may have, if nothing else is said: about 750 MB."""
_SPARE = 500  # what the rest of the program may take on top


@dataclass(slots=True)
class _Raised:
    """The blocks that need a higher bound now, and what the bound is without them.

    The bound is one for all threads, and so it comes down only when the last of them is done.
    """

    lock: Lock = field(default_factory=Lock)
    blocks: int = 0
    outside: int = 0

    def begin(self, needed: int) -> bool:
        """Raise the bound for one more block; return whether that block needs it."""
        with self.lock:
            if not self.blocks:
                self.outside = sys.getrecursionlimit()
            if needed <= self.outside:
                return False
            self.blocks += 1
            sys.setrecursionlimit(max(sys.getrecursionlimit(), self.outside + needed))
            return True

    def end(self) -> None:
        """Lower the bound once no block needs it any more."""
        with self.lock:
            self.blocks -= 1
            if not self.blocks:
                sys.setrecursionlimit(self.outside)


_raised = _Raised()


@contextmanager
def deep(levels: int) -> Iterator[None]:
    """Let functions call each other as deep as this many levels need, and no longer than this block.

    Blocks may overlap in several threads.
    """
    is_raised = _raised.begin(3 * levels + _SPARE)
    try:
        yield
    finally:
        if is_raised:
            _raised.end()


def too_many_nodes(most: int) -> LimitError:
    """Return the refusal of a diagram that grows beyond its bound."""
    return LimitError(
        f"diagram: more than {most:,} nodes. Ask for fewer members in `over`, or only for small sets with `max_order`."
    )
