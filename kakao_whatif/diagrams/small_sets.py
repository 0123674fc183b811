"""Minimal solutions of a few names only, worked out without a diagram of the whole function.

Sets that grow beyond a bound are dropped on the way: exact for the small ones, since a minimal
solution of a gate is made of minimal solutions of its parts that are no larger. For functions too
large for `modular`.
"""

from collections.abc import Callable

from kakao_whatif.diagrams.bounds import Budget, deep
from kakao_whatif.diagrams.minimal import Sets
from kakao_whatif.diagrams.sheet import cut_out
from kakao_whatif.diagrams.solutions import Solutions

Operation = Callable[[int, int], int]


class SmallSets:
    """Families of minimal sets of at most `most` names, with the interface of a lattice.

    A family is a number, and equal numbers are equal families. "Either" is the union and "both"
    the sets joined pair by pair, of which only the minimal and small ones are kept.

    Parameters
    ----------
    most
        The largest size that is kept.
    budget
        The steps that may be taken.

    Examples
    --------
    >>> sets = SmallSets(2)
    >>> a, b, c = (sets.variable(name) for name in "abc")
    >>> list(sets.solutions(sets.both(sets.either(a, b), c)))
    [('a', 'c'), ('b', 'c')]
    >>> list(sets.solutions(sets.both(sets.both(a, b), c)))
    []
    """

    never = 0
    always = 1

    def __init__(self, most: int, *, budget: Budget | None = None) -> None:
        self.most = most
        self._names: list[str] = []
        self._levels: dict[str, int] = {}
        self._sets = Sets(budget)
        self._union = self._make_union()
        self._shrunk = self._make_shrunk()
        self._joined = self._make_joined()

    def variable(self, name: str) -> int:
        """Return the family that holds the one set of this name."""
        if name not in self._levels:
            self._levels[name] = len(self._names)
            self._names.append(name)
        return self._sets.node(self._levels[name], 0, 1) if self.most else 0

    def both(self, f: int, g: int) -> int:
        """Return the sets that hold a set of each."""
        with deep(3 * len(self._names)):
            return self._joined(f, g, self.most)

    def either(self, f: int, g: int) -> int:
        """Return the sets of both families, without those that hold another."""
        with deep(3 * len(self._names)):
            return self._union(f, g)

    def solutions(self, f: int) -> Solutions:
        """Return a family: its sets of at most `most` names, counted and listed."""
        sets = self._sets
        return Solutions((cut_out(tuple(self._names), sets.level, sets.low, sets.high, f),), self.most)

    def _make_union(self) -> Operation:
        level, low, high = self._sets.level, self._sets.low, self._sets.high
        node, without = self._sets.node, self._sets.without
        known: dict[tuple[int, int], int] = {}

        def union(f: int, g: int) -> int:
            if f == g or g == 0 or f == 1:
                return f
            if f == 0 or g == 1:
                return g
            key = (f, g) if f < g else (g, f)
            found = known.get(key)
            if found is None:
                at = min(level[f], level[g])
                f0, f1 = (low[f], high[f]) if level[f] == at else (f, 0)
                g0, g1 = (low[g], high[g]) if level[g] == at else (g, 0)
                no = union(f0, g0)
                found = known[key] = node(at, no, without(union(f1, g1), no))
            return found

        return union

    def _make_shrunk(self) -> Operation:
        """Return the operation that keeps of a family only sets of at most so many names."""
        level, low, high, node = self._sets.level, self._sets.low, self._sets.high, self._sets.node
        known: dict[tuple[int, int], int] = {}

        def shrunk(f: int, most: int) -> int:
            if f <= 1:
                return f
            key = (f, most)
            found = known.get(key)
            if found is None:
                yes = shrunk(high[f], most - 1) if most else 0
                found = known[key] = node(level[f], shrunk(low[f], most), yes)
            return found

        return shrunk

    def _make_joined(self) -> Callable[[int, int, int], int]:
        level, low, high = self._sets.level, self._sets.low, self._sets.high
        node, without, union, shrunk = self._sets.node, self._sets.without, self._union, self._shrunk
        known: dict[tuple[int, int, int], int] = {}

        def joined(f: int, g: int, most: int) -> int:
            if f == 0 or g == 0:
                return 0
            if f == 1 or g == 1 or f == g:
                return shrunk(g if f == 1 else f, most)
            key = (f, g, most) if f < g else (g, f, most)
            found = known.get(key)
            if found is None:
                at = min(level[f], level[g])
                f0, f1 = (low[f], high[f]) if level[f] == at else (f, 0)
                g0, g1 = (low[g], high[g]) if level[g] == at else (g, 0)
                no = joined(f0, g0, most)
                yes = 0
                if most:
                    yes = union(joined(f1, union(g0, g1), most - 1), joined(f0, g1, most - 1))
                found = known[key] = node(at, no, without(yes, no))
            return found

        return joined
