"""Sets are counted by size and by the names they must and may hold."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kakao_whatif.diagrams.counting import Counts
from kakao_whatif.diagrams.formula import Formulas
from kakao_whatif.diagrams.modular import function_of
from tests.diagrams.brute_force import NAMES, drawn, minimal, trees


@settings(max_examples=300)
@given(trees(), st.frozensets(st.sampled_from(NAMES), max_size=2), st.frozensets(st.sampled_from(NAMES)))
def test_counted_and_listed_are_the_sets_with_these_names(tree, must, may):
    store = Formulas()
    sheets = function_of(store, drawn(store, tree)).minimal().sheets
    may -= must
    known = {name for some in minimal(tree) for name in some}
    must &= known
    counts = Counts.of(sheets, must, may)
    for size in range(len(NAMES) + 1):
        expected = {s for s in minimal(tree) if len(s) == size and must <= set(s) <= must | may}
        assert counts.of_size(size) == len(expected)
        listed = [tuple(sorted(some)) for some in counts.listed(size)]
        assert len(listed) == len(expected)
        assert set(listed) == expected
