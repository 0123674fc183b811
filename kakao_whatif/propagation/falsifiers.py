"""Which dark services it takes to make a need false."""

from collections import defaultdict
from collections.abc import Sequence

from kakao_whatif.model.expression import Expression, threshold


def falsifiers(need: Expression, down: Sequence[str]) -> tuple[str, ...]:
    """Return ids that make an expression false, none of which can be left out.

    *From the last to the first, an id is left out if the expression is false without it.*

    Parameters
    ----------
    need
        The expression. It is false when all of `down` are.
    down
        Ids of it, each once, in the order of preference. They are returned in this order.

    Notes
    -----
    O(leaves x depth).

    Examples
    --------
    >>> from kakao_whatif.model.expression import AtLeast
    >>> falsifiers(AtLeast(2, ("a", "b", "c")), ["c", "a", "b"])
    ('c', 'a')
    """
    gates = _Gates(need)
    for id in gates.of.keys() - set(down):
        gates.turn(id, 1)
    kept = []
    for id in reversed(down):
        gates.turn(id, 1)
        if gates.are_true:
            gates.turn(id, -1)
            kept.append(id)
    return tuple(reversed(kept))


class _Gates:
    """How many parts each gate of an expression lacks to be true. All leaves are false at first."""

    def __init__(self, need: Expression) -> None:
        self.of: dict[str, list[int]] = defaultdict(list)
        self._lacking = [1]  # the gate at the top holds the expression itself, which may be a single id
        self._above = [-1]
        waiting: list[tuple[Expression, int]] = [(need, 0)]
        for part, gate in waiting:  # grows while it is walked
            if isinstance(part, str):
                self.of[part].append(gate)
                continue
            number = len(self._lacking)
            self._lacking.append(threshold(part))
            self._above.append(gate)
            waiting += ((inner, number) for inner in part.of)
        for gate in [gate for gate, lacking in enumerate(self._lacking) if lacking == 0]:
            self._count(self._above[gate], 1)

    @property
    def are_true(self) -> bool:
        return self._lacking[0] <= 0

    def turn(self, id: str, by: int) -> None:
        """Make a leaf true (1) or false again (-1), wherever it stands."""
        for gate in self.of[id]:
            self._count(gate, by)

    def _count(self, gate: int, by: int) -> None:
        while gate >= 0:
            self._lacking[gate] -= by
            if self._lacking[gate] != (0 if by > 0 else 1):
                return  # it is as true as before
            gate = self._above[gate]
