"""Formulas that mean the same are equal, however they are written."""

import pytest
from hypothesis import given, settings

from kakao_whatif.diagrams.bounds import Budget
from kakao_whatif.diagrams.meanings import Meaning, Meanings
from kakao_whatif.errors import LimitError
from kakao_whatif.propagation.lattice import all_of
from tests.diagrams.brute_force import holds, joined, minimal, subsets, trees


@settings(max_examples=300)
@given(trees(), trees())
def test_they_are_equal_exactly_when_they_mean_the_same(one, other):
    meanings = Meanings()
    f, g = joined(meanings, one), joined(meanings, other)
    assert (f == g) is all(holds(one, some) == holds(other, some) for some in subsets())
    assert (f != g) is not (f == g)
    assert f != 0


def test_joining_formulas_takes_steps_too():
    meanings = Meanings(budget=Budget(10))
    parts = [meanings.variable(f"v{at}") for at in range(12)]
    with pytest.raises(LimitError, match="not done after 10 steps"):
        all_of(meanings, parts)


@settings(max_examples=100)
@given(trees())
def test_a_function_is_the_same_whether_it_was_drawn_for_comparing_or_not(tree):
    meanings = Meanings()
    f = joined(meanings, tree)
    before = meanings.function(f)
    assert f == joined(meanings, (1, (tree, (2, (tree, "a")))))
    after = meanings.function(Meaning(meanings, f.number))
    assert list(before.minimal()) == list(after.minimal()) == minimal(tree)
