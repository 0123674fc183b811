"""Cost against loss, over every set of mitigations at once.

Stands apart from the smallest sets, which hold one function: here many functions lose something each, and what counts
is how much is lost together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kakao_whatif.diagrams.bounds import deep
from kakao_whatif.diagrams.diagram import Diagram

POINT = 3
"""The steps of a point."""
Losses = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A set of names and what it costs and loses; `mask` has a bit a name, the first name the highest."""

    cost: int
    lost: int
    size: int
    mask: int

    def key(self) -> tuple[int, int, int, int]:
        """Return what points are sorted by: of equals the smallest set, then the one that comes first in the file."""
        return self.cost, self.lost, self.size, -self.mask


@dataclass(slots=True)
class Front:
    """The sets that no other set beats, for functions of what is off.

    *A set is beaten by one that costs no more and loses no more, and less of one of them.* Of several that cost and
    lose the same, the one with the fewest members stays.

    Parameters
    ----------
    diagram
        Of the functions; its names are what can be chosen, and a name is true where it is *not* chosen.
    costs
        By name.
    most
        The largest cost; None for no limit.

    Notes
    -----
    Name by name, what the rest of the names can still do depends only on what is left of the functions; so each
    such remainder is worked out once. O(remainders * points of each).
    """

    diagram: Diagram
    costs: Mapping[str, int]
    most: int | None = None
    known: dict[tuple[Losses, int], list[Point]] = field(default_factory=dict)

    def of(self, weights: Mapping[int, int], allowed: int) -> list[Point]:
        """Return the points, cheapest first.

        Parameters
        ----------
        weights
            By function, what is lost where it is true.
        allowed
            The function that is true for the sets that may be chosen.

        Raises
        ------
        LimitError
            If that takes more steps than the diagram's budget has.
        """
        certain, losses = _settled(weights.items())
        with deep(len(self.diagram.names)):
            found = self._of(losses, allowed)
        return [Point(each.cost, each.lost + certain, each.size, each.mask) for each in found]

    def members(self, point: Point) -> frozenset[str]:
        """Return the names of a point."""
        names = self.diagram.names
        return frozenset(name for at, name in enumerate(names) if point.mask >> (len(names) - 1 - at) & 1)

    def _of(self, losses: Losses, allowed: int) -> list[Point]:
        diagram = self.diagram
        if allowed == diagram.never:
            return []
        if not losses and allowed == diagram.always:
            return [Point(0, 0, 0, 0)]
        key = (losses, allowed)
        if (found := self.known.get(key)) is not None:
            return found
        top = min(diagram.level[node] for node in (*(node for node, _ in losses), allowed))
        name = diagram.names[top]
        bit = 1 << (len(diagram.names) - 1 - top)
        having = self._branch(losses, allowed, top, diagram.low)
        cost = self.costs[name]
        points = [Point(p.cost + cost, p.lost, p.size + 1, p.mask | bit) for p in having]
        points += self._branch(losses, allowed, top, diagram.high)
        diagram.budget.take(POINT * (1 + len(points)))
        found = self.known[key] = unbeaten(p for p in points if self.most is None or p.cost <= self.most)
        return found

    def _branch(self, losses: Losses, allowed: int, top: int, to: list[int]) -> list[Point]:
        level = self.diagram.level

        def below(node: int) -> int:
            return to[node] if level[node] == top else node

        certain, rest = _settled((below(node), weight) for node, weight in losses)
        return [Point(p.cost, p.lost + certain, p.size, p.mask) for p in self._of(rest, below(allowed))]


def unbeaten(points: Iterable[Point]) -> list[Point]:
    """Return the points that no other one beats, cheapest first."""
    found: list[Point] = []
    for point in sorted(points, key=Point.key):
        if not found or point.lost < found[-1].lost:
            found.append(point)
    return found


def _settled(losses: Iterable[tuple[int, int]]) -> tuple[int, Losses]:
    """Return what is lost for certain, and what else may be, with equal functions taken together."""
    certain = 0
    rest: dict[int, int] = {}
    for node, weight in losses:
        if node == Diagram.always:
            certain += weight
        elif node != Diagram.never:
            rest[node] = rest.get(node, 0) + weight
    return certain, tuple(sorted(rest.items()))
