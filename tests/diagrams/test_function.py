"""Probability and derivatives, exact in fractions, against sums over all sets."""

from fractions import Fraction
from math import prod
from random import Random

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


def asked(function, p):
    """The chances of what a function depends on: nothing else may be asked for."""
    return {name: p[name] for name in function.names()}


GROUP = (
    1,
    ("e", "d"),
)  # a module that the rest absorbs: of (f or g) and (f or g or e or d), e and d are no part
ABSORBED = (2, ((1, ("f", "g")), (1, ("g", "f", GROUP))))


@settings(max_examples=150)
@example(ABSORBED, dict.fromkeys(NAMES, Fraction(1, 10)))
@given(trees(), CHANCES)
def test_the_probability_is_the_sum_over_all_sets(tree, p):
    for function in both_ways(tree):
        assert function.probability(asked(function, p)) == summed(tree, p)


def grown(random, names, depth=3):
    """A random formula that asks names and parts again and again, so that much of it absorbs the rest."""
    if depth == 0 or random.random() < 0.2:
        return random.choice(names)
    parts = tuple(grown(random, names, depth - 1) for _ in range(random.randint(2, 4)))
    return random.choice((1, 1, len(parts), len(parts), random.randint(1, len(parts)))), parts


def test_two_thousand_formulas_have_the_probability_that_enumeration_gives_them():
    random, names = Random(12), NAMES[:5]
    p = {name: Fraction(1, 2 + at) for at, name in enumerate(names)}
    weights = {
        some: prod((p[name] if name in some else 1 - p[name] for name in names), start=Fraction(1))
        for some in subsets(names)
    }
    for _ in range(2_000):
        tree, store = grown(random, names), Formulas()
        function = function_of(store, drawn(store, tree))
        expected = sum(weight for some, weight in weights.items() if holds(tree, some))
        assert function.probability(asked(function, p)) == expected, tree


PAIR = (2, ("a", "b"))  # a module that stands in two places, and is asked at two nodes
TWICE = (1, ((2, ("c", PAIR)), (2, ("d", (1, (PAIR, "e"))))))


@settings(max_examples=50)
@example(
    TWICE, dict(zip(NAMES, map(Fraction, ["1/2", "1/3", "1/5", "1/7", "2/3", "2/5", "2/7"]), strict=True))
)
@given(trees(), CHANCES)
def test_a_derivative_is_the_difference_that_a_name_makes(tree, p):
    for function in both_ways(tree):
        probability, slopes = function.derivatives(asked(function, p))
        assert probability == summed(tree, p)
        assert set(slopes) == set(function.names())
        for name in NAMES:
            difference = summed(tree, {**p, name: Fraction(1)}) - summed(tree, {**p, name: Fraction(0)})
            assert slopes.get(name, 0) == difference


@settings(max_examples=100)
@example(ABSORBED)
@given(trees())
def test_a_function_names_what_it_depends_on_and_nothing_else(tree):
    matters = {
        name
        for name in NAMES
        if any(holds(tree, some | {name}) != holds(tree, some - {name}) for some in subsets())
    }
    for function in both_ways(tree):
        assert set(function.names()) == matters
