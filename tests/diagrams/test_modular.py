"""From a formula to its function, in modules: the same as without."""

import pytest
from hypothesis import given, settings

from kakao_whatif.diagrams import modular
from kakao_whatif.diagrams.bounds import CHUNK, Budget
from kakao_whatif.diagrams.formula import Formulas
from kakao_whatif.diagrams.modular import function_of
from kakao_whatif.errors import LimitError
from tests.diagrams.brute_force import drawn, holds, joined, minimal, subsets, trees


@settings(max_examples=300)
@given(trees())
def test_a_function_holds_and_has_the_minimal_solutions_of_its_formula(tree):
    for write in (drawn, joined):
        store = Formulas()
        function = function_of(store, write(store, tree))
        assert all(function.holds(some.__contains__) == holds(tree, some) for some in subsets())
        assert list(function.minimal()) == minimal(tree)


def entangled(store, n):
    """Pairs far apart in the order in which they are written: a bad order has 2**n nodes."""
    pairs = [store.both(store.variable(f"a{at}"), store.variable(f"b{at}")) for at in range(n)]
    mixed = [store.either(store.variable(f"a{at}"), store.variable(f"b{(at + 1) % n}")) for at in range(n)]
    return store.at_least(n, pairs + mixed)


def test_an_order_that_grows_gives_way_to_the_next_and_later_gets_a_second_turn(monkeypatch):
    store, once, often = Formulas(), Budget(), Budget()
    whole = function_of(store, entangled(store, 12), once)
    monkeypatch.setattr(modular, "FIRST_TRIAL", 1)
    assert function_of(store, entangled(store, 12), often).minimal().counts() == whole.minimal().counts()
    assert often.spent > 8 * CHUNK > once.spent > 0


def test_a_function_that_is_too_large_in_every_order_is_refused():
    store = Formulas()
    with pytest.raises(LimitError, match="not done after 3,000 steps"):
        function_of(store, entangled(store, 20), Budget(3_000))
