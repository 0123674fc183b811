"""The definition of a smallest set of mitigations, written as literally as possible: every subset, one by one."""

from dataclasses import replace
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
from tests.drawing import COIN, integers, one_of
from tests.strategies import changing_systems, losses


def accepted(system, scenario, tradeoffs=False):
    """Every set, with the members of its bundles, that can be added; by its members."""
    before = ids(system, scenario.mitigations)
    able = choosable(system, scenario, tradeoffs)
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


def choosable(system, scenario, tradeoffs=False):
    """Every mitigation that is not in place and, if so wanted, brings no trade-off along."""
    before = ids(system, scenario.mitigations)
    able = [id for id in system.mitigations if id not in before]
    return [
        id
        for id in able
        if tradeoffs or not any(system.mitigations[each].tradeoff for each in needed(system, id) - before)
    ]


def needed(system, id):
    """What cannot but be in place with a mitigation: what it includes and requires, and they in turn."""
    found, waiting = set(), [id]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += [*system.mitigations[each].includes, *system.mitigations[each].requires]
    return found


def without_exclusions(system):
    return replace(
        system,
        mitigations={id: replace(each, excludes=()) for id, each in system.mitigations.items()},
    )


def smallest(system, scenario, target, tradeoffs=False):
    every = accepted(system, scenario, tradeoffs)
    good = [members for members, with_them in every.items() if not target.shortfalls(system, with_them)]
    return {members for members in good if not any(other < members for other in good)}


def ids(system, mitigations):
    return frozenset(each.id for each in expanded(system, mitigations))


@st.composite
def costed(draw, ops, systems=changing_systems):
    """A system that may change, with costs, bundles, requirements and exclusions, in any order."""
    system = draw(systems(ops))
    every = draw(st.permutations(list(system.mitigations.values())))
    names = [each.id for each in every]
    bound = []
    for at, each in enumerate(every):
        points = draw(one_of([None, 0, 1, 1.5, 2, 3]))
        bound.append(
            Mitigation(
                each.id,
                changes=each.changes,
                cost=None if points is None else Cost(points, points / 2, points * 2),
                includes=each.includes,
                requires=(*each.requires, *(draw(_at_most_one(names[:at])) - {*each.requires})),
                excludes=tuple(draw(_at_most_one(names[:at]))) if draw(integers(0, 3)) == 0 else (),
                tradeoff=each.tradeoff,
            )
        )
    readings = [*system.readings.values()]
    if draw(integers(0, 3)) == 0:  # a reading that says what a mitigation says
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


def _at_most_one(names):
    return st.sets(one_of(names), max_size=1) if names else st.just(set())


@st.composite
def questions(draw, ops, *, tradeoffs=False, systems=changing_systems):
    """A costed system, a scenario, and some services that are wanted so, where it can be such that a set helps."""
    system = draw(costed(ops, systems))
    scenario = Scenario(draw(losses(system)))
    if draw(integers(0, 3)) == 0:
        scenario = scenario.with_mitigations(draw(one_of(sorted(system.mitigations))))
    if system.readings and draw(COIN):
        scenario = scenario.with_readings([draw(one_of(sorted(system.readings)))])
    every = accepted(system, scenario, tradeoffs)
    assume(frozenset() in every)
    status = [propagate(system, with_them).status for with_them in every.values()]
    seen = {id: [each.get(id, Status.DARK) for each in status] for id in sorted(system.possible_services)}
    apt = [(id, than) for id, each in seen.items() for than in Status if each[0] > than >= min(each)]
    if not apt:
        return system, scenario, [([draw(one_of(sorted(seen)))], draw(one_of(Status)))]
    one = draw(one_of(apt))
    several = draw(st.sets(one_of(apt), min_size=1, max_size=4))
    than = min(than for _, than in several)
    return system, scenario, [([one[0]], one[1]), (sorted({id for id, _ in several}), than)]


@st.composite
def outlooks(draw, ops, *, tradeoffs=False):
    """A costed system, several scenarios, and a status: preferably such that some set makes a difference."""
    system = draw(costed(ops))
    sites = sorted(system.domains)
    lost = draw(st.lists(st.frozensets(one_of(sites), max_size=2), min_size=1, max_size=3, unique=True))
    scenarios = [Scenario(each) for each in lost]
    every = accepted(system, scenarios[0], tradeoffs)
    seen = {
        members: [propagate(system, each.with_mitigations(*members)).status for each in scenarios]
        for members in every
    }
    varied = [than for than in Status if len({_counts(system, each, than) for each in seen.values()}) > 1]
    assume(every)
    return system, scenarios, draw(one_of(varied or list(Status))), seen


def _counts(system, several, than):
    return tuple(sum(each[id] > than for id in system.services) for each in several)


def brute_frontier(system, scenarios, than, seen, keep):
    """The members of each set on the frontier: of every set, what it costs and what is lost with it."""
    order = {id: at for at, id in enumerate(system.mitigations)}
    points = []
    for members, several in seen.items():
        counts = _counts(system, several, than)
        costs = [system.mitigations[id].cost for id in members]
        cost = sum(each.points for each in costs if each is not None)
        lost = max(counts) if keep == "worst" else sum(counts)
        points.append((cost, lost, len(members), sorted(order[id] for id in members), members))
    found = []
    for point in sorted(points, key=lambda each: each[:4]):
        if not found or point[1] < found[-1][1]:
            found.append(point)
    return [point[-1] for point in found]
