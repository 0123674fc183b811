"""The bound on recursion is raised for a block only, and only as far as it must be."""

import sys

import pytest

from kakao_whatif.diagrams.bounds import deep


def descend(levels: int) -> int:
    return 0 if levels == 0 else 1 + descend(levels - 1)


def test_functions_may_call_each_other_as_deep_as_a_diagram_has_levels() -> None:
    before = sys.getrecursionlimit()
    with deep(5_000):
        assert descend(14_000) == 14_000
    assert sys.getrecursionlimit() == before
    with pytest.raises(RecursionError):
        descend(14_000)


def test_a_shallow_diagram_changes_nothing() -> None:
    before = sys.getrecursionlimit()
    with deep(10):
        assert sys.getrecursionlimit() == before


def test_the_bound_comes_back_when_the_block_fails() -> None:
    before = sys.getrecursionlimit()
    with pytest.raises(KeyError), deep(5_000):
        raise KeyError
    assert sys.getrecursionlimit() == before
