"""Minimal solutions that are kept as diagrams: counted without being listed, listed without being kept.

There may be more than 10,000,000,000 of them; what is asked of them is worked out on the diagram.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice

from kakao_whatif.diagrams.counting import Counts
from kakao_whatif.diagrams.sheet import Sheet, names_in

LISTED_AT_ONCE = 20_000
"""How many sets are sorted in memory at a time."""


@dataclass(frozen=True, slots=True)
class Solutions:
    """A family of sets of names, none of which holds another, as one sheet a module.

    Iterating yields the sets lazily, each as a sorted tuple: small sets first, those of one size
    in the order of their names.

    Parameters
    ----------
    sheets
        A zero-suppressed diagram a module, innermost first; the last is the whole.
    most, least
        The largest size that is looked at, all sizes if it is None; and the smallest.

    Examples
    --------
    >>> from kakao_whatif.diagrams.diagram import Diagram
    >>> diagram = Diagram(["a", "b", "c"])
    >>> a, b, c = map(diagram.variable, "abc")
    >>> solutions = diagram.minimal(diagram.either(diagram.both(a, b), c))
    >>> solutions.count(), list(solutions)
    (2, [('c',), ('a', 'b')])
    """

    sheets: tuple[Sheet, ...]
    most: int | None = None
    least: int = 0

    def up_to(self, order: int) -> "Solutions":
        """Return those of at most this size, of what is looked at."""
        return Solutions(self.sheets, order if self.most is None else min(order, self.most), self.least)

    def of_any_size(self) -> "Solutions":
        """Return all of them, also those that are not looked at."""
        return Solutions(self.sheets)

    def exactly(self, size: int) -> "Solutions":
        """Return those of one size, of what is looked at."""
        return Solutions(self.sheets, size if self._looks_at(size) else -1, size)

    def _looks_at(self, size: int) -> bool:
        return self.least <= size and (self.most is None or size <= self.most)

    def __contains__(self, names: object) -> bool:
        """Return whether a set of names is one of them."""
        if not isinstance(names, Collection) or isinstance(names, str):
            return False
        size, every = len(set(names)), set(names_in(self.sheets))
        is_known = self._looks_at(size) and every.issuperset(names)
        return is_known and Counts.of(self.sheets, set(names), ()).of_size(size) == 1

    def count(self) -> int:
        """Return how many there are."""
        return sum(self.counts().values())

    def counts(self) -> dict[int, int]:
        """Return how many there are of each size, smallest first."""
        counts = Counts.of(self.sheets)
        found = {size: counts.of_size(size) for size in range(counts.largest + 1)}
        return {size: n for size, n in found.items() if n and self._looks_at(size)}

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        """Yield the sets, small ones first, then by name."""
        for size in self.counts():
            yield from self.of_size(size)

    def of_size(self, size: int) -> Iterator[tuple[str, ...]]:
        """Yield the sets of one size in the order of their names, each sorted.

        Notes
        -----
        Sets that begin alike are counted before they are listed, so that the first of many comes
        after O(names * nodes) and no more than a bounded number is ever in memory.
        """
        if self._looks_at(size):
            yield from self._beginning((), names_in(self.sheets), size)

    def first(self, n: int) -> list[tuple[str, ...]]:
        """Return the first `n` sets."""
        return list(islice(self, n))

    def _beginning(
        self, begin: tuple[str, ...], later: tuple[str, ...], size: int
    ) -> Iterator[tuple[str, ...]]:
        """Yield the sets that consist of `begin` and of names among `later`."""
        if len(begin) > size:
            return
        counts = Counts.of(self.sheets, must=begin, may=later)
        total = counts.of_size(size)
        if total <= LISTED_AT_ONCE:
            if total:
                yield from sorted(tuple(sorted(found)) for found in counts.listed(size))
            return
        for at, name in enumerate(later):
            yield from self._beginning((*begin, name), later[at + 1 :], size)
