"""What mitigations cost together: points, with the range that is believed.

Stands apart from the case because a reader may try other costs; and sums are exact here, so that no limit is missed
by the last digit of a float.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from kakao_whatif.errors import ScenarioError, UnknownIdError
from kakao_whatif.model.parts import NOTHING, exact
from kakao_whatif.model.system import System


@dataclass(frozen=True, slots=True, order=True)
class Price:
    """What a set of mitigations costs, in points.

    Parameters
    ----------
    points
        The sum of the members' points; a bundle's members count once.
    low, high
        The sums of the ends of their ranges; the points themselves where the case gives no range.
    """

    points: float = 0
    low: float = 0
    high: float = 0


@dataclass(frozen=True, slots=True)
class Costs:
    """The cost of each mitigation of a system, exactly as it is written.

    Parameters
    ----------
    points, low, high
        By id. What has no cost counts 0.
    unpriced
        Ids of the mitigations that change something and have no cost.
    """

    points: Mapping[str, Fraction]
    low: Mapping[str, Fraction]
    high: Mapping[str, Fraction]
    unpriced: frozenset[str]

    @classmethod
    def of(cls, system: System, instead: Mapping[str, float] = NOTHING) -> "Costs":
        """Return the costs of a system's mitigations; those given `instead` have no range.

        Raises
        ------
        UnknownIdError
            If a cost is given for something that is no mitigation.
        ScenarioError
            If a cost is no finite number of 0 or more.
        """
        points, low, high, unpriced = {}, {}, {}, set()
        for id in instead:
            if id not in system.mitigations:
                raise UnknownIdError("mitigation", id, "costs", system.mitigations)
        for id, mitigation in system.mitigations.items():
            cost = mitigation.cost
            if id in instead:
                points[id] = low[id] = high[id] = _exact(id, instead[id])
            elif cost is None:
                points[id] = low[id] = high[id] = Fraction(0)
                unpriced |= {id} if mitigation.changes else set()
            else:
                points[id] = _exact(id, cost.points)
                low[id] = points[id] if cost.low is None else _exact(id, cost.low)
                high[id] = points[id] if cost.high is None else _exact(id, cost.high)
        return cls(points, low, high, frozenset(unpriced))

    def price(self, members: Iterable[str]) -> Price:
        """Return what these cost together, each counted once.

        Examples
        --------
        >>> from kakao_whatif.cases import load_case
        >>> Costs.of(load_case("kakao-2022")).price(["drills", "more-crews"])
        Price(points=6.0, low=3.0, high=12.0)
        """
        ids = set(members)
        return Price(*(float(sum(each[id] for id in ids)) for each in (self.points, self.low, self.high)))

    def whole(self) -> tuple[dict[str, int], int]:
        """Return the points as whole numbers, and by how much they were multiplied for that."""
        scale = math.lcm(*(cost.denominator for cost in self.points.values()))
        return {id: int(cost * scale) for id, cost in self.points.items()}, scale


def limit(name: str, given: float | None) -> Fraction | None:
    """Return a limit on costs exactly as it is written, or None if there is none."""
    return None if given is None or given == math.inf else _exact(name, given)


def _exact(id: str, given: Any) -> Fraction:
    if isinstance(given, bool) or not isinstance(given, int | float | Fraction) or not 0 <= given < math.inf:
        raise ScenarioError(f"costs.{id}: {given!r} is no cost. Give points, 0 or more.")
    return exact(given)
