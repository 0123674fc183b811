"""Many scenarios at once say of each what `propagate` says of it alone."""

from contextlib import suppress
from itertools import combinations, pairwise

from hypothesis import given, reject, settings
from hypothesis import strategies as st

from kakao_whatif.errors import ScenarioError
from kakao_whatif.model.apply import in_place
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import HELPING, ContainLoss, Mitigation
from kakao_whatif.model.parts import Domain, Replica, Service
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.propagation.lattice import Bits
from kakao_whatif.propagation.symbolic import evaluate
from kakao_whatif.propagation.wiring import wired
from tests.oracles import subsets
from tests.strategies import changing_systems, systems
from tests.twice import added_twice


def asked(scenarios, names, chosen):
    """Where each name is chosen, a bit a scenario."""
    return {
        name: sum(1 << at for at, scenario in enumerate(scenarios) if name in chosen(scenario))
        for name in names
    }


def statuses(answer, id, at):
    masks = (answer.dark[id], answer.locked(id), answer.degraded(id))
    for status, mask in zip((Status.DARK, Status.LOCKED, Status.DEGRADED), masks, strict=True):
        if mask >> at & 1:
            return status
    return Status.UP


@settings(max_examples=200)
@given(systems())
def test_all_losses_of_two_at_once(system):
    ids = [*system.domains, *system.services]
    scenarios = [Scenario(lost) for lost in subsets(ids, most=2)]
    answer = evaluate(wired(system), Bits(len(scenarios)), asked(scenarios, ids, lambda s: s.losses))
    for at, scenario in enumerate(scenarios):
        impact = propagate(system, scenario)
        assert {id: statuses(answer, id, at) for id in system.services} == impact.status
        assert {id for id, asleep in answer.asleep.items() if asleep >> at & 1} == impact.settled.asleep


@settings(max_examples=300)
@given(changing_systems(HELPING), st.data())
def test_all_choices_of_mitigations_at_once(system, data):
    all_choices_agree(system, data)


@settings(max_examples=300)
@given(added_twice(HELPING), st.data())
def test_all_choices_at_once_where_what_several_add_is_altered(system, data):
    all_choices_agree(system, data)


def all_choices_agree(system, data):
    readings = data.draw(st.frozensets(st.sampled_from(sorted(system.readings)))) if system.readings else ()
    ids = sorted(system.possible_ids)
    lost = data.draw(st.lists(st.frozensets(st.sampled_from(ids), max_size=3), max_size=4, unique=True))
    lost = [frozenset(), *lost]
    chosen = [set(c) for k in range(len(system.mitigations) + 1) for c in combinations(system.mitigations, k)]
    fitting = []
    for scenario in (Scenario(losses, choice, readings) for losses in lost for choice in chosen):
        with suppress(ScenarioError):  # these do not go together
            fitting.append((scenario, propagate(system, scenario)))
    base = in_place(system, Scenario(readings=readings)) if fitting else system
    scenarios = [scenario for scenario, _ in fitting]
    lattice = Bits(len(scenarios))
    on = asked(scenarios, system.mitigations, lambda s: s.mitigations)
    off = {id: lattice.always ^ mask for id, mask in on.items()}
    try:
        wiring = wired(base, system.mitigations)
    except ValueError:
        reject()  # two of them add one thing differently
    answer = evaluate(wiring, lattice, asked(scenarios, ids, lambda s: s.losses), off)
    for at, (_, impact) in enumerate(fitting):
        assert {id: statuses(answer, id, at) for id in impact.status} == impact.status


@settings(max_examples=150)
@given(systems(), st.data())
def test_what_is_not_asked_for_is_left_out_without_changing_the_rest(system, data):
    ids = [*system.domains, *system.services]
    wanted = data.draw(st.sampled_from(sorted(system.services)))
    scenarios = [Scenario(lost) for lost in subsets(ids, most=1)]
    lost = asked(scenarios, ids, lambda s: s.losses)
    whole = evaluate(wired(system), Bits(len(scenarios)), lost)
    part = evaluate(wired(system), Bits(len(scenarios)), lost, of=[wanted])
    assert part.dark == {id: whole.dark[id] for id in part.dark}
    assert (part.locked(wanted), part.degraded(wanted)) == (whole.locked(wanted), whole.degraded(wanted))


def test_places_may_stand_in_each_other_deeper_than_calls_may_go():
    ids = [f"d{at}" for at in range(1_500)]
    places = [Domain(id, parent=ids[at - 1] if at else None) for at, id in enumerate(ids)]
    system = build_system([Service("s", replicas=(Replica(ids[-1]),))], places)
    answer = evaluate(wired(system), Bits(2), {ids[0]: 0b01, ids[-2]: 0b10})
    assert answer.dark["s"] == 0b11


def test_so_may_losses_that_are_contained_to_parts():
    ids = [f"d{at}" for at in range(1_500)]
    places = [Domain(id, parent=ids[at - 1] if at else None) for at, id in enumerate(ids)]
    contained = tuple(ContainLoss(id, (inner,)) for id, inner in pairwise(ids))
    system = build_system(
        [Service("s", replicas=(Replica(ids[-1]),)), Service("t", replicas=(Replica(ids[-2]),))],
        places,
        mitigations=[Mitigation("contain", changes=contained)],
    )
    answer = evaluate(wired(system, ["contain"]), Bits(1), {ids[0]: 1})
    assert answer.dark == {"s": 1, "t": 0}
