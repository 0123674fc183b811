"""The definition of a smallest set of mitigations, written as literally as possible: every subset, one by one."""

from itertools import combinations

from hypothesis import assume
from hypothesis import strategies as st

from kakao_whatif.errors import ModelError, ScenarioError
from kakao_whatif.model.apply import expanded
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import Cost, Mitigation, Reading
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.propagation.impact import propagate
from tests.strategies import changing_systems, losses


def accepted(system, scenario, tradeoffs=False):
    """Every set, with the members of its bundles, that can be added; by its members."""
    before = ids(system, scenario.mitigations)
    able = [id for id in system.mitigations if id not in before]
    able = [
        id
        for id in able
        if tradeoffs or not any(system.mitigations[each].tradeoff for each in ids(system, [id]) - before)
    ]
    found = {}
    for size in range(len(able) + 1):
        for chosen in combinations(able, size):
            with_them = scenario.with_mitigations(*chosen)
            try:
                propagate(system, with_them)
            except ScenarioError:
                continue
            found.setdefault(ids(system, chosen) - before, with_them)
    return found


def smallest(system, scenario, target, tradeoffs=False):
    every = accepted(system, scenario, tradeoffs)
    good = [members for members, with_them in every.items() if not target.shortfalls(system, with_them)]
    return {members for members in good if not any(other < members for other in good)}


def ids(system, mitigations):
    return frozenset(each.id for each in expanded(system, mitigations))


@st.composite
def costed(draw, ops):
    """A system that may change, with costs, bundles, requirements and exclusions among its mitigations, in any order."""
    system = draw(changing_systems(ops))
    every = draw(st.permutations(list(system.mitigations.values())))
    names = [each.id for each in every]
    bound = []
    for at, each in enumerate(every):
        points = draw(st.sampled_from([None, 0, 1, 1.5, 2, 3]))
        bound.append(
            Mitigation(
                each.id,
                changes=each.changes,
                cost=None if points is None else Cost(points, points / 2, points * 2),
                includes=each.includes,
                requires=tuple(draw(st.sets(st.sampled_from(names[:at]), max_size=1))) if at else (),
                excludes=tuple(draw(st.sets(st.sampled_from(names[:at]), max_size=1)))
                if at and draw(st.integers(0, 3)) == 0
                else (),
                tradeoff=each.tradeoff,
            )
        )
    readings = [*system.readings.values()]
    if draw(st.integers(0, 3)) == 0:  # a reading that says what a mitigation says
        readings.append(Reading("said", changes=draw(st.sampled_from(every)).changes))
    try:
        return build_system(
            system.services.values(),
            system.domains.values(),
            mitigations=bound,
            readings=readings,
            parameters=system.parameters,
        )
    except ModelError:
        return system


@st.composite
def questions(draw, ops, *, tradeoffs=False):
    """A costed system, a scenario, services that are wanted, and how: preferably such that something can be done."""
    system = draw(costed(ops))
    scenario = Scenario(draw(losses(system)))
    if draw(st.integers(0, 3)) == 0:
        scenario = scenario.with_mitigations(draw(st.sampled_from(sorted(system.mitigations))))
    if system.readings and draw(st.booleans()):
        scenario = scenario.with_readings([draw(st.sampled_from(sorted(system.readings)))])
    every = accepted(system, scenario, tradeoffs)
    assume(frozenset() in every)
    status = [propagate(system, with_them).status for with_them in every.values()]
    seen = {id: [each.get(id, Status.DARK) for each in status] for id in sorted(system.possible_services)}
    apt = [(id, than) for id, each in seen.items() for than in Status if each[0] > than >= min(each)]
    if not apt:
        assume(draw(st.integers(0, 99)) == 57)
        return system, scenario, [draw(st.sampled_from(sorted(seen)))], draw(st.sampled_from(Status))
    wanted, than = draw(st.sampled_from(apt))
    more = sorted({id for id, at_worst in apt if at_worst == than})
    return system, scenario, {wanted, *draw(st.sets(st.sampled_from(more), max_size=3))}, than
