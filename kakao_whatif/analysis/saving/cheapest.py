"""The smallest sets of a function that only grows, cheapest first.

Stands apart from `diagrams`, which lists by size: here every name has a cost, and a walk goes down the diagram with
what the rest costs at least known beforehand, so that no path is left unfinished.
"""

from collections.abc import Iterator, Mapping
from heapq import heappop, heappush

from kakao_whatif.diagrams.bounds import Budget
from kakao_whatif.diagrams.diagram import Diagram
from kakao_whatif.diagrams.minimal import minimal
from kakao_whatif.diagrams.sheet import Sheet, cut_out

AT_FIRST = 300_000
"""How many steps the diagram of all smallest sets may take before they are listed without it."""
LOOK = 10
"""The steps of a look at a set, a name in it."""


def smallest(
    diagram: Diagram, function: int, weights: Mapping[str, int], budget: Budget | None = None
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the smallest sets of names whose absence makes a function false, with their weights, the lightest first.

    A function that is true where enough names are *off* is false where enough are on.

    Parameters
    ----------
    diagram, function
        The function of what is off.
    weights
        By name, above 0.
    budget
        The steps that may be taken.

    Raises
    ------
    LimitError
        If there are too many of them to list all, once the lightest have been yielded.

    Notes
    -----
    O(nodes), and O(names log sets) for each set. Where all smallest sets make too large a diagram, all sets that
    suffice are walked instead, and those that hold a smaller one are passed over.

    Examples
    --------
    >>> diagram = Diagram(["a", "b", "c"])
    >>> a, b, c = map(diagram.variable, "abc")
    >>> dark = diagram.both(diagram.either(a, b), c)
    >>> list(smallest(diagram, dark, {"a": 1, "b": 2, "c": 4}))
    [(3, ('a', 'b')), (4, ('c',))]
    """
    sheet, budget = _turned(diagram, function), budget or Budget()
    family: Sheet | None = None
    with budget.within(AT_FIRST):
        family = minimal(sheet, budget)
    for weight, chosen in _by_weight(family or sheet, weights):
        budget.take(LOOK * (1 + len(chosen)))
        if family or not any(_holds(sheet, {*chosen} - {name}) for name in chosen):
            yield weight, chosen


def _turned(diagram: Diagram, function: int) -> Sheet:
    """Return the function of what is on that is false where the one of what is off is true.

    That is the same diagram with its branches and its ends exchanged.
    """
    sheet = cut_out(tuple(diagram.names), diagram.level, diagram.low, diagram.high, function)
    ends = {0: 1, 1: 0}
    lows, highs = ((0, 1, *(ends.get(at, at) for at in each[2:])) for each in (sheet.highs, sheet.lows))
    return Sheet(sheet.inputs, sheet.levels, lows, highs, ends.get(sheet.root, sheet.root))


def _holds(sheet: Sheet, chosen: set[str]) -> bool:
    at = sheet.root
    while at > 1:
        at = sheet.highs[at] if sheet.inputs[sheet.levels[at]] in chosen else sheet.lows[at]
    return at == 1


def _by_weight(sheet: Sheet, weights: Mapping[str, int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the paths of a diagram to true, as the names they take, the lightest first."""
    cost = [weights[str(sheet.inputs[level])] if at > 1 else 0 for at, level in enumerate(sheet.levels)]
    least: list[int | None] = [None, 0]
    for at in range(2, len(sheet.levels)):
        without, rest = least[sheet.lows[at]], least[sheet.highs[at]]
        having = None if rest is None else rest + cost[at]
        least.append(min((each for each in (without, having) if each is not None), default=None))
    heap: list[tuple[int, int, int, int, tuple[str, ...]]] = []
    number = 0
    waiting: list[tuple[int, int, tuple[str, ...]]] = [(0, sheet.root, ())]
    while heap or waiting:
        for spent, at, chosen in waiting:
            if (rest := least[at]) is not None:
                number += 1
                heappush(heap, (spent + rest, number, spent, at, chosen))
        waiting = []
        if not heap:
            return
        total, _, spent, at, chosen = heappop(heap)
        if at == 1:
            yield total, chosen
            continue
        name = str(sheet.inputs[sheet.levels[at]])
        waiting = [(spent, sheet.lows[at], chosen), (spent + cost[at], sheet.highs[at], (*chosen, name))]
