"""Work is bounded in steps; the bound on recursion is raised for a block only, and only as far as it must be."""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from kakao_whatif.diagrams.bounds import Budget, deep
from kakao_whatif.errors import LimitError, ScenarioError


def test_a_block_that_is_too_large_ends_and_another_way_may_be_tried() -> None:
    budget, came = Budget(100), []
    with budget.within(10):
        came.append(budget.take(10))
        came.append(budget.take(1))
    with budget.within(20):
        came.append(budget.take(20))
    assert (came, budget.spent) == ([10, 20], 31)


def test_a_block_inside_of_one_that_is_too_large_is_no_way_out() -> None:
    budget, came = Budget(100), []
    with budget.within(10):
        with budget.within(50):
            budget.take(11)
        came.append("the block around it went on")
    assert not came


def test_the_bound_is_no_block_s_to_pass_over() -> None:
    budget = Budget(10, what="cut sets", way_out="Ask for less.", knobs=("over",))
    with pytest.raises(LimitError) as caught, budget.within(20):
        budget.take(11)
    assert str(caught.value) == "cut sets: not done after 10 steps, the bound. Ask for less."
    assert caught.value.knobs == ("over",)


def test_progress_is_told_now_and_then_and_may_end_it() -> None:
    told: list[tuple[int, int]] = []
    budget = Budget(1_000_000, lambda done, of: told.append((done, of)) or done < 100_000)
    with pytest.raises(LimitError, match=r"ended after 100,000 of at most 1,000,000 steps"):
        list(map(budget.take, [1_000] * 1_000))
    assert told == [(50_000, 1_000_000), (100_000, 1_000_000)]


@pytest.mark.parametrize("most", [0, -1, True, 1.5])
def test_a_bound_that_is_none_is_refused(most: int) -> None:
    with pytest.raises(ScenarioError, match=r"^max_steps: .* is no number of steps\. Give 1 or more\.$"):
        Budget(most)


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
