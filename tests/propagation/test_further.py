"""One more loss in all scenarios, against working everything out from the start."""

from hypothesis import given, reject, settings
from hypothesis import strategies as st

from kakao_whatif.errors import WhatIfError
from kakao_whatif.model.changes import HELPING
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.propagation.further import Further, Reach
from kakao_whatif.propagation.groups import groups
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.propagation.lattice import Bits
from kakao_whatif.propagation.symbolic import Evaluation, evaluate, settle
from kakao_whatif.propagation.wiring import wired
from tests.oracles import subsets
from tests.strategies import changing_systems, systems


def state(found):
    ids = found.wiring.services
    statuses = [(found.dark[id], found.locked(id), found.degraded(id)) for id in ids]
    return dict(zip(ids, statuses, strict=True)), dict(found.asleep), dict(found.out)


def check(system):
    """Every single loss on top of every loss of one or two."""
    ids = [*system.domains, *system.services]
    scenarios = [frozenset(lost) for lost in subsets(ids, most=2)]
    bits = Bits(len(scenarios))
    lost = {id: sum(1 << at for at, some in enumerate(scenarios) if id in some) for id in ids}
    wiring = wired(system)
    order = groups(wiring)
    found = Evaluation(wiring, bits, lost)
    settle(found, order)
    reach, before = Reach(wiring, order), state(found)
    further = Further(found, lost, reach)
    for member in ids:
        wanted = evaluate(wiring, bits, {**lost, member: bits.always})
        with further.losing(member) as was:
            assert state(found) == state(wanted)
            assert set(was) == reach.dark(member)
            changed = {id for id, statuses in state(found)[0].items() if statuses != before[0][id]}
            assert changed <= reach.watching(was)
        assert state(found) == before


@settings(max_examples=300)
@given(systems())
def test_one_more_loss_is_what_it_is_from_the_start_and_leaves_nothing_behind(system):
    check(system)


@settings(max_examples=150)
@given(changing_systems(HELPING), st.data())
def test_contained_losses_and_alternatives_too(system, data):
    chosen = data.draw(st.frozensets(st.sampled_from(sorted(system.mitigations)), max_size=2))
    try:
        there = propagate(system, Scenario(mitigations=chosen)).system
    except WhatIfError:
        reject()
    check(there)
