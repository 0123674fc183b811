"""Modules share nothing with the rest, and finding them changes no meaning."""

from hypothesis import given, settings

from kakao_whatif.diagrams.formula import Formulas
from kakao_whatif.diagrams.modules import in_modules
from tests.diagrams.brute_force import drawn, holds, subsets, trees
from tests.diagrams.test_formula import is_true


@settings(max_examples=300)
@given(trees())
def test_the_formula_means_the_same_afterwards(tree):
    store = Formulas()
    root, _ = in_modules(store, drawn(store, tree))
    assert all(is_true(store, root, some) == holds(tree, some) for some in subsets())


@settings(max_examples=300)
@given(trees())
def test_nothing_of_a_module_is_used_outside_it_and_inner_ones_come_first(tree):
    store = Formulas()
    root, modules = in_modules(store, drawn(store, tree))
    assert modules[-1] == root
    everything = store.below(root)
    for number, module in enumerate(modules):
        inside = set(store.below(module)) - {module}
        for user in set(everything) - inside - {module}:
            assert inside.isdisjoint(store.parts[user])
        assert all(modules.index(inner) < number for inner in inside & set(modules))


@settings(max_examples=200)
@given(trees())
def test_every_gate_that_shares_nothing_is_found(tree):
    store = Formulas()
    root, modules = in_modules(store, drawn(store, tree))
    everything = store.below(root)
    for gate in everything:
        inside = set(store.below(gate)) - {gate}
        others = set(everything) - inside - {gate}
        if store.parts[gate] and all(inside.isdisjoint(store.parts[user]) for user in others):
            assert gate in modules


def test_what_a_gate_alone_uses_becomes_a_module():
    store = Formulas()
    a, b, c, d = (store.variable(name) for name in "abcd")
    shared = store.either(c, d)
    root = store.either(store.all_of([a, b, shared]), store.both(shared, c))
    _, modules = in_modules(store, root)
    assert store.both(a, b) in modules
