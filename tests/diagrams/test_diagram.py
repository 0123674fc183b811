"""A diagram: equal functions are equal numbers, whatever way they were made."""

import sys

import pytest
from hypothesis import given, settings

from kakao_whatif.diagrams.bounds import Budget
from kakao_whatif.diagrams.diagram import Diagram
from kakao_whatif.errors import LimitError
from tests.diagrams.brute_force import NAMES, drawn, dual, holds, joined, minimal, subsets, trees


@settings(max_examples=300)
@given(trees(), trees())
def test_functions_are_equal_exactly_when_they_mean_the_same(one, other):
    diagram = Diagram(NAMES)
    f, g = drawn(diagram, one), drawn(diagram, other)
    assert (f == g) is all(holds(one, some) == holds(other, some) for some in subsets())
    assert f == joined(diagram, one)
    assert all(diagram.function(f).holds(some.__contains__) == holds(one, some) for some in subsets())


@settings(max_examples=200)
@given(trees())
def test_the_dual_of_the_dual_is_the_function(tree):
    """The dual needs what cuts every solution: the minimal solutions of one cross all of the other."""
    diagram = Diagram(NAMES)
    assert drawn(diagram, dual(dual(tree))) == drawn(diagram, tree)
    crossing = diagram.minimal(drawn(diagram, dual(tree)))
    assert list(crossing) == minimal(dual(tree))
    assert all(set(cut) & set(path) for cut in crossing for path in minimal(tree))


def test_names_may_come_as_they_are_met():
    diagram = Diagram()
    a, b = diagram.variable("a"), diagram.variable("b")
    assert diagram.names == ["a", "b"]
    assert diagram.both(a, b) == diagram.both(b, a)
    assert diagram.both(a, diagram.always) == diagram.either(a, diagram.never) == a
    assert diagram.both(a, diagram.never) == diagram.never
    assert diagram.either(a, diagram.always) == diagram.always


def test_the_bound_is_told_with_the_way_out():
    diagram = Diagram(budget=Budget(1_500))
    with pytest.raises(LimitError) as caught:
        diagram.at_least(50, [diagram.variable(f"v{at}") for at in range(100)])
    assert str(caught.value) == (
        "diagram: not done after 1,500 steps, the bound. Ask for less, or raise `max_steps`."
    )
    assert caught.value.knobs == ("max_steps",)


def test_thousands_of_names_are_no_depth_too_deep():
    before = sys.getrecursionlimit()
    diagram = Diagram(f"v{at}" for at in range(4_000))
    every = [diagram.variable(name) for name in diagram.names]
    odd, even = diagram.all_of(every[::2]), diagram.all_of(every[1::2])
    assert diagram.both(odd, even) == diagram.all_of(every)
    assert diagram.minimal(diagram.both(odd, even)).counts() == {4_000: 1}
    assert sys.getrecursionlimit() == before
