"""The smallest sets of a function that only grows, cheapest first.

Stands apart from `diagrams`, which lists by size: here every name has a cost, and a walk goes down the diagram with
what the rest costs at least known beforehand, so that no path is left unfinished.
"""

from collections.abc import Iterator, Mapping
from heapq import heappop, heappush

from kakao_whatif.diagrams.diagram import Diagram
from kakao_whatif.diagrams.minimal import minimal
from kakao_whatif.diagrams.sheet import Sheet, cut_out


def solutions_against(diagram: Diagram, function: int) -> Sheet:
    """Return the smallest sets of names whose absence makes a function false.

    A function that is true where enough names are *off* is false where enough are on. That is the same diagram with
    its branches and its ends exchanged.
    """
    sheet = cut_out(tuple(diagram.names), diagram.level, diagram.low, diagram.high, function)
    turned = {0: 1, 1: 0}
    lows, highs = (tuple(turned.get(at, at) for at in each) for each in (sheet.lows, sheet.highs))
    root = turned.get(sheet.root, sheet.root)
    return minimal(Sheet(sheet.inputs, sheet.levels, (0, 1, *highs[2:]), (0, 1, *lows[2:]), root))


def by_weight(sheet: Sheet, weights: Mapping[str, int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the sets of a family with their weights, the lightest first.

    Parameters
    ----------
    sheet
        The family as a zero-suppressed diagram of one module.
    weights
        By name, 0 or more.

    Notes
    -----
    O(nodes), and O(names log sets) for each set.

    Examples
    --------
    >>> diagram = Diagram(["a", "b", "c"])
    >>> a, b, c = map(diagram.variable, "abc")
    >>> dark = diagram.both(diagram.either(a, b), c)
    >>> list(by_weight(solutions_against(diagram, dark), {"a": 1, "b": 2, "c": 4}))
    [(3, ('a', 'b')), (4, ('c',))]
    """
    cost = [weights[str(sheet.inputs[level])] if at > 1 else 0 for at, level in enumerate(sheet.levels)]
    least: list[int | None] = [None, 0]
    for at in range(2, len(sheet.levels)):
        without, rest = least[sheet.lows[at]], least[sheet.highs[at]]
        having = None if rest is None else rest + cost[at]
        least.append(min((each for each in (without, having) if each is not None), default=None))
    heap: list[tuple[int, int, int, int, tuple[str, ...]]] = []

    def push(spent: int, at: int, chosen: tuple[str, ...]) -> None:
        rest = least[at]
        if rest is not None:
            heappush(heap, (spent + rest, next_number[0], spent, at, chosen))
            next_number[0] += 1

    next_number = [0]
    push(0, sheet.root, ())
    while heap:
        total, _, spent, at, chosen = heappop(heap)
        if at == 1:
            yield total, chosen
            continue
        push(spent, sheet.lows[at], chosen)
        push(spent + cost[at], sheet.highs[at], (*chosen, str(sheet.inputs[sheet.levels[at]])))
