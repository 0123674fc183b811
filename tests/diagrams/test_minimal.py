"""The minimal solutions of one sheet, and what is taken out of a family."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kakao_whatif.diagrams.bounds import CHUNK, Budget
from kakao_whatif.diagrams.diagram import Diagram
from kakao_whatif.diagrams.minimal import Sets, minimal
from kakao_whatif.diagrams.sheet import cut_out
from kakao_whatif.diagrams.solutions import Solutions
from tests.diagrams import brute_force
from tests.diagrams.brute_force import NAMES, drawn, trees


@settings(max_examples=300)
@given(trees())
def test_they_are_the_smallest_sets_that_make_it_true(tree):
    diagram = Diagram(NAMES)
    sheet = cut_out(NAMES, diagram.level, diagram.low, diagram.high, drawn(diagram, tree))
    assert list(Solutions((minimal(sheet),))) == brute_force.minimal(tree)


def test_making_them_takes_steps():
    budget = Budget()
    diagram = Diagram(f"v{at}" for at in range(80))
    function = diagram.function(diagram.at_least(40, map(diagram.variable, diagram.names)))
    function.minimal(budget)
    assert budget.spent >= CHUNK


FAMILIES = st.frozensets(st.frozensets(st.integers(0, 4)), max_size=5)


def made(sets, family):
    """A family, level by level."""
    if not family:
        return 0
    if family == {frozenset()}:
        return 1
    level = min(min(some) for some in family if some)
    low = frozenset(some for some in family if level not in some)
    high = frozenset(some - {level} for some in family if level in some)
    return sets.node(level, made(sets, low), made(sets, high))


@settings(max_examples=300)
@given(FAMILIES, FAMILIES)
def test_without_takes_out_every_set_that_holds_one_of_the_other_family(one, other):
    antichain = frozenset(some for some in other if not any(less < some for less in other))
    sets = Sets()
    left = frozenset(some for some in one if not any(less <= some for less in antichain))
    assert sets.without(made(sets, one), made(sets, antichain)) == made(sets, left)
