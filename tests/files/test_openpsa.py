"""Fault trees of other tools, read as systems; what is not read is refused by name, all at once."""

from pathlib import Path

import pytest

from kakao_whatif.errors import ModelError
from kakao_whatif.files.openpsa import FaultTree, read_fault_tree
from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.propagation.impact import propagate

PUMPS = Path(__file__).parent / "trees" / "pumps.xml"


@pytest.fixture
def pumps() -> FaultTree:
    return read_fault_tree(PUMPS)


def tree(tmp_path: Path, inside: str) -> Path:
    path = tmp_path / "tree.xml"
    path.write_text(f"<opsa-mef>\n{inside}\n</opsa-mef>", encoding="utf-8")
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(ModelError) as caught:
        read_fault_tree(path)
    return [str(problem) for problem in caught.value.problems]


def test_a_gate_needs_the_dual_of_what_makes_it_fail(pumps: FaultTree) -> None:
    need = {id: service.needs[0].on for id, service in pumps.system.services.items() if service.needs}
    assert need["too-few-pumps"] == AtLeast(2, ("pump-1", "pump-2", "pump-3-out"))
    assert need["pump-3-out"] == "pump-3"
    assert need["no-feed"] == AllOf((AnyOf(("mains", "diesel")), AllOf()))
    assert need["no-water"] == AllOf(("too-few-pumps", "no-feed", AnyOf(("valve", AnyOf()))))


def test_top_events_and_probabilities_are_told(pumps: FaultTree) -> None:
    assert (pumps.top, pumps.tops) == ("no-water", ("no-water",))
    assert pumps.basic_events == ("pump-1", "pump-2", "pump-3", "mains", "diesel", "valve")
    assert pumps.probabilities == {"pump-1": 0.1, "pump-2": 0.1, "pump-3": 0.2, "mains": 0.01, "diesel": 0.05}
    assert pumps.system.id == "pumps"


@pytest.mark.parametrize(
    ("lost", "is_dark"),
    [
        ((), False),
        (("pump-1",), False),
        (("pump-1", "pump-3"), True),
        (("valve",), True),
        (("mains", "diesel"), True),
    ],
)
def test_the_top_is_dark_when_the_event_happens(
    pumps: FaultTree, lost: tuple[str, ...], is_dark: bool
) -> None:
    assert (pumps.top in propagate(pumps.system, Scenario(lost)).dark) is is_dark


def test_k_of_n_failures_leave_n_minus_k_plus_one_needed(tmp_path: Path) -> None:
    for k, needed in ((1, 4), (2, 3), (4, 1)):
        events = "".join(f'<basic-event name="e{at}"/>' for at in range(4))
        defined = "".join(f'<define-basic-event name="e{at}"/>' for at in range(4))
        path = tree(
            tmp_path, f'<define-gate name="g"><atleast min="{k}">{events}</atleast></define-gate>{defined}'
        )
        need = read_fault_tree(path).system.services["g"].needs[0].on
        assert isinstance(need, AtLeast)
        assert need.k == needed


@pytest.mark.parametrize("least", ["9" * 5_000, "0", "-1", "2.0", "²"])
def test_a_count_that_is_none_is_refused(tmp_path: Path, least: str) -> None:
    (line,) = problems(
        tree(
            tmp_path,
            f'<define-gate name="g"><atleast min="{least}"><event name="e"/></atleast></define-gate>'
            '<define-basic-event name="e"/>',
        )
    )
    assert "'atleast' wants min=" in line
    assert line.endswith("of 1. Give 1 to 1.")


def test_of_several_tops_the_first_is_the_top(tmp_path: Path) -> None:
    path = tree(
        tmp_path,
        '<define-gate name="b"><event name="e"/></define-gate><define-gate name="a"><event name="e"/></define-gate>'
        '<define-basic-event name="e"/>',
    )
    found = read_fault_tree(str(path))
    assert (found.top, found.tops, found.system.id) == ("b", ("b", "a"), "tree")


def test_every_problem_is_told_with_its_line_and_way_out(tmp_path: Path) -> None:
    path = tree(
        tmp_path,
        """<define-gate name="top"><or><gate name="midle"/><not><event name="e1"/></not><or/></or></define-gate>
<define-gate name="middle"><atleast min="3"><event name="e1"/><basic-event name="top2"/></atleast></define-gate>
<define-gate name="top2"><event name="e1" type="parameter"/></define-gate>
<define-gate name="empty"><label>nothing</label></define-gate>
<define-gate name="two"><event name="e1"/><event name="e1"/></define-gate>
<define-gate><event name="e1"/></define-gate>
<define-gate name="e1"><event name="h"/></define-gate>
<define-basic-event name="e1"><exponential/></define-basic-event>
<define-basic-event name="e2"><float value="1.5"/></define-basic-event>
<define-house-event name="h"/>
<define-event-tree name="et"/>
<model-data><define-parameter name="rate"/></model-data>""",
    )
    assert problems(path) == [
        "line 2, gate 'top': unknown gate 'midle'. Did you mean 'middle'?",
        "line 2, gate 'top': 'not' is not read. Write it with and, or, atleast and references.",
        "line 2, gate 'top': 'or' has nothing in it. Give it gates or events.",
        "line 3, gate 'middle': 'top2' is a gate, not a basic-event. Refer to it as <gate>.",
        "line 3, gate 'middle': 'atleast' wants min='3' of 2. Give 1 to 2.",
        "line 4, gate 'top2': 'parameter' is no type of an event. Give one of: gate, basic-event, house-event.",
        "line 5, gate 'empty': it has no formula. Give it one: and, or, atleast, or a reference.",
        "line 6, gate 'two': it has 2 formulas. Give it one: and, or, atleast, or a reference.",
        "line 7, gate: it has no name. Give it one.",
        "line 9, basic-event: 'e1' is defined in line 8 too. Names are unique in a file: choose another.",
        "line 10, basic-event 'e2': '1.5' is no probability. Give 0 to 1.",
        """line 11, house-event 'h': it has no state. Give one: <constant value="true"/> or "false".""",
        "line 12: 'define-event-tree' is not read in opsa-mef. "
        "Gates, basic events and house events are read; leave it out, or write it with them.",
        "line 13: 'define-parameter' is not read in model-data. "
        "Gates, basic events and house events are read; leave it out, or write it with them.",
    ]


def test_a_probability_that_is_a_formula_is_refused_by_name(tmp_path: Path) -> None:
    path = tree(
        tmp_path,
        '<define-gate name="g"><event name="e"/></define-gate>'
        '<define-basic-event name="e"><exponential/></define-basic-event>',
    )
    assert problems(path) == [
        "line 2, basic-event 'e': its probability is given as 'exponential'. "
        'Give a number: <float value="0.01"/>.'
    ]


def test_gates_in_a_ring_are_refused(tmp_path: Path) -> None:
    path = tree(
        tmp_path,
        '<define-gate name="a"><or><gate name="b"/><event name="e"/></or></define-gate>\n'
        '<define-gate name="b"><gate name="a"/></define-gate><define-basic-event name="e"/>',
    )
    assert problems(path) == [
        "line 2, gate 'a': gates refer to each other in a ring: 'a', 'b'. A fault tree has none: cut the ring."
    ]


def test_a_file_without_gates_or_of_another_kind_is_refused(tmp_path: Path) -> None:
    assert problems(tree(tmp_path, "")) == ["file: there is no gate. Define one with define-gate."]
    path = tmp_path / "other.xml"
    path.write_text("<html/>")
    assert problems(path) == ["line 1: the root element is 'html'. An Open-PSA file begins with opsa-mef."]
