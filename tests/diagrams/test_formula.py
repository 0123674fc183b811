"""Formulas are written once and kept simple, without changing what they mean."""

from hypothesis import given, settings

from kakao_whatif.diagrams.formula import Formulas
from tests.diagrams.brute_force import drawn, holds, joined, subsets, trees


def is_true(store, root, true):
    known = {store.never: False, store.always: True}
    for at in store.below(root):
        if store.parts[at]:
            known[at] = sum(known[part] for part in store.parts[at]) >= store.needed[at]
        elif at > store.always:
            known[at] = store.names[at] in true
    return known[root]


@settings(max_examples=300)
@given(trees())
def test_a_formula_means_what_was_written(tree):
    store = Formulas()
    for write in (drawn, joined):
        root = write(store, tree)
        assert all(is_true(store, root, some) == holds(tree, some) for some in subsets())


def test_what_is_written_twice_is_one_formula():
    store = Formulas()
    a, b = store.variable("a"), store.variable("b")
    assert store.both(a, b) == store.all_of([b, a, b])
    assert store.either(a, b) == store.any_of([b, a]) == store.at_least(1, [a, b])
    assert store.variable("a") == a


def test_constants_doubles_and_absorbed_parts_vanish():
    store = Formulas()
    a, b = store.variable("a"), store.variable("b")
    assert store.both(a, store.always) == store.either(a, store.never) == store.both(a, a) == a
    assert store.both(a, store.never) == store.at_least(3, [a, b]) == store.any_of([]) == store.never
    assert store.either(a, store.always) == store.at_least(0, [a]) == store.all_of([]) == store.always
    assert store.both(a, store.either(a, b)) == store.either(a, store.both(a, b)) == a


def test_a_part_given_twice_counts_twice():
    store = Formulas()
    a, b, c = (store.variable(name) for name in "abc")
    root = store.at_least(2, [a, a, b, c])
    assert is_true(store, root, {"a"})
    assert not is_true(store, root, {"b"})


def test_a_very_deep_formula_is_walked_without_recursion():
    store = Formulas()
    root = store.variable("x")
    for at in range(5_000):
        root = (store.both, store.either)[at % 2](root, store.variable(f"v{at}"))
    assert len(store.below(root)) == 10_001
