"""The minimal solutions of a monotone function, as a zero-suppressed diagram.

It stands apart because such a diagram reads differently: a level that a path skips is a name that
is not in the set.
"""

from collections.abc import Callable

from kakao_whatif.diagrams.bounds import CHUNK, Budget, deep
from kakao_whatif.diagrams.sheet import TERMINAL, Sheet, cut_out


def minimal(sheet: Sheet, budget: Budget | None = None) -> Sheet:
    """Return the sheet of the minimal solutions of a monotone function.

    A *minimal solution* is a set of names that makes the function true, no proper subset of which
    does. Those of a node are those of its low branch, and its name together with those of its high
    branch that hold no solution of the low one.

    References
    ----------
    A. Rauzy, New algorithms for fault trees analysis, Reliability Engineering & System Safety 40
    (1993). S. Minato, Zero-suppressed BDDs for set manipulation in combinatorial problems, DAC 1993.
    """
    sets = Sets(budget)
    found = [0, 1]
    with deep(len(sheet.inputs)):
        for level, low, high in zip(sheet.levels[2:], sheet.lows[2:], sheet.highs[2:], strict=True):
            found.append(sets.node(level, found[low], sets.without(found[high], found[low])))
    return cut_out(sheet.inputs, sets.level, sets.low, sets.high, found[sheet.root])


class Sets:
    """Families of sets while they are made."""

    def __init__(self, budget: Budget | None = None) -> None:
        self.budget = budget or Budget()
        self._left = CHUNK
        self.level: list[int] = [TERMINAL, TERMINAL]
        self.low: list[int] = [0, 1]
        self.high: list[int] = [0, 1]
        self._nodes: dict[tuple[int, int, int], int] = {}
        self.without = self._difference()

    def node(self, level: int, low: int, high: int) -> int:
        """Return the family of the sets of `low`, and those of `high` with one name more."""
        if high == 0:
            return low
        key = (level, low, high)
        found = self._nodes.get(key)
        if found is None:
            found = self._nodes[key] = len(self.level)
            self.level.append(level)
            self.low.append(low)
            self.high.append(high)
        self._left -= 1
        if not self._left:
            self._left = self.budget.take(CHUNK)
        return found

    def _difference(self) -> Callable[[int, int], int]:
        """Return the operation that gives the sets of one family that hold no set of another."""
        level, low, high, node = self.level, self.low, self.high, self.node
        known: dict[tuple[int, int], int] = {}

        def without(f: int, g: int) -> int:
            at = level[f]
            while level[g] < at:  # no set of f holds the name that g asks here
                g = low[g]
            if f == 0 or g == 1 or f == g:
                return 0
            if g == 0 or f == 1:
                return f
            key = (f, g)
            found = known.get(key)
            if found is None:
                if at == level[g]:
                    no = without(low[f], low[g])
                    yes = without(without(high[f], high[g]), low[g])
                else:
                    no, yes = without(low[f], g), without(high[f], g)
                found = known[key] = node(at, no, yes)
            return found

        return without
