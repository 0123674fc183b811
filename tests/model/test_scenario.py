"""A scenario is frozen, takes any collection, and refuses a bare string."""

import copy
import dataclasses
import pickle
import re
from typing import Any

import pytest

from kakao_whatif.model.scenario import Scenario


def test_a_scenario_takes_any_collection_of_ids() -> None:
    assert Scenario(["a", "b"]) == Scenario({"b", "a"}) == Scenario(("a", "b", "a"))


def test_a_bare_string_is_refused_with_the_way_out() -> None:
    with pytest.raises(
        TypeError, match=r"scenario\.losses: 'pangyo' is one string\. Give a collection: \{'pangyo'\}\."
    ):
        Scenario("pangyo")


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"losses": None}, "scenario.losses: None is not a collection of ids. Give one: {'pangyo'}."),
        ({"losses": {1}}, "scenario.losses: 1 is not an id. Ids are text."),
        (
            {"parameters": None},
            "scenario.parameters: None is not a mapping. Give numbers by id: {'crews': 12}.",
        ),
    ],
)
def test_what_is_no_collection_of_ids_is_refused_with_the_way_out(
    fields: dict[str, Any], refusal: str
) -> None:
    with pytest.raises(TypeError, match=f"^{re.escape(refusal)}$"):
        Scenario(**fields)


def test_a_scenario_does_not_change_with_the_mapping_it_was_given() -> None:
    given = {"crews": 12}
    scenario = Scenario(parameters=given)
    given["crews"] = 99
    assert scenario.parameters == {"crews": 12}
    with pytest.raises(TypeError, match="cannot be changed"):
        scenario.parameters["crews"] = 99  # type: ignore[index]


def test_equal_scenarios_are_one_member_of_a_set_and_can_be_sent_and_copied() -> None:
    one = Scenario({"pangyo"}, parameters={"crews": 12})
    assert {one, Scenario(["pangyo"], parameters={"crews": 12})} == {one}
    assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one


def test_copies_leave_the_original_as_it_was() -> None:
    night = Scenario({"pangyo"}, mitigations={"own-ids"}, readings={"keys-to-run"})
    assert night.with_losses("anyang").losses == {"pangyo", "anyang"}
    assert night.with_mitigations("drills").mitigations == {"own-ids", "drills"}
    assert night.with_readings([]).readings == frozenset()
    assert night.without_mitigations() == Scenario({"pangyo"}, readings={"keys-to-run"})
    assert night.without_losses() == Scenario(mitigations={"own-ids"}, readings={"keys-to-run"})
    assert night.losses == {"pangyo"}


def test_a_scenario_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Scenario().losses = frozenset({"pangyo"})  # type: ignore[misc]
