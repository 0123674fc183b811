"""Orders of variables: each a permutation of a module's inputs, the same on every run."""

from hypothesis import given, settings

from kakao_whatif.diagrams.formula import Formulas
from kakao_whatif.diagrams.modules import in_modules
from kakao_whatif.diagrams.orders import inside, orders
from tests.diagrams.brute_force import drawn, trees


@settings(max_examples=200)
@given(trees())
def test_every_order_holds_each_input_once(tree):
    store = Formulas()
    _, modules = in_modules(store, drawn(store, tree))
    for module in modules:
        if store.parts[module]:
            gates, inputs = inside(store, module, modules)
            assert gates[-1] == module
            for order in orders(store, module, gates, inputs):
                assert sorted(order) == sorted(inputs)


def test_the_rules_differ():
    store = Formulas()
    a, b, c, d, e = (store.variable(name) for name in "abcde")
    large = store.both(store.either(c, d), store.either(d, e))
    root = store.any_of([a, store.both(b, c), large])
    gates, inputs = inside(store, root, ())
    found = ["".join(store.names[at] for at in order) for order in orders(store, root, gates, inputs)]
    assert found == ["cdeba", "cdeba", "acdeb", "abcde"]
