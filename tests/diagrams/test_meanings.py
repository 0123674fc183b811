"""Formulas that mean the same are equal, however they are written."""

from hypothesis import given, settings

from kakao_whatif.diagrams.meanings import Meanings
from tests.diagrams.brute_force import holds, joined, subsets, trees


@settings(max_examples=300)
@given(trees(), trees())
def test_they_are_equal_exactly_when_they_mean_the_same(one, other):
    meanings = Meanings()
    f, g = joined(meanings, one), joined(meanings, other)
    assert (f == g) is all(holds(one, some) == holds(other, some) for some in subsets())
    assert (f != g) is not (f == g)
    assert f != 0
