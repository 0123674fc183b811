"""Starting again, against the least fixpoint written out."""

from hypothesis import given, settings

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
        assert set(found.held_up) == expected.held_up
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
