"""The frontier for status, exact over every set of mitigations."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import count
from math import lcm

from kakao_whatif.analysis.saving.choices import Members, Run, runs
from kakao_whatif.analysis.saving.costs import Costs
from kakao_whatif.analysis.saving.evidence import WORKED_OUT, functions, off_in, shortfalls
from kakao_whatif.analysis.saving.losing import Losing
from kakao_whatif.analysis.saving.pareto import Front, Point
from kakao_whatif.analysis.saving.search import Limits, Weights
from kakao_whatif.analysis.targets import NotWorse
from kakao_whatif.diagrams.diagram import Diagram
from kakao_whatif.propagation.lattice import weighing

Losses = list[Fraction]


def front_by_status(losing: Losing, costs: Costs, limits: Limits) -> list[tuple[Members, Losses]]:
    """Return the sets that no other set beats, each with what is lost in each scenario; cheapest first."""
    weights = Weights.of(losing.choices, costs)
    every = list(runs(losing.choices, limits.budget))
    sets = dict.fromkeys(
        members for run in every for members in _Walk(losing, every, run, weights, limits).sets()
    )
    lost = _lost(losing, every, list(sets))
    ordered = sorted(
        sets, key=lambda each: (weights.cost(each), losing.together(lost[each]), *weights.key(each))
    )
    found: list[tuple[Members, Losses]] = []
    for members in ordered:
        if not found or losing.together(lost[members]) < losing.together(found[-1][1]):
            found.append((members, lost[members]))
    return found


def _lost(losing: Losing, every: list[Run], sets: list[Members]) -> dict[Members, Losses]:
    """Return what is lost under each set in each scenario."""
    found: dict[Members, Losses] = {members: [] for members in sets}
    for scenario in losing.scenarios:
        choices = replace(losing.choices, scenario=scenario)
        short = shortfalls(choices, every, NotWorse(losing.services, losing.than), sets)
        for members in sets:
            found[members].append(Fraction(len(short[members])))
    return found


class _Walk:
    """The frontier of one run, and which sets turned out to be refused."""

    def __init__(self, losing: Losing, every: list[Run], run: Run, weights: Weights, limits: Limits) -> None:
        self.losing, self.every, self.run, self.weights = losing, every, run, weights
        self.diagram = Diagram(run.free, budget=limits.budget)
        off = off_in(run, self.diagram)
        self.nodes = [
            functions(
                replace(losing.choices, scenario=each), run, losing.services, losing.than, self.diagram, off
            )
            for each in losing.scenarios
        ]
        self.allowed = self.diagram.always
        most = None if limits.most is None else limits.most - weights.cost(run.fixed)
        self.front = Front(self.diagram, {id: weights.points[id] for id in run.free}, most)

    def sets(self) -> Iterator[Members]:
        """Yield the sets that no other set of the run beats."""
        if self.front.most is not None and self.front.most < 0:
            return
        walk = self._worst if self.losing.keep == "worst" else self._mean
        yield from walk()

    def _mean(self) -> list[Members]:
        scale = lcm(*(weight.denominator for weight in self.losing.weights))
        losses: dict[int, int] = {}
        for weight, nodes in zip(self.losing.weights, self.nodes, strict=True):
            for node in nodes:
                losses[node] = losses.get(node, 0) + int(weight * scale)
        return self._taken(losses)

    def _worst(self) -> Iterator[Members]:
        """Yield the cheapest set for each number of services that may be lost at worst."""
        most = len(self.losing.services)
        for _ in count():
            found = self._taken({self._over(most): 1}, lost=0)
            if not found:
                return
            yield found[0]
            self.diagram.budget.take(WORKED_OUT * len(self.run.wiring.services) * len(self.losing.scenarios))
            (lost,) = _lost(self.losing, self.every, found[:1]).values()
            most = int(max(lost)) - 1

    def _over(self, most: int) -> int:
        """Return the function that is true where more than so many are lost in some scenario."""
        found = self.diagram.never
        for nodes in self.nodes:
            parts = [(nodes.count(node), node) for node in sorted(set(nodes))]
            found = self.diagram.either(found, weighing(self.diagram, parts, most + 1))
        return found

    def _taken(self, losses: dict[int, int], lost: int | None = None) -> list[Members]:
        """Return the sets on the frontier, once all of them can be in place."""
        choices = self.losing.choices
        while True:
            points = [p for p in self.front.of(losses, self.allowed) if lost is None or p.lost == lost]
            sets = [self._members(point) for point in points]
            refused = [members for members in sets if not choices.is_taken(members)]
            if not refused:
                return sets
            for members in refused:
                self._refuse(choices.core(members) - self.run.fixed)

    def _members(self, point: Point) -> Members:
        return self.run.fixed | self.front.members(point)

    def _refuse(self, core: Members) -> None:
        """Allow only sets in which one of these is off."""
        one_off = self.diagram.any_of(self.diagram.variable(id) for id in sorted(core))
        self.allowed = self.diagram.both(self.allowed, one_off)
