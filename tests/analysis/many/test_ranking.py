"""The worst rows, however they are offered."""

from hypothesis import given
from hypothesis import strategies as st

from kakao_whatif.analysis.many.ranking import Ranking
from kakao_whatif.analysis.many.tally import Tally

COUNTS = st.lists(st.tuples(*[st.integers(0, 5)] * 3), min_size=1, max_size=8)


def planes(numbers):
    tally = Tally()
    for bit, number in enumerate(numbers):
        for _ in range(number):
            tally.add(1 << bit)
    return tally.planes()


@given(st.lists(COUNTS, max_size=4), st.integers(1, 5), st.randoms(use_true_random=False))
def test_the_order_in_which_rows_are_offered_does_not_matter(offers, top, random):
    ranking = Ranking(top)
    blocks = list(enumerate(offers))
    random.shuffle(blocks)
    for block, counts in blocks:
        columns = tuple(planes(column) for column in zip(*counts, strict=True))
        ranking.offer(columns, (1 << len(counts)) - 1, lambda bit, block=block: (block, bit))
    every = sorted(
        (-dark, -locked, -degraded, (block, bit))
        for block, counts in enumerate(offers)
        for bit, (dark, locked, degraded) in enumerate(counts)
    )
    assert ranking.rows == every[:top]
    full = len(every) >= top
    assert ranking.least == (tuple(-number for number in every[top - 1][:3]) if full else (0, 0, 0))
