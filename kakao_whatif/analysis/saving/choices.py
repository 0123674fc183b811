"""Which sets of mitigations can be chosen, and the wirings that stand for all of them at once.

*A set is whole if it holds, of each member, what that one requires and includes.* A bundle without changes of its own
is then a member like any other, one that does nothing: it is in a smallest set only if something there requires it.

Helping mitigations are wired, one wiring for all choices among them. What can hurt is put in place first, in every
combination, and with it whatever is entangled with it; so are two ways of adding one thing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from kakao_whatif.analysis.saving.entangled import are_entangled
from kakao_whatif.diagrams.bounds import Budget
from kakao_whatif.errors import LimitError, ScenarioError
from kakao_whatif.model.apply import changed_by, expanded, in_place
from kakao_whatif.model.changes import AddDomain, AddService, Mitigation
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.propagation.wiring import Wiring, wired

MOST_FIXED = 10
FITTED = 10
"""The steps, a service, of putting a set of mitigations in place."""
Members = frozenset[str]


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be added to a scenario.

    Parameters
    ----------
    system, scenario
        What is asked about.
    before
        What is in place already, with the members of bundles.
    candidates
        What may be added, in file order.
    """

    system: System
    scenario: Scenario
    before: Members
    candidates: tuple[str, ...]

    @classmethod
    def of(cls, system: System, scenario: Scenario, *, tradeoffs: bool = False) -> "Choices":
        """Return the choices under a scenario; trade-offs are among them only if asked for."""
        before = frozenset(each.id for each in expanded(system, scenario.mitigations))
        left_out = {id for id, each in system.mitigations.items() if each.tradeoff and not tradeoffs}
        found = cls(system, scenario, before, tuple(id for id in system.mitigations if id not in before))
        candidates = tuple(id for id in found.candidates if left_out.isdisjoint(found.whole([id])))
        return replace(found, candidates=candidates)

    def whole(self, ids: Iterable[str]) -> Members:
        """Return mitigations with all that they require and include, but for what is in place already."""
        found: set[str] = set()
        waiting = list(ids)
        while waiting:
            id = waiting.pop()
            if id not in found and id not in self.before:
                found.add(id)
                waiting += bound(self.system.mitigations[id])
        return frozenset(found)

    def without(self, members: Members, id: str) -> Members:
        """Return the largest whole set among `members` that does not hold `id`."""
        return frozenset(other for other in members if id not in self.whole([other]))

    def folded(self, members: Iterable[str]) -> tuple[str, ...]:
        """Return a whole set as a scenario names it, in file order: members of its bundles are left out."""
        ids = set(members)
        held = {
            each.id
            for id in ids
            for each in expanded(self.system, self.system.mitigations[id].includes)
            if each.id != id
        }
        return tuple(id for id in self.system.mitigations if id in ids - held)

    def with_members(self, members: Iterable[str]) -> Scenario:
        """Return the scenario with these added."""
        return self.scenario.with_mitigations(*members)

    def is_taken(self, members: Iterable[str]) -> bool:
        """Return whether these can be in place together, on top of what is."""
        try:
            in_place(self.system, self.with_members(members))
        except ScenarioError:
            return False
        return True

    def subsets(self, members: Members) -> Iterator[Members]:
        """Yield the whole proper subsets of a set, small ones first."""
        order = [id for id in self.system.mitigations if id in members]
        for size in range(len(order)):
            for some in combinations(order, size):
                if self.whole(some) == frozenset(some):
                    yield frozenset(some)

    @property
    def has_hurting(self) -> bool:
        """Return whether something that can hurt is in place already."""
        return any(self.system.mitigations[id].tradeoff for id in self.before)

    def core(self, refused: Members) -> Members:
        """Return a smallest part of a refused set that is refused itself."""
        for id in sorted(refused):
            less = self.without(refused, id)
            if less != refused and not self.is_taken(less):
                return self.core(less)
        return refused


@dataclass(frozen=True, slots=True)
class Run:
    """Some of the choices: these are fixed, and any of those may be added.

    Parameters
    ----------
    fixed
        What is added for certain.
    free
        What may be added to it, in file order; each with the other free ones that it cannot do without.
    wiring
        The system with the fixed ones in place and the free ones wired in.
    """

    fixed: Members
    free: Mapping[str, Members]
    wiring: Wiring


def runs(choices: Choices, budget: Budget | None = None) -> Iterator[Run]:
    """Yield runs that together stand for every whole set of candidates that can be in place.

    Raises
    ------
    LimitError
        If too many mitigations would have to be tried in every combination, or that takes more steps than the budget
        has.
    """
    budget = budget or Budget()
    system, scenario = choices.system, choices.scenario
    first = _put_first(choices)
    may = [id for id in choices.candidates if id in first]
    if len(may) > MOST_FIXED:
        raise LimitError(
            f"mitigations: {len(may)} of them would have to be tried in every combination, because they can hurt or "
            f"meet something that can: {', '.join(may)}. At most {MOST_FIXED} can. Leave trade-offs out."
        )
    always = [id for id in choices.before if id not in first]
    for fixed in (frozenset(some) for k in range(len(may) + 1) for some in combinations(may, k)):
        if choices.whole(fixed) != fixed:
            continue
        budget.take(FITTED * len(system.services))
        base = replace(scenario, mitigations=(choices.before & first) | fixed)
        try:
            effective = changed_by(system, base)
        except ScenarioError:
            continue
        free = {
            id: choices.whole([id]) - fixed
            for id in choices.candidates
            if id not in first and choices.whole([id]) - fixed <= set(choices.candidates) - first
        }
        for left_out in _one_way_each(system, always, free):
            budget.take(FITTED * len(system.services))
            kept = {id: needs for id, needs in free.items() if needs.isdisjoint(left_out)}
            yield Run(fixed, kept, wired(effective, [*always, *kept]))


def bound(mitigation: Mitigation) -> tuple[str, ...]:
    """Return what a mitigation cannot be in place without."""
    return (*mitigation.requires, *mitigation.includes)


def _put_first(choices: Choices) -> Members:
    """Return what must be put in place before the rest is wired."""
    mitigations = choices.system.mitigations
    open_ids = [id for id in mitigations if id in choices.before or id in choices.candidates]
    readings = [
        c for id, r in choices.system.readings.items() if id in choices.scenario.readings for c in r.changes
    ]
    first = {id for id in open_ids if mitigations[id].tradeoff}
    while True:
        first |= {other for id in first for other in bound(mitigations[id]) if other in open_ids}
        put = [*readings, *(change for id in first for change in mitigations[id].changes)]
        more = {
            id
            for id in open_ids
            if id not in first
            and (
                not first.isdisjoint(mitigations[id].includes) or are_entangled(put, mitigations[id].changes)
            )
        }
        if not more:
            return frozenset(first)
        first |= more


def _one_way_each(system: System, always: Sequence[str], free: Collection[str]) -> Iterator[Members]:
    """Yield what to leave out, so that nothing is added in two ways; every choice that can be made is left once."""
    ways: dict[str, dict[object, set[str]]] = {}
    for id in (*always, *free):
        for change in system.mitigations[id].changes:
            if isinstance(change, AddDomain | AddService):
                part = change.domain if isinstance(change, AddDomain) else change.new
                ways.setdefault(part.id, {}).setdefault(part, set()).add(id)
    several = [list(ids.values()) for ids in ways.values() if len(ids) > 1]
    certain = set(always)
    for kept in product(*([w for w in each if w & certain] or each for each in several)):
        yield frozenset(
            id for each, one in zip(several, kept, strict=True) for ids in each for id in ids - one
        )
