"""What stands beside the sets: trade-offs that were not looked at, other readings, and that nothing does it."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kakao_whatif import BackWithin, NotWorse, Scenario, Status, load_case, minimal_mitigations
from kakao_whatif.analysis.mitigation_sets import NotLookedAt
from kakao_whatif.analysis.saving.costs import Price
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import HELPING, AddNeed, AddReplica, Cost, Mitigation, MoveReplica, Reading
from kakao_whatif.model.expression import AnyOf
from kakao_whatif.model.parts import Dependency, Domain, Replica, Service
from tests.analysis.brute_mitigations import (
    accepted,
    choosable,
    ids,
    questions,
    smallest,
    without_exclusions,
)
from tests.strategies import TRADEOFFS


def test_without_a_change_to_choose_from_nothing_was_looked_at():
    system = build_system([Service("news", replicas=(Replica("here"),))], [Domain("here", "site")])
    for target in (NotWorse(["news"]), BackWithin(["news"], 2)):
        nothing = minimal_mitigations(system, Scenario({"here"}), target).nothing
        assert (nothing.why, nothing.not_looked_at) == ("none", None)


def test_a_trade_off_that_was_not_looked_at_and_would_do_it_is_told():
    away = Mitigation(
        "away", cost=Cost(2, 1, 3), tradeoff=True, changes=(MoveReplica("news", "here", "there"),)
    )
    system = build_system(
        [Service("news", replicas=(Replica("here"),)), Service("shop", replicas=(Replica("here"),))],
        [Domain("here", "site"), Domain("there", "site")],
        mitigations=[away],
    )
    night = Scenario({"here"})
    told = minimal_mitigations(system, night, ["news"]).nothing.not_looked_at
    assert told == NotLookedAt(("away",), would_do=True, mitigations=("away",), cost=Price(2, 1, 3))
    assert minimal_mitigations(system, night, ["news"], 1).nothing.not_looked_at.would_do is False
    assert minimal_mitigations(system, night, ["shop"]).nothing.not_looked_at.would_do is False
    assert minimal_mitigations(system, night, BackWithin(["news"], 2)).nothing.not_looked_at.would_do is None
    assert minimal_mitigations(system, night, ["shop"], tradeoffs=True).nothing.not_looked_at is None


def test_the_cheapest_set_under_the_other_reading_of_2022_costs_more_and_both_stand_there():
    kakao, night = load_case("kakao-2022"), Scenario({"pangyo"})
    here = minimal_mitigations(kakao, night, ["kakaotalk-text"])
    there = minimal_mitigations(kakao, night.with_readings(["keys-to-run"]), ["kakaotalk-text"])
    assert (here[0].cost.points, there[0].cost.points) == (4, 7)
    (other,) = here.readings
    assert (other.reading, other.mitigations, other.cost) == (
        "keys-to-run",
        there[0].mitigations,
        there[0].cost,
    )
    (back,) = there.readings
    assert (back.reading, back.mitigations, back.cost) == (
        "keys-to-restart",
        here[0].mitigations,
        here[0].cost,
    )
    said = "costs 7 points under the reading 'Keys and object storage are needed to run', and 4 here."
    assert here.notes[0].en.endswith(said)


def readings_of_a_shop(*changes):
    copy = Mitigation("copy", cost=Cost(2), changes=(AddReplica("shop", Replica("there")),))
    spare = Mitigation("spare", cost=Cost(2), changes=(AddReplica("till", Replica("there")),))
    return build_system(
        [Service("shop", replicas=(Replica("here"),)), Service("till", replicas=(Replica("here"),))],
        [Domain("here"), Domain("there"), Domain("off")],
        mitigations=[copy, spare],
        readings=[Reading("drawn"), Reading("other", changes=changes)],
    )


@pytest.mark.parametrize(
    ("change", "lost", "said"),
    [
        (
            AddReplica("shop", Replica("there")),
            "here",
            "In the model, nothing has to be added under the reading 'other'.",
        ),
        (
            AddNeed("shop", Dependency("hard", AnyOf(()))),
            "here",
            "In the model, nothing in this case's list can do it under the reading 'other'.",
        ),
        (MoveReplica("till", "here", "off"), "here", None),
        (
            AddNeed("shop", Dependency("hard", "till")),
            "here",
            "In the model, the cheapest set costs 4 points under the reading 'other', and 2 here.",
        ),
    ],
)
def test_what_a_reading_changes_in_the_cheapest_set_is_told(change, lost, said):
    answer = minimal_mitigations(readings_of_a_shop(change), Scenario({lost}), ["shop"])
    assert [note.en for note in answer.notes if "reading" in note.en] == ([said] if said else [])


def test_what_can_be_done_only_under_another_reading_is_told():
    base = readings_of_a_shop(AddNeed("shop", Dependency("hard", AnyOf(()))))
    impossible = minimal_mitigations(base, Scenario({"here"}, readings={"other"}), ["shop"])
    assert impossible.notes[0].en == (
        "In the model, it can be done under the reading 'drawn', for 2 points: copy."
    )


@settings(max_examples=40)
@given(questions(HELPING + TRADEOFFS, tradeoffs=True), st.sampled_from(list(Status)))
def test_nothing_does_it_is_said_only_if_it_is_so(question, than):
    system, scenario, targets = question
    target = NotWorse(targets[0][0], than)
    nothing = minimal_mitigations(system, scenario, target).nothing
    assume(nothing is not None)
    assert not smallest(system, scenario, target)
    able, more = (choosable(system, scenario, tradeoffs) for tradeoffs in (False, True))
    assert (nothing.why == "none") == (not able)
    if nothing.why == "together":
        assert frozenset(ids(system, nothing.in_place)) - ids(system, scenario.mitigations) not in accepted(
            system, scenario
        )
    elif nothing.why == "list":
        assert not smallest(without_exclusions(system), scenario, target)
    told = nothing.not_looked_at
    assert (told is None) == (more == able)
    if told is not None:
        sets = smallest(system, scenario, target, tradeoffs=True)
        assert (set(told.tradeoffs), told.would_do) == (set(more) - set(able), bool(sets))
        assert not sets or ids(system, told.mitigations) - ids(system, scenario.mitigations) in sets
