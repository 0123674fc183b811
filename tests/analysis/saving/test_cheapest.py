"""The lightest first, and all of them."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kakao_whatif import LimitError
from kakao_whatif.analysis.saving import cheapest
from kakao_whatif.analysis.saving.cheapest import smallest
from kakao_whatif.diagrams import minimal
from kakao_whatif.diagrams.bounds import Budget
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


WEIGHTS = st.fixed_dictionaries({name: st.integers(1, 4) for name in NAMES})


def agrees_with_brute_force(function, weights):
    diagram, dark, terms = function
    every = [frozenset(some) for k in range(6) for some in combinations(NAMES, k)]
    saving = [some for some in every if all(some & term for term in terms)]
    expected = {some for some in saving if not any(other < some for other in saving)}
    found = list(smallest(diagram, dark, weights))
    assert sorted(map(sorted, expected)) == sorted(sorted(some) for _, some in found)
    assert [weight for weight, _ in found] == sorted(sum(weights[name] for name in some) for some in expected)


@given(functions(), WEIGHTS)
def test_every_smallest_set_comes_once_in_the_order_of_weights(function, weights):
    agrees_with_brute_force(function, weights)


def test_so_they_do_where_all_of_them_make_too_large_a_diagram(monkeypatch):
    monkeypatch.setattr(cheapest, "AT_FIRST", -1)
    monkeypatch.setattr(minimal, "CHUNK", 1)
    given(functions(), WEIGHTS)(agrees_with_brute_force)()


def test_too_many_to_list_are_refused_after_the_lightest():
    diagram, budget = Diagram("ab"), Budget(39)
    found = smallest(diagram, diagram.both(*map(diagram.variable, "ab")), {"a": 1, "b": 2}, budget)
    assert next(found) == (1, ("a",))
    with pytest.raises(LimitError, match="not done after 39 steps"):
        next(found)


def test_what_is_never_dark_is_saved_by_nothing_and_what_always_is_by_no_set():
    diagram = Diagram("a")
    assert list(smallest(diagram, diagram.never, {"a": 1})) == [(0, ())]
    assert list(smallest(diagram, diagram.always, {"a": 1})) == []
