"""Services in the order in which they can be worked out."""

from hypothesis import given
from hypothesis import strategies as st

from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import Mitigation, SoftenNeed
from kakao_whatif.model.components import components
from kakao_whatif.model.expression import AllOf, AnyOf
from kakao_whatif.model.parts import Dependency, Service
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.propagation.groups import groups, hard_leaves
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.propagation.wiring import wired
from tests.small import of, runs
from tests.strategies import losses, systems


@given(systems())
def test_each_group_comes_after_all_that_it_needs_and_rings_stay_together(system):
    wiring = wired(system)
    graph = {id: hard_leaves(service) for id, service in wiring.services.items()}
    found, seen = groups(wiring), set()
    for group in found:
        seen |= set(group.ids)
        assert group.needs == {leaf for id in group.ids for leaf in graph[id]} <= seen
        assert sorted(id for ids in group.together for id in ids) == sorted(group.ids)
    assert sorted(sorted(group.ids) for group in found) == sorted(map(sorted, components(graph)))


@given(systems(), st.data())
def test_those_that_are_said_to_go_dark_together_do(system, data):
    dark = {*propagate(system, Scenario(data.draw(losses(system)))).dark}
    for group in groups(wired(system)):
        assert all(dark.isdisjoint(ids) or dark.issuperset(ids) for ids in group.together)


def test_those_that_need_each_other_by_name_go_dark_together_and_one_with_a_choice_does_not():
    system = of(
        runs("a", hard="b"),
        runs("b", hard=AllOf(("c", "x"))),
        runs("c", hard="a"),
        runs("x", hard=AnyOf(("a", "y"))),
        runs("y"),
    )
    rings = [group.together for group in groups(wired(system)) if len(group.ids) > 1]
    assert [sorted(map(sorted, ring)) for ring in rings] == [[["a", "b", "c"], ["x"]]]


def test_what_a_mitigation_may_ease_holds_nobody_together():
    change = Mitigation("soft", changes=(SoftenNeed("a", "b"),))
    system = of(runs("a", hard="b"), runs("b", hard="a"), mitigations=[change])
    assert [len(group.together) for group in groups(wired(system))] == [1]
    assert [len(group.together) for group in groups(wired(system, ["soft"]))] == [2]


def test_what_is_not_asked_for_is_left_out():
    system = build_system(
        [
            Service("a", needs=(Dependency("hard", "a"),)),
            Service("b", needs=(Dependency("login", "a"),)),
            Service("c"),
        ]
    )
    assert [group.ids for group in groups(wired(system), ["b"])] == [("a",), ("b",)]
