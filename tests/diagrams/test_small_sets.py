"""Small minimal solutions without the whole: those of the whole, cut off."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakao_whatif.diagrams.bounds import Budget
from kakao_whatif.diagrams.small_sets import SmallSets
from kakao_whatif.errors import LimitError
from tests.diagrams.brute_force import joined, minimal, trees


@settings(max_examples=400)
@given(trees(), st.integers(0, 4))
def test_they_are_the_small_ones_of_all(tree, most):
    sets = SmallSets(most)
    assert list(sets.solutions(joined(sets, tree))) == [some for some in minimal(tree) if len(some) <= most]


@settings(max_examples=200)
@given(trees(), trees(), st.integers(0, 3))
def test_equal_families_are_equal_numbers(one, other, most):
    sets = SmallSets(most)
    f, g = joined(sets, one), joined(sets, other)
    alike = [[some for some in minimal(tree) if len(some) <= most] for tree in (one, other)]
    assert (f == g) is (alike[0] == alike[1])


def test_hundreds_of_names_are_no_depth_too_deep():
    sets = SmallSets(2)
    f = sets.never
    for at in range(500):
        f = sets.either(f, sets.variable(f"v{at}"))
    assert sets.solutions(f).counts() == {1: 500}


def test_the_bound_is_told():
    random, sets = Random(1), SmallSets(8, budget=Budget(1_500))

    def joined_at_random(times):
        found = sets.always
        for _ in range(times):
            one, other, third = (sets.variable(f"v{at}") for at in random.sample(range(30), 3))
            found = sets.both(found, sets.either(one, sets.either(other, third)))

    with pytest.raises(LimitError, match="not done after 1,500 steps"):
        joined_at_random(20)
