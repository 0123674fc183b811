"""Combinations as bits, against `itertools`."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kakao_whatif.analysis.many.combinations import Combinations


@given(st.integers(0, 7), st.integers(1, 4), st.integers(1, 9))
def test_a_bit_stands_for_the_combination_at_that_place(members, size, most):
    every = list(combinations(range(members), size))
    of = Combinations(members, size)
    assert [of.at(index) for index in range(of.count)] == every
    seen = []
    for chunk in of.chunks(most):
        assert chunk.start == len(seen)
        for bit in range(chunk.size):
            held = tuple(member for member, mask in enumerate(chunk.masks) if mask >> bit & 1)
            assert held == chunk.at(bit)
            seen.append(held)
        assert not any(mask >> chunk.size for mask in chunk.masks)
    assert seen == every


@given(st.integers(1, 7), st.integers(1, 4), st.integers(1, 9), st.data())
def test_those_that_begin_later_are_the_highest_bits(members, size, most, data):
    member = data.draw(st.integers(0, members - 1))
    for chunk in Combinations(members, size).chunks(most):
        later = chunk.beginning_after(member)
        assert [later >> bit & 1 for bit in range(chunk.size)] == [
            int(chunk.at(bit)[0] > member) for bit in range(chunk.size)
        ]
