"""Bits drawn by the distance to the next: their number, their independence, and who draws them."""

from math import sqrt
from random import Random

import pytest

from kakao_whatif.analysis.many.draws import BLOCK, Draws, counted, drawn
from kakao_whatif.examples import two_sites

SIZE = 100_000


@pytest.mark.parametrize("probability", [1e-4, 0.01, 0.25, 0.5, 0.9, 0.999])
def test_a_bit_is_set_as_often_as_it_should_and_next_to_another_too(probability):
    bits = drawn(Random(3), probability, SIZE)
    assert bits >> SIZE == 0
    for seen, wanted in ((bits, probability), (bits & bits >> 1, probability**2)):
        assert abs(seen.bit_count() / SIZE - wanted) <= 5 * sqrt(wanted * (1 - wanted) / SIZE) + 1e-9


@pytest.mark.parametrize("probability", [5e-324, 1e-300])
def test_a_tiny_probability_sets_nothing_and_does_not_overflow(probability):
    assert drawn(Random(3), probability, 1000) == 0


def test_first_and_last_bit_are_set_as_often_as_any():
    many = [drawn(Random(seed), 0.3, 5) for seed in range(4000)]
    for bit in range(5):
        assert abs(sum(bits >> bit & 1 for bits in many) / 4000 - 0.3) < 0.04


def test_blocks_add_up_however_they_are_shared_out():
    draws = Draws(two_sites(), frozenset(), {"pangyo": 0.1, "anyang": 0.2}, 2 * BLOCK + 10, 7)
    assert [draws.size(block) for block in range(draws.blocks)] == [BLOCK, BLOCK, 10]
    together = counted(draws, range(3))
    apart = [counted(draws, [block]) for block in range(3)]
    for at in range(2):
        assert together[at] == {id: sum(found[at][id] for found in apart) for id in together[at]}
