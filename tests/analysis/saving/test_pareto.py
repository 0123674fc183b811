"""No point is beaten, and every unbeaten one is there."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kakao_whatif import LimitError
from kakao_whatif.analysis.saving.pareto import Front
from kakao_whatif.diagrams.bounds import Budget
from kakao_whatif.diagrams.diagram import Diagram

NAMES = "abcd"
TERMS = st.lists(st.frozensets(st.sampled_from(NAMES)), max_size=3)


def function(diagram, terms):
    return diagram.any_of(diagram.all_of(map(diagram.variable, sorted(term))) for term in terms)


@given(
    st.lists(st.tuples(TERMS, st.integers(1, 3)), max_size=5),
    st.fixed_dictionaries({name: st.integers(0, 3) for name in NAMES}),
    st.frozensets(st.sampled_from(NAMES), min_size=1),
    st.sampled_from([None, 0, 2, 4]),
)
def test_the_front_is_that_of_all_sets(losses, costs, not_together, most):
    diagram = Diagram(NAMES)
    weights: dict[int, int] = {}
    for terms, weight in losses:
        node = function(diagram, terms)
        weights[node] = weights.get(node, 0) + weight
    points = []
    for size in range(len(NAMES) + 1):
        for some in combinations(NAMES, size):
            if not_together <= set(some):
                continue
            off = set(NAMES) - set(some)
            lost = sum(weight for terms, weight in losses if any(term <= off for term in terms))
            cost = sum(costs[name] for name in some)
            if most is None or cost <= most:
                points.append((cost, lost, size, some))
    best = []
    for point in sorted(points):
        if not best or point[1] < best[-1][1]:
            best.append(point)
    front = Front(diagram, costs, most)
    allowed = diagram.any_of(map(diagram.variable, sorted(not_together)))
    found = front.of(weights, allowed)
    assert [(p.cost, p.lost, p.size, tuple(sorted(front.members(p)))) for p in found] == best


def test_more_points_than_there_are_steps_for_are_refused():
    diagram = Diagram("a", budget=Budget(2))
    with pytest.raises(LimitError, match="not done after 2 steps"):
        Front(diagram, {"a": 1}).of({diagram.variable("a"): 1}, diagram.always)
