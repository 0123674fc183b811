"""Minimal solutions: counted, listed in order, cut off at a size; never listed to be counted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakao_whatif.diagrams import solutions
from kakao_whatif.diagrams.diagram import Diagram
from kakao_whatif.diagrams.formula import Formulas
from kakao_whatif.diagrams.modular import function_of
from tests.diagrams.brute_force import NAMES, drawn, minimal, trees


@pytest.fixture(params=[1, 3, 20_000])
def at_once(request, monkeypatch):
    """How many sets are sorted in memory at a time: few make the listing split where it begins."""
    monkeypatch.setattr(solutions, "LISTED_AT_ONCE", request.param)


@pytest.mark.usefixtures("at_once")
def test_sets_come_by_size_and_then_by_name():
    @settings(max_examples=150)
    @given(trees())
    def check(tree):
        store, diagram = Formulas(), Diagram(NAMES)
        expected = minimal(tree)
        for found in (
            function_of(store, drawn(store, tree)).minimal(),
            diagram.minimal(drawn(diagram, tree)),
        ):
            assert list(found) == expected
            assert found.count() == len(expected)
            for size in range(len(NAMES) + 1):
                alike = [some for some in expected if len(some) == size]
                assert list(found.of_size(size)) == alike
                assert found.counts().get(size, 0) == len(alike)

    check()


@settings(max_examples=200)
@given(trees(), st.integers(0, 4))
def test_cut_off_at_a_size_only_the_small_ones_are_there(tree, most):
    diagram = Diagram(NAMES)
    found = diagram.minimal(drawn(diagram, tree)).up_to(most)
    assert list(found) == [some for some in minimal(tree) if len(some) <= most]
    assert found.count() == len(list(found))
    assert list(found.of_size(most + 1)) == []


@settings(max_examples=200)
@given(trees(), st.frozensets(st.sampled_from(NAMES)), st.integers(0, 4))
def test_a_set_is_one_of_them_or_not(tree, some, size):
    diagram = Diagram(NAMES)
    found = diagram.minimal(drawn(diagram, tree))
    alike = found.exactly(size)
    for names in (some, *map(frozenset, minimal(tree))):
        is_one = tuple(sorted(names)) in minimal(tree)
        assert (names in found) is is_one
        assert (names in alike) is (is_one and len(names) == size)
    assert list(alike) == list(found.of_size(size))
    assert list(found.up_to(size - 1).exactly(size)) == []
    assert list(alike.up_to(size + 1)) == list(alike)
    assert list(alike.up_to(size - 1)) == []
    assert list(found.up_to(size).up_to(size + 1)) == list(found.up_to(size))
    assert list(found.up_to(size).of_any_size()) == list(found)
    assert "abc" not in found
    assert {"not a name"} not in found


def test_the_first_of_very_many_come_at_once():
    store = Formulas()
    columns = [store.any_of([store.variable(f"c{at:02}-{row}") for row in range(5)]) for at in range(30)]
    found = function_of(store, store.all_of(columns)).minimal()
    assert found.count() == 5**30
    assert found.first(2) == [
        tuple(f"c{at:02}-0" for at in range(30)),
        (*(f"c{at:02}-0" for at in range(29)), "c29-1"),
    ]
