"""A scenario is frozen, takes any collection, and refuses a bare string."""

import dataclasses

import pytest

from kakao_whatif.model.scenario import Scenario


def test_a_scenario_takes_any_collection_of_ids() -> None:
    assert Scenario(["a", "b"]) == Scenario({"b", "a"}) == Scenario(("a", "b", "a"))


def test_a_bare_string_is_refused_with_the_way_out() -> None:
    with pytest.raises(
        TypeError, match=r"scenario\.losses: 'pangyo' is one string\. Give a collection: \{'pangyo'\}\."
    ):
        Scenario("pangyo")


def test_copies_leave_the_original_as_it_was() -> None:
    night = Scenario({"pangyo"}, mitigations={"own-ids"}, readings={"keys-to-run"})
    assert night.with_losses("anyang").losses == {"pangyo", "anyang"}
    assert night.with_mitigations("drills").mitigations == {"own-ids", "drills"}
    assert night.with_readings([]).readings == frozenset()
    assert night.without_losses() == Scenario(mitigations={"own-ids"}, readings={"keys-to-run"})
    assert night.losses == {"pangyo"}


def test_a_scenario_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Scenario().losses = frozenset({"pangyo"})  # type: ignore[misc]
