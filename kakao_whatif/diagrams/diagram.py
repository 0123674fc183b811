"""Decision diagrams of monotone functions, as flat lists.

A node asks one variable and leads to one node if it is false, to another if it is true. For one
order of the variables every function has exactly one node, so that equal numbers are equal
functions. It stands apart from what is read off a diagram.
"""

from collections.abc import Callable, Iterable

from kakao_whatif.diagrams.bounds import CHUNK, Budget, deep
from kakao_whatif.diagrams.function import Function
from kakao_whatif.diagrams.sheet import TERMINAL, cut_out
from kakao_whatif.diagrams.solutions import Solutions

Operation = Callable[[int, int], int]


class Diagram:
    """Functions over names in one order; a function is a number, and equal numbers mean the same.

    Parameters
    ----------
    names
        The variables, the first to be asked first. A name that comes later is put at the end.
    budget
        The steps that may be taken; a million nodes take about 250 MB.

    Attributes
    ----------
    never, always
        The constant functions.
    level, low, high
        For each node its variable, and where false and true lead.

    Notes
    -----
    "And" and "or" cost O(nodes of the one * nodes of the other), mostly far less.

    References
    ----------
    R. E. Bryant, Graph-based algorithms for Boolean function manipulation, IEEE Transactions on
    Computers C-35 (1986).

    Examples
    --------
    >>> diagram = Diagram(["feed", "pump"])
    >>> feed, pump = diagram.variable("feed"), diagram.variable("pump")
    >>> diagram.either(feed, diagram.both(feed, pump)) == feed
    True
    """

    never = 0
    always = 1

    def __init__(self, names: Iterable[str] = (), *, budget: Budget | None = None) -> None:
        self.names: list[str] = list(names)
        self.budget = budget or Budget()
        self.level: list[int] = [TERMINAL, TERMINAL]
        self.low: list[int] = [0, 1]
        self.high: list[int] = [0, 1]
        self.levels: dict[str, int] = {name: at for at, name in enumerate(self.names)}
        self._nodes: dict[tuple[int, int, int], int] = {}
        self._and = self._operation(dominant=0)
        self._or = self._operation(dominant=1)

    def __len__(self) -> int:
        """Return how many nodes there are."""
        return len(self.level)

    def variable(self, name: str) -> int:
        """Return the function that is true when this name is."""
        if name not in self.levels:
            self.levels[name] = len(self.names)
            self.names.append(name)
        return self.node(self.levels[name], 0, 1)

    def node(self, level: int, low: int, high: int) -> int:
        """Return the node that asks a variable and leads to one of two nodes below it."""
        if low == high:
            return low
        key = (level, low, high)
        found = self._nodes.get(key)
        if found is None:
            found = self._nodes[key] = len(self.level)
            self.level.append(level)
            self.low.append(low)
            self.high.append(high)
        return found

    def both(self, f: int, g: int) -> int:
        """Return what is true when both are."""
        if f <= 1 or g <= 1 or f == g:
            return self._and(f, g)  # known at once: no room for calls has to be made
        with deep(len(self.names)):
            return self._and(f, g)

    def either(self, f: int, g: int) -> int:
        """Return what is true when one of them is."""
        if f <= 1 or g <= 1 or f == g:
            return self._or(f, g)  # known at once: no room for calls has to be made
        with deep(len(self.names)):
            return self._or(f, g)

    def all_of(self, parts: Iterable[int]) -> int:
        """Return what is true when every part is."""
        return self._joined(self._and, 1, parts)

    def any_of(self, parts: Iterable[int]) -> int:
        """Return what is true when a part is."""
        return self._joined(self._or, 0, parts)

    def at_least(self, k: int, parts: Iterable[int]) -> int:
        """Return what is true when at least `k` parts are; a part given twice counts twice."""
        parts = list(parts)
        if k in (1, len(parts)):
            return self.any_of(parts) if k == 1 else self.all_of(parts)
        counted = [1] + [0] * k  # counted[j]: at least j of the parts so far
        with deep(len(self.names)):
            for part in sorted(parts, key=self._depth):
                for j in range(k, 0, -1):
                    counted[j] = self._or(counted[j], self._and(part, counted[j - 1]))
        return counted[k]

    def _joined(self, operation: Operation, start: int, parts: Iterable[int]) -> int:
        with deep(len(self.names)):
            for part in sorted(parts, key=self._depth):
                start = operation(start, part)
        return start

    def _depth(self, node: int) -> int:
        return -self.level[node]

    def _operation(self, *, dominant: int) -> Operation:
        """Return "and" (0 dominates) or "or" (1 dominates).

        What it reads stands in local names: this is where all the time goes.
        """
        level, low, high, nodes, take = self.level, self.low, self.high, self._nodes, self.budget.take
        known: dict[tuple[int, int], int] = {}
        left = CHUNK

        def apply(f: int, g: int) -> int:
            nonlocal left
            if f == g:
                return f
            if f > g:
                f, g = g, f
            if f <= 1:
                return f if f == dominant else g
            key = (f, g)
            found = known.get(key)
            if found is not None:
                return found
            at, other = level[f], level[g]
            if at == other:
                no, yes = apply(low[f], low[g]), apply(high[f], high[g])
            elif at < other:
                no, yes = apply(low[f], g), apply(high[f], g)
            else:
                at = other
                no, yes = apply(f, low[g]), apply(f, high[g])
            if no == yes:
                found = no
            else:
                node = (at, no, yes)
                found = nodes.get(node)
                if found is None:
                    found = nodes[node] = len(level)
                    level.append(at)
                    low.append(no)
                    high.append(yes)
            known[key] = found
            left -= 1
            if not left:
                left = take(CHUNK)
            return found

        return apply

    def function(self, f: int) -> Function:
        """Return a function cut out of the diagram: its probability and its derivatives."""
        return Function((cut_out(tuple(self.names), self.level, self.low, self.high, f),))

    def minimal(self, f: int) -> Solutions:
        """Return the minimal solutions of a function: the smallest sets that make it true."""
        return self.function(f).minimal()
