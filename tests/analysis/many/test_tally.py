"""Counting bits in many scenarios at once, against counting in one after the other."""

from hypothesis import given
from hypothesis import strategies as st

from kakao_whatif.analysis.many.tally import Tally, at_least, best, bits_of, largest, number_at

SCENARIOS = 12
MASKS = st.lists(st.integers(0, (1 << SCENARIOS) - 1), max_size=40)
AMONG = st.integers(0, (1 << SCENARIOS) - 1)


def counted(masks):
    tally = Tally()
    for mask in masks:
        tally.add(mask)
    return tally.planes()


def numbers(masks):
    return [sum(mask >> bit & 1 for mask in masks) for bit in range(SCENARIOS)]


@given(MASKS, MASKS)
def test_a_tally_goes_on_from_what_was_counted(some, more):
    tally = Tally(counted(some))
    for mask in more:
        tally.add(mask)
    planes = tally.planes()
    assert [number_at(planes, bit) for bit in range(SCENARIOS)] == numbers([*some, *more])
    assert largest(planes) == max(numbers([*some, *more]))


@given(MASKS, MASKS, AMONG, st.integers(0, 20), st.integers(0, 20))
def test_those_that_are_not_smaller_come_out(some, more, among, first, second):
    found = at_least((counted(some), counted(more)), (first, second), among)
    pairs = list(zip(numbers(some), numbers(more), strict=True))
    assert bits_of(found, SCENARIOS) == [
        bit for bit, pair in enumerate(pairs) if among >> bit & 1 and pair >= (first, second)
    ]


@given(MASKS, MASKS, AMONG, st.integers(1, 5))
def test_the_best_come_out_the_lowest_bits_first(some, more, among, most):
    found = best((counted(some), counted(more)), among, most)
    ranked = sorted(
        (-one, -other, bit)
        for bit, (one, other) in enumerate(zip(numbers(some), numbers(more), strict=True))
        if among >> bit & 1
    )
    assert bits_of(found, SCENARIOS) == sorted(bit for *_, bit in ranked[:most])
