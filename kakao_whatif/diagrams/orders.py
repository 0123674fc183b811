"""Orders of the variables of a module: which is looked at first in its diagram.

The order decides whether a diagram has a thousand nodes or a million, and no rule finds the best
one; so there are a few rules, each of which walks the formula depth first, and `modular` tries
them in turn.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator

from kakao_whatif.diagrams.formula import Formulas


def inside(formulas: Formulas, module: int, modules: Collection[int]) -> tuple[list[int], list[int]]:
    """Return the gates of a module, parts first, and its inputs: variables and inner modules."""
    gates: dict[int, None] = {}
    inputs: dict[int, None] = {}
    waiting = [(module, False)]
    while waiting:
        at, is_done = waiting.pop()
        if is_done:
            gates[at] = None
        elif not formulas.parts[at] or (at in modules and at != module):
            inputs[at] = None
        elif at not in gates:
            waiting.append((at, True))
            waiting.extend((part, False) for part in reversed(formulas.parts[at]) if part not in gates)
    return list(gates), list(inputs)


def orders(
    formulas: Formulas, module: int, gates: Collection[int], inputs: Collection[int]
) -> Iterator[list[int]]:
    """Yield orders of the inputs of a module, the most promising first.

    All go depth first. They differ in which part of a gate comes first: gates before inputs, the
    largest part, the part that most gates share, or the smallest part.

    References
    ----------
    M. Bouissou, F. Bruyere, A. Rauzy, BDD based fault-tree processing: a comparison of variable
    ordering heuristics, ESREL 1997.
    """
    is_input = set(inputs)
    size = dict.fromkeys(inputs, 1)
    users: Counter[int] = Counter()
    for gate in gates:
        size[gate] = 1 + sum(size[part] for part in formulas.parts[gate])
        users.update(formulas.parts[gate])
    keys: tuple[Callable[[int], int], ...] = (
        lambda part: part in is_input,
        lambda part: -size[part],
        lambda part: -users[part],
        lambda part: size[part],
    )
    for key in keys:
        yield _depth_first(formulas, module, is_input, key)


def _depth_first(
    formulas: Formulas, module: int, inputs: Collection[int], key: Callable[[int], int]
) -> list[int]:
    found: list[int] = []
    seen: set[int] = set()
    waiting = [module]
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        if at in inputs:
            found.append(at)
        else:
            waiting.extend(sorted(formulas.parts[at], key=key)[::-1])
    return found
