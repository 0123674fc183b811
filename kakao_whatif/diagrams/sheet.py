"""What is left of a diagram once it is made: the nodes of one function, children first.

Counting and probability are one walk through such a list, without recursion and without the
tables that making it took. A function whose modules were worked out apart is several sheets, each
of which may have earlier ones as inputs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

TERMINAL = 1 << 60
"""The level of the constants: below every variable."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One module: nodes 0 and 1 are the constants, children come before parents.

    Parameters
    ----------
    inputs
        What each level asks, the first level first: a name, or the number of an earlier sheet. Each
        is asked by some node.
    levels, lows, highs
        For each node its level, and where false and true lead.
    root
        The node that stands for the whole.
    """

    inputs: tuple[str | int, ...]
    levels: tuple[int, ...]
    lows: tuple[int, ...]
    highs: tuple[int, ...]
    root: int


def names_in(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """Return the names that sheets ask, sorted."""
    return tuple(sorted({each for sheet in sheets for each in sheet.inputs if isinstance(each, str)}))


def cut_out(
    inputs: tuple[str | int, ...], level: Sequence[int], low: Sequence[int], high: Sequence[int], root: int
) -> Sheet:
    """Return the sheet of one node and all below it, from tables in which children come first.

    An input that no node asks does not matter to the function, and is left out.
    """
    found = {0, 1, root}
    waiting = [root]
    while waiting:
        at = waiting.pop()
        if at > 1:
            for child in (low[at], high[at]):
                if child not in found:
                    found.add(child)
                    waiting.append(child)
    kept = sorted(found)
    new = {at: number for number, at in enumerate(kept)}
    asked = sorted({level[at] for at in kept[2:]})
    place = {TERMINAL: TERMINAL} | {at: number for number, at in enumerate(asked)}
    return Sheet(
        tuple([inputs[at] for at in asked]),
        tuple([place[level[at]] for at in kept]),
        tuple([new[low[at]] for at in kept]),
        tuple([new[high[at]] for at in kept]),
        new[root],
    )
