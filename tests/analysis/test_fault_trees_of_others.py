"""Fault trees whose answers are known: our own small ones, and a standard set of the field.

The standard set is data to test with that lies beside the repository; where it is, each tree in it
is counted exactly, and its probability agrees to six digits.
"""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from kakao_whatif.analysis.cut_sets import minimal_cut_sets
from kakao_whatif.analysis.importance import importance
from kakao_whatif.files.openpsa import read_fault_tree
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from tests.analysis import brute_force

ROOT = Path(__file__).parents[2]
OURS = sorted((ROOT / "tests" / "files" / "trees").glob("*.xml"))
THEIRS = ROOT.parent / "shared" / "aralia"


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_our_own_trees_say_what_trying_every_set_of_events_says(path: Path) -> None:
    tree = read_fault_tree(path)
    is_bad = brute_force.by_engine(tree.system, tree.top, Status.DARK, Scenario())
    cuts = minimal_cut_sets(tree.system, tree.top, tree.basic_events)
    assert set(cuts) == brute_force.cut_sets(tree.basic_events, is_bad)
    p = {id: Fraction(str(tree.probabilities.get(id, 0))) for id in tree.basic_events}
    assert cuts.probability(p) == brute_force.risk(p, is_bad)


def test_the_pumps_fail_in_five_ways() -> None:
    tree = read_fault_tree(OURS[-1])
    cuts = minimal_cut_sets(tree.system, tree.top, tree.basic_events)
    assert list(cuts) == [
        {"valve"}, {"diesel", "mains"}, {"pump-1", "pump-2"}, {"pump-1", "pump-3"}, {"pump-2", "pump-3"},
    ]  # fmt: skip


def test_every_tree_of_the_standard_set_is_counted_exactly_and_its_probability_agrees() -> None:
    expected = THEIRS / "expected.json"
    known = {each["model"]: each for each in json.loads(expected.read_text())} if expected.exists() else {}
    for path in sorted(THEIRS.glob("*.xml")):
        tree, answer = read_fault_tree(path), known[path.stem]
        cuts = minimal_cut_sets(tree.system, tree.top, tree.basic_events)
        sizes = (len(tree.basic_events), len(tree.system.services) - len(tree.basic_events))
        assert sizes == (answer["basic_events"], answer["gates"]), path.stem
        assert cuts.count() == answer["mcs"], path.stem
        risk = cuts.probability(tree.probabilities)
        assert risk == pytest.approx(answer["p_top"], rel=1e-6), path.stem
        smallest = next(iter(cuts))
        assert brute_force.by_engine(tree.system, tree.top, Status.DARK, Scenario())(frozenset(smallest))
        weights = importance(tree.system, tree.top, tree.probabilities)
        assert weights.risk == pytest.approx(risk)
        assert all(0 <= weights[id].criticality <= weights[id].diagnostic <= 1.000001 for id in weights)
