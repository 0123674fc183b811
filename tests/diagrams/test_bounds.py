"""The bound on recursion is raised for a block only, and only as far as it must be."""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event

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


def test_a_block_that_ends_leaves_the_bound_to_those_of_other_threads() -> None:
    before = sys.getrecursionlimit()
    is_open, is_over = Event(), Event()

    def other() -> int:
        with deep(5_000):
            is_open.set()
            is_over.wait()
            return descend(14_000)

    with ThreadPoolExecutor(1) as pool:
        with deep(5_000):
            found = pool.submit(other)
            is_open.wait()
        is_over.set()
        assert found.result() == 14_000
    assert sys.getrecursionlimit() == before


def test_of_several_blocks_the_deepest_sets_the_bound() -> None:
    before = sys.getrecursionlimit()
    with deep(5_000):
        with deep(2_000):
            assert descend(14_000) == 14_000
        assert descend(14_000) == 14_000
    assert sys.getrecursionlimit() == before
