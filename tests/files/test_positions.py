"""Every problem of a YAML file says where it stands, by line and column."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from kakao_whatif.errors import ModelError, Problem
from kakao_whatif.files.places import named_places, place
from kakao_whatif.files.positions import Positions
from kakao_whatif.files.read import read_system
from tests.files.samples import two_sites
from tests.files.test_any_data import spoiled


def problems(text: str, folder: Path) -> tuple[Problem, ...]:
    path = folder / "case.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        read_system(path)
    return caught.value.problems


def written_at(text: str, problem: Problem) -> str:
    """Return what stands in a text from the place on that a problem names."""
    assert problem.line is not None
    assert problem.column is not None
    return text.splitlines()[problem.line - 1][problem.column - 1 :]


BROKEN = """\
services:
  - id: chat
    needs:
      - {kind: hard, on: {any_of: [mail, male]}}   # 판교 before: {kind: soft, on: chatt}
      - kind: soft
        on: &gone nobody
  - {id: mail, needs: [{kind: hard, on: *gone}], replicas: [{in: pangio}], min_capacity: 2}
  - "id": "new\\x1bs"
    name: |
      two
      lines
    assumed: "판교 \\u202e"
domains: [{id: pangyo}, {id: "판"}]
parameters: {crews: {value: 5, low: 7}}
hazards: {fire: [{at_hours: 1, lose: pangyoo}]}
"""


def test_problems_of_every_sort_stand_where_the_text_has_their_key(tmp_path: Path) -> None:
    starts = {problem.where: written_at(BROKEN, problem) for problem in problems(BROKEN, tmp_path)}
    begins = {
        "services[0] 'chat'.needs[0].on": "on: {any_of: [mail, male]}}",
        "services[0] 'chat'.needs[1].on": "on: &gone nobody",
        "services[1] 'mail'.needs[0].on": "on: *gone",
        "services[1] 'mail'.replicas[0].in": "in: pangio}",
        "services[1] 'mail'.min_capacity": "min_capacity: 2",
        "services[2].id": '"id": "new',
        "services[2].name": "name: |",
        "services[2].assumed": "assumed: ",
        "domains[1] '판'.id": 'id: "판"',
        "parameters.crews": "crews: {value: 5",
        "hazards.fire[0].lose": "lose: pangyoo",
    }
    assert starts.keys() == begins.keys()
    for where, begin in begins.items():
        assert starts[where].startswith(begin), where


def test_a_missing_key_stands_where_the_part_begins_and_an_unknown_one_where_it_is(tmp_path: Path) -> None:
    text = "services:\n  - id: a\n  - needs: [{kind: hard}]\n    nam: x\n"
    found = {each.what: written_at(text, each) for each in problems(text, tmp_path)}
    assert found == {
        "the key 'on' is missing.": "{kind: hard}]",
        "unknown key 'nam'.": "nam: x",
        "the key 'id' is missing.": "needs: [{kind: hard}]",
    }


@given(spoiled())
@settings(max_examples=150, suppress_health_check=[*HealthCheck])
def test_whatever_is_wrong_in_a_file_has_a_place_in_it(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, Any]
) -> None:
    try:
        text = yaml.safe_dump(json.loads(json.dumps(data)), allow_unicode=True, sort_keys=False)
    except (TypeError, ValueError):
        return  # no data of a file
    path = tmp_path_factory.getbasetemp() / "case.yaml"
    path.write_text(text, encoding="utf-8", errors="replace")
    try:
        read_system(path)
    except ModelError as error:
        for problem in error.problems:
            assert written_at(text, problem)


def test_every_place_of_a_text_has_the_position_that_its_nodes_have() -> None:
    text = yaml.safe_dump(two_sites(), allow_unicode=True, sort_keys=False)
    data, positions = yaml.safe_load(text), Positions(text)

    def walk(node: Any, path: tuple[Any, ...]) -> None:
        inner = node.value if isinstance(node, yaml.MappingNode | yaml.SequenceNode) else []
        for at, part in enumerate(inner):
            key = isinstance(part, tuple)
            step, mark = (part[0].value, part[0].start_mark) if key else (at, part.start_mark)
            found = positions.of_path(Problem("", "x"), (*path, step))
            assert (found.line, found.column) == (mark.line + 1, mark.column + 1)
            walk(part[1] if key else part, (*path, step))

    walk(yaml.compose(text, yaml.SafeLoader), ())
    assert all(place(data, path) == name for name, path in named_places(data))


def test_a_mapping_has_no_lines() -> None:
    with pytest.raises(ModelError) as caught:
        read_system({"services": [{"id": "chat", "needs": [{"kind": "hard", "on": "mail"}], "x": 1}]})
    assert all(problem.line is problem.column is None for problem in caught.value.problems)
    assert str(caught.value.problems[0]).startswith("services[0] 'chat': unknown key 'x'.")
