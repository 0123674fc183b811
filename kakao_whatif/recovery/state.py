"""What is on, what is awake, and therefore what is dark, at one moment of a run.

Stands apart from the jobs that change it: here is the meaning (the greatest fixpoint), there is the work.
"""

from collections.abc import Iterable
from copy import copy
from functools import lru_cache

from kakao_whatif.propagation.engine import engine_of
from kakao_whatif.recovery.plan import Fails, Needs, Node, Plan


class State:
    """Units on or off, with power or without; services awake, lost by name, or with links switched off."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.on = [not unit.is_rebuilt for unit in plan.units]
        self.power = [True] * len(plan.units)
        self.exists = [not unit.is_rebuilt for unit in plan.units]
        self.dead_places: set[str] = set()
        self.awake = 0
        self.lost = 0
        self.grounded = 0
        self.short = 0
        self.detached: set[tuple[int, int]] = set()
        self.hard: list[tuple[int, int, tuple[Fails, ...]]] = []
        self.dark = 0
        self.is_stale = True
        self.read_needs()
        engine = engine_of(plan.system)
        for node in plan.nodes:
            has_active = any(plan.units[u].is_active and self.exists[u] for u in node.units)
            if node.wake is not None and not has_active and node.service.id not in engine.base.asleep:
                self.awake |= node.bit
            self.reground(node)
        self.settle()
        while failing := self._failing_links():
            self.detached |= failing
            self.read_needs()
            self.settle()

    def copy(self) -> "State":
        """Return a state that changes apart from this one."""
        other = copy(self)
        other.on, other.power, other.exists = self.on.copy(), self.power.copy(), self.exists.copy()
        other.dead_places, other.detached = self.dead_places.copy(), self.detached.copy()
        return other

    def _failing_links(self) -> set[tuple[int, int]]:
        """Return the links still attached whose need does not hold."""
        return {
            (node.index, k)
            for node in self.plan.nodes
            for k, (needs, _) in enumerate(node.detachable)
            if (node.index, k) not in self.detached and needs.fail(self.dark)
        }

    def read_needs(self) -> None:
        """Read the hard needs again: links that are switched off no longer count."""
        self.is_stale = True
        self.needs = []
        for node in self.plan.nodes:
            attached = [
                needs for k, (needs, _) in enumerate(node.detachable) if (node.index, k) not in self.detached
            ]
            mask, tests, parts = node.hard.mask, node.hard.tests, node.hard.parts
            for needs in attached:
                mask, tests, parts = mask | needs.mask, tests + needs.tests, parts + needs.parts
            self.needs.append(Needs(mask, tests, parts))
        order = ((self.plan.nodes[number].bit, self.needs[number]) for number in self.plan.order)
        self.hard = [(bit, needs.mask, needs.tests) for bit, needs in order]

    def capacity(self, node: Node) -> int:
        """Return what the units of a service carry; one without any carries everything."""
        units, is_awake = self.plan.units, self.awake & node.bit
        capacity = 0 if node.units else self.plan.whole
        for u in node.units:
            if self.on[u] and (is_awake or units[u].is_active):
                capacity += units[u].capacity
        return capacity

    def reground(self, node: Node) -> None:
        """Note whether a service is lost by name, or its units carry too little."""
        bit, whole, capacity = node.bit, self.plan.whole, self.capacity(node)
        before = self.grounded
        if not node.runs_with(capacity) or self.lost & bit:
            self.grounded |= bit
        else:
            self.grounded &= ~bit
        if capacity < whole:
            self.short |= bit
        else:
            self.short &= ~bit
        if self.grounded != before:
            self.is_stale = True

    def settle(self) -> int:
        """Work out what is dark: everything stands that nothing takes away."""
        if self.is_stale:
            self.dark = self._fixpoint(self.grounded, self.hard)
            self.is_stale = False
        return self.dark

    def would_run(self, node: Node) -> bool:
        """Return whether a service would not be dark for want of its hard needs, were all its units on."""
        if not node.in_ring:
            return not self.needs[node.index].fail(self.dark)
        return not self._fixpoint(self.grounded & ~node.bit, self.hard) & node.bit

    def dark_but_for(self, node: Node) -> int:
        """Return what is dark for other reasons than that a service is: as if nothing could darken that one."""
        if not node.in_ring:
            return self.dark & ~node.bit
        others = [need for need in self.hard if need[0] != node.bit]
        return self._fixpoint(self.grounded & ~node.bit, others)

    def _fixpoint(self, dark: int, hard: Iterable[tuple[int, int, tuple[Fails, ...]]]) -> int:
        while True:
            before = dark
            for bit, mask, tests in hard:
                if not dark & bit and (dark & mask or (tests and any(test(dark) for test in tests))):
                    dark |= bit
            if dark == before or not self.plan.has_rings:
                return dark

    def degraded(self) -> int:
        """Return what has less than full capacity, or does without a link that is switched off; DARK or not."""
        loose = 0
        for index, link in self.detached:
            if self.plan.nodes[index].detachable[link][0].fail(self.dark):
                loose |= self.plan.nodes[index].bit
        return self.short | loose

    def locked(self) -> int:
        """Return what runs, but needs a sign-in that fails."""
        dark = self.dark
        return sum(
            n.bit for n in self.plan.nodes if n.login.parts and not dark & n.bit and n.login.fail(dark)
        )


def initial_state(plan: Plan) -> State:
    """Return the state before the first event; worked out once, since every run begins with it."""
    return _initial(plan).copy()


@lru_cache(maxsize=32)
def _initial(plan: Plan) -> State:
    return State(plan)
