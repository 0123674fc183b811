"""How much work a question may be, and how deep functions on diagrams may call each other.

Work is counted in steps, not in seconds: the same question ends at the same place on every machine.

Operations on diagrams are short and fast as recursive functions; Python stops them at a thousand
calls, which a function of two thousand names needs. Calls between Python functions take no place
on the stack of the processor, so that the bound may be raised for a while.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from threading import Lock
from typing import Final, TypeAlias

from kakao_whatif.errors import LimitError, ScenarioError

Progress: TypeAlias = Callable[[int, int], bool]
"""Called with (steps done, steps at most); the work ends when it returns false."""

MAX_STEPS: Final = 3_000_000
"""How many steps a question may take, if nothing else is said: some seconds, and less than 1 GB."""
MAX_RUNS: Final = 2_000
"""How many simulations a question may take, if nothing else is said: some seconds for a hundred services."""
CHUNK: Final = 1_000
"""So many steps are taken before they are counted."""
_TOLD: Final = 50_000  # steps from one call of `progress` to the next
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


class TooLargeError(Exception):
    """A block has taken more steps than it may. `Budget.within` catches it."""


@dataclass(slots=True)
class Budget:
    """The steps that a question may take: formulas that are joined, pairs of nodes that are looked at.

    Parameters
    ----------
    most
        The bound.
    progress
        Called now and then.
    what, way_out, knobs
        How a refusal begins and ends, and the parameters that it names.
    spent, end
        The steps so far, and those at which the innermost block ends.

    Examples
    --------
    >>> budget = Budget(100)
    >>> with budget.within(10):
    ...     budget.take(11)  # too large: the block ends, and another way may be tried
    >>> budget.take(50), budget.spent
    (50, 61)
    """

    most: int = MAX_STEPS
    progress: Progress | None = None
    what: str = "diagram"
    way_out: str = "Ask for less, or raise `max_steps`."
    knobs: tuple[str, ...] = ("max_steps",)
    spent: int = 0
    end: float = inf
    _told: int = 0

    def __post_init__(self) -> None:
        """Refuse a bound below 1, or one that is no whole number."""
        given: object = self.most
        if isinstance(given, bool) or not isinstance(given, int) or given < 1:
            raise ScenarioError(f"max_steps: {self.most!r} is no number of steps. Give 1 or more.")

    def take(self, steps: int) -> int:
        """Count some steps, and return how many they are.

        Raises
        ------
        LimitError
            If they are more than the bound, or `progress` ended it.
        """
        self.spent += steps
        if self.spent > self.most:
            raise LimitError(
                f"{self.what}: not done after {self.most:,} steps, the bound. {self.way_out}",
                knobs=self.knobs,
            )
        if self.progress is not None and self.spent - self._told >= _TOLD:
            self._told = self.spent
            if not self.progress(self.spent, self.most):
                raise LimitError(
                    f"{self.what}: ended after {self.spent:,} of at most {self.most:,} steps. {self.way_out}",
                    knobs=self.knobs,
                )
        if self.spent > self.end:
            raise TooLargeError
        return steps

    def within(self, steps: int) -> "Block":
        """Let a block take so many steps at most; one that takes more ends there, without an error."""
        return Block(self, steps)


@dataclass(slots=True)
class Block:
    """A block of work that ends at a bound of its own: another way may be tried then."""

    budget: Budget
    steps: int
    _outside: float = inf

    def __enter__(self) -> None:
        """Set the bound; a block around this one keeps its own."""
        self._outside = self.budget.end
        self.budget.end = min(self._outside, self.budget.spent + self.steps)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        """Take the bound away. If it was reached, end without an error, unless the block around is too large too."""
        self.budget.end = self._outside
        return kind is TooLargeError and self.budget.spent <= self._outside
