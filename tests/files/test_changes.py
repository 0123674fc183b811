"""How a file names the part of a need that an alternative stands beside."""

import pytest

from kakao_whatif.errors import ModelError
from kakao_whatif.files.read import read_system
from kakao_whatif.model.changes import AddAlternative
from kakao_whatif.model.expression import AnyOf
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.propagation.impact import propagate

SHOP = {
    "domains": [{"id": "a", "kind": "site"}, {"id": "b", "kind": "site"}],
    "services": [
        {
            "id": "app",
            "replicas": [{"in": "b"}],
            "needs": [{"kind": "hard", "on": "db"}, {"kind": "hard", "on": "psp"}],
        },
        {"id": "db", "layer": "data", "replicas": [{"in": "a"}]},
        {"id": "psp", "layer": "external"},
        {"id": "psp2", "layer": "external"},
    ],
}


def with_second_provider(**part):
    change = {"op": "add_alternative", "service": "app", "kind": "hard", "on": "psp2", **part}
    return {**SHOP, "mitigations": [{"id": "second-psp", "changes": [change]}]}


def test_a_file_in_which_the_part_is_open_is_refused_with_the_parts():
    with pytest.raises(ModelError) as caught:
        read_system(with_second_provider())
    assert [str(problem) for problem in caught.value.problems] == [
        "mitigations[0] 'second-psp'.changes[0].instead_of: missing, but 'app' has 2 hard needs. "
        "Name the part that it stands beside: 'db', 'psp'."
    ]


def test_a_second_provider_beside_the_first_does_not_stand_in_for_the_database():
    system = read_system(with_second_provider(instead_of="psp"))
    second = {"second-psp"}
    assert propagate(system, Scenario({"psp"}, second)).dark == {"psp"}
    assert propagate(system, Scenario({"a"}, second)).dark == {"app", "db"}


def test_a_part_may_be_an_expression():
    change = with_second_provider(instead_of={"any_of": ["db", "psp"]})
    change["services"] = [
        {"id": "app", "needs": [{"kind": "hard", "on": {"all_of": ["psp", {"any_of": ["db", "psp"]}]}}]},
        *SHOP["services"][1:],
    ]
    system = read_system(change)
    expected = AddAlternative("app", "hard", "psp2", AnyOf(("db", "psp")))
    assert system.mitigations["second-psp"].changes == (expected,)


def test_a_part_that_is_no_expression_is_refused_once():
    with pytest.raises(ModelError) as caught:
        read_system(with_second_provider(instead_of=5))
    (problem,) = caught.value.problems
    assert problem.where.endswith(".instead_of")
