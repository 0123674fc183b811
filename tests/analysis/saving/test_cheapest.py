"""The lightest first, and all of them."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kakao_whatif.analysis.saving.cheapest import by_weight, solutions_against
from kakao_whatif.diagrams.diagram import Diagram

NAMES = "abcde"


@st.composite
def functions(draw):
    """A function of what is off, and the sets of names whose absence makes it true."""
    diagram = Diagram(NAMES)
    terms = draw(st.lists(st.frozensets(st.sampled_from(NAMES)), max_size=5))
    return (
        diagram,
        diagram.any_of(diagram.all_of(map(diagram.variable, sorted(term))) for term in terms),
        terms,
    )


@given(functions(), st.fixed_dictionaries({name: st.integers(0, 3) for name in NAMES}))
def test_every_smallest_set_comes_once_in_the_order_of_weights(function, weights):
    diagram, dark, terms = function
    every = [frozenset(some) for k in range(6) for some in combinations(NAMES, k)]
    saving = [some for some in every if all(some & term for term in terms)]
    smallest = {some for some in saving if not any(other < some for other in saving)}
    found = list(by_weight(solutions_against(diagram, dark), weights))
    assert sorted(map(sorted, smallest)) == sorted(sorted(some) for _, some in found)
    assert [weight for weight, _ in found] == sorted(sum(weights[name] for name in some) for some in smallest)


def test_what_is_never_dark_is_saved_by_nothing_and_what_always_is_by_no_set():
    diagram = Diagram("a")
    assert list(by_weight(solutions_against(diagram, diagram.never), {"a": 1})) == [(0, ())]
    assert list(by_weight(solutions_against(diagram, diagram.always), {"a": 1})) == []
