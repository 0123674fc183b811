"""A sheet holds one function and nothing else, children first."""

from hypothesis import given

from kakao_whatif.diagrams.diagram import Diagram
from kakao_whatif.diagrams.sheet import cut_out
from tests.diagrams.brute_force import NAMES, drawn, trees


@given(trees(), trees())
def test_children_come_before_parents_and_all_are_reached(one, other):
    diagram = Diagram(NAMES)
    f, _ = drawn(diagram, one), drawn(diagram, other)
    sheet = cut_out(NAMES, diagram.level, diagram.low, diagram.high, f)
    reached = {0, 1, sheet.root}
    for at in range(len(sheet.levels) - 1, 1, -1):
        assert at in reached
        assert max(sheet.lows[at], sheet.highs[at]) < at
        assert min(sheet.levels[sheet.lows[at]], sheet.levels[sheet.highs[at]]) > sheet.levels[at]
        reached |= {sheet.lows[at], sheet.highs[at]}
    assert set(sheet.inputs) <= set(NAMES)


def test_a_constant_has_no_nodes_of_its_own():
    diagram = Diagram()
    assert cut_out((), diagram.level, diagram.low, diagram.high, 1).root == 1
