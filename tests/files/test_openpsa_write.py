"""A formula, written as a fault tree, is read back as what it was."""

from hypothesis import HealthCheck, given, settings

from kakao_whatif.diagrams.formula import Formulas
from kakao_whatif.files.openpsa import read_fault_tree
from kakao_whatif.files.openpsa_write import fault_tree_xml
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.propagation.impact import propagate
from tests.diagrams.brute_force import drawn, holds, subsets, trees


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(trees())
def test_the_top_fails_under_the_same_events(tmp_path, tree):
    store = Formulas()
    root = drawn(store, tree)
    path = tmp_path / "tree.xml"
    path.write_text(fault_tree_xml(store, root, name="t", top="top", labels={}, probabilities={}))
    read = read_fault_tree(path)
    assert read.top == "top"
    for some in subsets():
        lost = some & set(read.basic_events)
        assert ("top" in propagate(read.system, Scenario(lost)).dark) is holds(tree, some)


def test_names_are_taken_once(tmp_path):
    """An event may be called like a gate, and like the top."""
    store = Formulas()
    events = [store.variable(name) for name in ("g1", "top", "a b", "a.b")]
    root = store.either(store.both(events[0], events[1]), store.both(events[2], events[3]))
    path = tmp_path / "tree.xml"
    path.write_text(
        fault_tree_xml(store, root, name="a b", top="top", labels={"g1": "G & 1"}, probabilities={"a b": 0.1})
    )
    read = read_fault_tree(path)
    assert (read.system.id, read.top) == ("_a_b", "top-2")
    assert read.basic_events == ("_a_b", "_a_b-2", "g1", "top")
    assert read.probabilities == {"_a_b": 0.1}
    assert "<label>G &amp; 1</label>" in path.read_text()
