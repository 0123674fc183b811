"""The engine against the definitions, and its two short cuts against doing everything afresh."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kakao_whatif.model.build import build_system
from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast, holds
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.propagation.engine import Engine, predicate
from kakao_whatif.propagation.impact import propagate
from tests import oracles
from tests.small import losing, of, runs
from tests.strategies import cases, expressions, losses, parts, systems


@settings(max_examples=2400)
@given(cases())
def test_every_random_system_means_what_the_definitions_say(case):
    system, scenario = case
    impact, expected = propagate(system, scenario), oracles.answer(system, scenario)
    assert impact.status == expected.status
    assert impact.settled.asleep == expected.asleep
    assert impact.sign_in_lost == expected.sign_in_lost
    for status, ids in zip(Status, (impact.up, impact.degraded, impact.locked, impact.dark), strict=True):
        assert ids == {id for id, is_ in expected.status.items() if is_ is status}


@settings(max_examples=300)
@given(systems(), st.data())
def test_starting_from_the_state_without_losses_equals_a_system_compiled_afresh(system, data):
    engine = Engine(system)
    for _ in range(3):
        lost = data.draw(losses(system))
        assert engine.settle(lost) == Engine(replace(system)).settle(lost)
    assert engine.settle(()) == Engine(replace(system)).base


@settings(max_examples=300)
@given(parts(), st.data())
def test_the_order_of_input_never_matters(base, data):
    system = build_system(base.services, base.domains)
    services, domains = data.draw(st.permutations(base.services)), data.draw(st.permutations(base.domains))
    turned = build_system(
        [replace(s, replicas=s.replicas[::-1], needs=s.needs[::-1]) for s in services], domains
    )
    scenario = Scenario(data.draw(losses(system)))
    one, other = propagate(system, scenario), propagate(turned, scenario)
    assert one.status == other.status
    assert one.conditions == other.conditions
    assert one.wake_rings == other.wake_rings


votes = st.lists(st.sampled_from("abc"), min_size=1, max_size=5).flatmap(
    lambda ids: st.builds(AtLeast, st.integers(1, len(ids)), st.just(tuple(ids)))
)


@settings(max_examples=300)
@given(expressions(("a", "b", "c"), depth=3) | votes, st.frozensets(st.sampled_from("abc")))
def test_a_predicate_is_its_expression(expression, dark):
    assert predicate(expression)(dark) == holds(expression, lambda id: id not in dark)


def test_gates_at_their_limits():
    assert predicate(AllOf())({"a"})
    assert not predicate(AnyOf())(set())
    assert predicate(AtLeast(2, ("a", "a", "b")))({"b"})
    assert not predicate(AtLeast(2, ("a", "a", "b")))({"a"})


def test_a_chain_of_ten_thousand_needs_is_followed_without_recursion():
    chain = [runs("s0", ["d"]), *(runs(f"s{at}", hard=f"s{at - 1}") for at in range(1, 10_000))]
    impact = propagate(of(*chain), losing("d"))
    assert len(impact.dark) == 10_000
    assert impact.wake_rings == ()
    assert not impact.conditions["s9999"].hard


def test_a_ring_of_ten_thousand_stands_and_falls_as_one():
    ring = [runs(f"s{at}", hard=f"s{at - 1 if at else 9999}") for at in range(10_000)]
    system = of(*ring)
    assert not propagate(system).dark
    assert len(propagate(system, losing("s77")).dark) == 10_000


def test_ten_thousand_standbys_wake_one_after_the_other():
    chain = [runs("s0")]
    chain += [runs(f"s{at}", ["d"], standby_at=["e"], woken_by=f"s{at - 1}") for at in range(1, 10_000)]
    system = of(*chain)
    assert not propagate(system, losing("d")).dark
    assert len(propagate(system, losing("d", "s0")).dark) == 10_000


def test_ten_thousand_domains_stand_in_each_other():
    inside = {f"d{at}": f"d{at - 1}" for at in range(1, 10_000)}
    assert propagate(of(runs("s", ["d9999"]), inside=inside), losing("d0")).dark == {"s"}
