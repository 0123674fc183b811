"""A dial on which each adds the same, against all choices."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kakao_whatif.analysis.dial import independent


@given(st.integers(0, 6), st.integers(0, 6), st.integers(0, 3))
def test_least_average_and_most_are_those_of_all_choices(gains, others, anyway):
    weights = [1] * gains + [0] * others
    for point in independent(gains, len(weights), anyway):
        counts = [anyway + sum(some) for some in combinations(weights, point.concentrated)]
        assert (point.least, point.most) == (min(counts), max(counts))
        assert point.average == pytest.approx(sum(counts) / len(counts))
        assert point.share == (point.concentrated / len(weights) if weights else 0)
