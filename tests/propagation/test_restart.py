"""Starting again, against the least fixpoint written out."""

from hypothesis import given, settings

from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.propagation.restart import restart_deadlocks
from tests import oracles
from tests.small import losing, of, runs
from tests.strategies import cases


@settings(max_examples=500)
@given(cases())
def test_every_random_system_starts_again_as_the_definitions_say(case):
    system, scenario = case
    for supposed in (None, scenario):
        found, expected = restart_deadlocks(system, supposed), oracles.restart(system, supposed)
        assert set(found.unstartable) == expected.unstartable
        assert set(map(frozenset, found.rings)) == expected.rings
        assert {id: set(names) for id, names in found.held_up.items()} == expected.held_up
        assert bool(found) == bool(expected.unstartable)


def test_two_that_wait_for_each_other_are_a_deadlock_and_the_third_is_held_up():
    system = of(runs("chat", restart="tools"), runs("tools", hard="chat"), runs("news", hard="chat"))
    found = restart_deadlocks(system)
    assert found.rings == (("chat", "tools"),)
    assert found.held_up == {"news": ("chat",)}
    assert found.unstartable == ("chat", "news", "tools")


def test_what_never_went_dark_need_not_be_started():
    system = of(runs("chat", ["pangyo"], restart="tools"), runs("tools", ["anyang"], restart="chat"))
    assert restart_deadlocks(system).rings == (("chat", "tools"),)
    assert not restart_deadlocks(system, losing("pangyo"))
    assert restart_deadlocks(system, losing("pangyo", "anyang")).rings == (("chat", "tools"),)


def test_a_tool_that_needs_itself_to_be_deployed_is_a_ring_of_one():
    assert restart_deadlocks(of(runs("deploy", restart="deploy"))).rings == (("deploy",),)


def test_failover_is_waited_for_only_where_the_active_copies_do_not_suffice():
    control = runs("control", hard="app")
    enough = of(runs("app", ["a"], standby_at=["b"], woken_by="control"), control)
    assert not restart_deadlocks(enough)
    short = of(
        runs("app", ["a"], standby_at=["b"], woken_by="key", share=0.5, minimum=1), runs("key", restart="app")
    )
    assert restart_deadlocks(short).rings == (("app", "key"),)


def test_what_is_met_already_ties_nobody_into_a_ring():
    """`s` has `a` already and waits only for `c`, which never runs; `b` waits for `s`."""
    first = AllOf((AnyOf(("a", "b")), "c"))
    system = of(runs("a"), runs("b", hard="s"), runs("c", hard=AnyOf()), runs("s", restart=first))
    found = restart_deadlocks(system)
    assert (found.rings, found.held_up) == ((), {"b": ("s",), "s": ("c",)})


def test_of_a_number_of_them_those_that_run_are_not_waited_for():
    some = AtLeast(2, ("a", "b", "c"))
    system = of(runs("a"), runs("b", hard="s"), runs("c", restart="c"), runs("s", restart=some))
    found = restart_deadlocks(system)
    assert (found.rings, found.held_up) == ((("b", "s"), ("c",)), {})


def test_a_standby_that_the_active_copies_do_without_ties_nobody_into_a_ring():
    """`app` waits for `late`; that nothing wakes its standby holds up nobody."""
    app = runs("app", ["a"], standby_at=["b"], woken_by="key", restart="late")
    found = restart_deadlocks(of(app, runs("key", hard="app"), runs("late", restart="late")))
    assert (found.rings, found.held_up) == ((("late",),), {"app": ("late",), "key": ("app",)})


def test_what_could_not_run_anyway_is_not_unstartable():
    system = of(runs("broken", ["a"], share=0), runs("app", hard="broken"), runs("late", restart="broken"))
    found = restart_deadlocks(system)
    assert found.rings == ()
    assert found.held_up == {"late": ("broken",)}


def test_ten_thousand_start_one_after_the_other():
    chain = [runs("s0"), *(runs(f"s{at}", restart=f"s{at - 1}") for at in range(1, 10_000))]
    assert not restart_deadlocks(of(*chain))


def test_ten_thousand_wait_for_each_other():
    ring = [runs(f"s{at}", restart=f"s{at - 1 if at else 9999}") for at in range(10_000)]
    assert len(restart_deadlocks(of(*ring), Scenario()).rings) == 0
    assert len(restart_deadlocks(of(*ring)).rings[0]) == 10_000
