"""Probability and derivatives, exact in fractions, against sums over all sets."""

from fractions import Fraction

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kakao_whatif.diagrams.diagram import Diagram
from kakao_whatif.diagrams.formula import Formulas
from kakao_whatif.diagrams.modular import function_of
from tests.diagrams.brute_force import NAMES, drawn, holds, subsets, trees

CHANCES = st.fixed_dictionaries({name: st.fractions(0, 1, max_denominator=5) for name in NAMES})


def summed(tree, p):
    total = Fraction(0)
    for some in subsets():
        weight = Fraction(1)
        for name in NAMES:
            weight *= p[name] if name in some else 1 - p[name]
        total += weight * holds(tree, some)
    return total


def both_ways(tree):
    store, diagram = Formulas(), Diagram(NAMES)
    return function_of(store, drawn(store, tree)), diagram.function(drawn(diagram, tree))


@settings(max_examples=150)
@given(trees(), CHANCES)
def test_the_probability_is_the_sum_over_all_sets(tree, p):
    for function in both_ways(tree):
        assert function.probability(p) == summed(tree, p)


PAIR = (2, ("a", "b"))  # a module that stands in two places, and is asked at two nodes
TWICE = (1, ((2, ("c", PAIR)), (2, ("d", (1, (PAIR, "e"))))))


@settings(max_examples=50)
@example(
    TWICE, dict(zip(NAMES, map(Fraction, ["1/2", "1/3", "1/5", "1/7", "2/3", "2/5", "2/7"]), strict=True))
)
@given(trees(), CHANCES)
def test_a_derivative_is_the_difference_that_a_name_makes(tree, p):
    for function in both_ways(tree):
        probability, slopes = function.derivatives(p)
        assert probability == summed(tree, p)
        assert set(slopes) == set(function.names())
        for name in NAMES:
            difference = summed(tree, {**p, name: Fraction(1)}) - summed(tree, {**p, name: Fraction(0)})
            assert slopes.get(name, 0) == difference


@settings(max_examples=100)
@given(trees())
def test_a_function_names_what_it_depends_on_and_nothing_else(tree):
    matters = {
        name
        for name in NAMES
        if any(holds(tree, some | {name}) != holds(tree, some - {name}) for some in subsets())
    }
    _, function = both_ways(tree)
    assert set(function.names()) == matters
