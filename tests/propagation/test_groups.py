"""Services in the order in which they can be worked out."""

from hypothesis import given

from kakao_whatif.model.build import build_system
from kakao_whatif.model.components import components
from kakao_whatif.model.parts import Dependency, Service
from kakao_whatif.propagation.groups import groups, hard_leaves
from kakao_whatif.propagation.wiring import wired
from tests.strategies import systems


@given(systems())
def test_each_group_comes_after_all_that_it_needs_and_rings_stay_together(system):
    wiring = wired(system)
    graph = {id: hard_leaves(service) for id, service in wiring.services.items()}
    found, seen = groups(wiring), set()
    for group in found:
        seen |= set(group.ids)
        assert group.needs == {leaf for id in group.ids for leaf in graph[id]} <= seen
    assert sorted(sorted(group.ids) for group in found) == sorted(map(sorted, components(graph)))


def test_one_that_needs_itself_is_a_ring_and_what_is_not_asked_for_is_left_out():
    system = build_system(
        [
            Service("a", needs=(Dependency("hard", "a"),)),
            Service("b", needs=(Dependency("login", "a"),)),
            Service("c"),
        ]
    )
    assert [(group.ids, group.is_ring) for group in groups(wired(system), ["b"])] == [
        (("a",), True),
        (("b",), False),
    ]
