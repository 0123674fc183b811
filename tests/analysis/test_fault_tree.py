"""A service's fault tree, written for other tools and read back."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from kakao_whatif.analysis.cut_sets import minimal_cut_sets
from kakao_whatif.analysis.fault_tree import write_fault_tree
from kakao_whatif.errors import ScenarioError, UnknownIdError
from kakao_whatif.examples import two_sites
from kakao_whatif.files.openpsa import read_fault_tree
from kakao_whatif.model.build import build_system
from kakao_whatif.model.expression import AllOf
from kakao_whatif.model.parts import Dependency, Service
from kakao_whatif.model.scenario import Scenario
from tests.analysis.test_cut_sets import questions


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(questions())
def test_read_back_it_has_the_same_minimal_cut_sets(tmp_path, question):
    system, service, over, status = question
    write_fault_tree(system, service, tmp_path / "tree.xml", over, status)
    tree = read_fault_tree(tmp_path / "tree.xml")
    read_back = list(minimal_cut_sets(tree.system, tree.top, tree.basic_events))
    assert read_back == list(minimal_cut_sets(system, service, over, status=status))
    assert set(tree.basic_events) <= set(over)


def test_a_small_tree_is_written_like_this(tmp_path: Path) -> None:
    path = tmp_path / "chat.xml"
    write_fault_tree(two_sites(), "chat", path, ["pangyo", "chat"], probabilities={"pangyo": 0.01})
    assert (
        path.read_text(encoding="utf-8")
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<opsa-mef>
  <define-fault-tree name="chat">
    <define-gate name="chat-dark">
      <or>
        <basic-event name="pangyo"/>
        <basic-event name="chat"/>
      </or>
    </define-gate>
  </define-fault-tree>
  <model-data>
    <define-basic-event name="chat"/>
    <define-basic-event name="pangyo">
      <label>Pangyo</label>
      <float value="0.01"/>
    </define-basic-event>
  </model-data>
</opsa-mef>
"""
    )


def test_a_service_that_is_always_or_never_dark_has_a_tree_too(tmp_path: Path) -> None:
    for lost, cuts in (({"pangyo"}, [set()]), (set(), [])):
        write_fault_tree(two_sites(), "control", tmp_path / "c.xml", ["anyang"], scenario=Scenario(lost))
        tree = read_fault_tree(tmp_path / "c.xml")
        assert list(minimal_cut_sets(tree.system, tree.top, tree.basic_events)) == cuts


def test_ids_that_are_no_names_of_the_format_get_one_and_keep_theirs_as_a_label(tmp_path: Path) -> None:
    need = Dependency("hard", AllOf(("a b", "a_b", "판교", "3rd <site>")))
    services = [Service("top", needs=(need,)), *map(Service, need.on.of)]
    write_fault_tree(build_system(services), "top", tmp_path / "t.xml", need.on.of)
    text = (tmp_path / "t.xml").read_text(encoding="utf-8")
    tree = read_fault_tree(tmp_path / "t.xml")
    assert set(tree.basic_events) == {"_a_b", "a_b", "판교", "_3rd_site_"}
    assert "<label>3rd &lt;site&gt;</label>" in text
    assert minimal_cut_sets(tree.system, tree.top, tree.basic_events).counts == {1: 4}


def test_what_does_not_fit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownIdError, match="Did you mean 'chat'"):
        write_fault_tree(two_sites(), "chatt", tmp_path / "t.xml")
    with pytest.raises(ScenarioError, match="2 is no probability"):
        write_fault_tree(two_sites(), "chat", tmp_path / "t.xml", probabilities={"pangyo": 2})
    assert not (tmp_path / "t.xml").exists()
