"""Runs stand together for every set that can be in place, and say of each what `propagate` says."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kakao_whatif import LimitError, NotWorse, Scenario, Status, load_case
from kakao_whatif.analysis.saving import choices as module
from kakao_whatif.analysis.saving.choices import Choices, runs
from kakao_whatif.analysis.saving.evidence import shortfalls
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import (
    HELPING,
    AddNeed,
    AddReplica,
    AddService,
    Mitigation,
    Reading,
)
from kakao_whatif.model.expression import AnyOf
from kakao_whatif.model.parts import Dependency, Domain, Replica, Service
from tests.analysis.brute_mitigations import accepted, costed
from tests.strategies import TRADEOFFS, losses
from tests.twice import added_twice

NIGHT = Scenario({"pangyo"})


@pytest.fixture(scope="module")
def kakao():
    return load_case("kakao-2022")


@settings(max_examples=600)
@given(costed(HELPING + TRADEOFFS * 2), st.data())
def test_every_set_has_a_run_that_says_of_it_what_propagate_says(system, data):
    every_run_agrees(system, data)


@settings(max_examples=400)
@given(costed(HELPING + TRADEOFFS, added_twice), st.data())
def test_so_it_is_where_what_several_add_is_altered(system, data):
    every_run_agrees(system, data)


def every_run_agrees(system, data):
    readings = data.draw(st.frozensets(st.sampled_from(sorted(system.readings)))) if system.readings else ()
    before = data.draw(st.frozensets(st.sampled_from(sorted(system.mitigations)), max_size=1))
    scenario = Scenario(data.draw(losses(system)), before, readings)
    every = accepted(system, scenario, tradeoffs=True)
    assume(frozenset() in every)
    choices = Choices.of(system, scenario, tradeoffs=True)
    target = NotWorse(system.possible_services, Status.UP)
    said = shortfalls(choices, list(runs(choices)), target, every)
    for members, with_them in every.items():
        assert said[members] == target.shortfalls(system, with_them)


def test_a_whole_set_holds_what_its_members_require_and_include(kakao):
    choices = Choices.of(kakao, NIGHT)
    whole = choices.whole(["own-ids-elsewhere"])
    assert len(whole) == 8
    assert choices.folded(whole) == ("own-ids", "own-ids-elsewhere")
    assert choices.without(whole, "own-daum-id") == whole - {"own-daum-id", "own-ids", "own-ids-elsewhere"}


def test_what_is_in_place_is_no_choice_any_more(kakao):
    choices = Choices.of(kakao, NIGHT.with_mitigations("own-ids"))
    assert "own-daum-id" not in choices.candidates
    assert choices.whole(["own-ids-elsewhere"]) == {"own-ids-elsewhere"}


def test_trade_offs_are_choices_only_when_asked_for(kakao):
    spread = {"spread-primaries", "spread-data"}
    assert spread.isdisjoint(Choices.of(kakao, NIGHT).candidates)
    assert spread <= set(Choices.of(kakao, NIGHT, tradeoffs=True).candidates)


def test_the_trade_offs_of_the_case_are_tangled_with_nothing_else(kakao):
    assert [set(run.fixed) for run in runs(Choices.of(kakao, NIGHT, tradeoffs=True))] == [
        set(),
        {"spread-primaries"},
        {"spread-data"},
        {"spread-primaries", "spread-data"},
    ]


def agree(system, scenario):
    every = accepted(system, scenario)
    choices = Choices.of(system, scenario)
    target = NotWorse(system.services, Status.UP)
    said = shortfalls(choices, list(runs(choices)), target, every)
    return all(said[members] == target.shortfalls(system, with_them) for members, with_them in every.items())


CHAT = Service("chat", replicas=(Replica("here", capacity=Fraction(1, 2)),))


def test_what_is_needed_and_only_a_change_adds_is_still_there_under_a_reading():
    system = build_system(
        [CHAT, Service("store")],
        [Domain("here")],
        mitigations=[Mitigation("add", changes=(AddService(Service("new")),))],
        readings=[Reading("other", changes=(AddNeed("chat", Dependency("hard", AnyOf(("store", "new")))),))],
    )
    assert agree(system, Scenario({"store"}, readings={"other"}))


def test_a_bundle_does_not_do_again_what_is_put_in_place_first():
    copy = AddReplica("chat", Replica("here", capacity=Fraction(1, 4)))
    system = build_system(
        [CHAT],
        [Domain("here")],
        mitigations=[
            Mitigation("copy", changes=(copy,)),
            Mitigation("both", includes=("copy",)),
        ],
        readings=[Reading("said", changes=(copy,))],
    )
    assert agree(system, Scenario())
    assert agree(system, Scenario(readings={"said"}))


def test_a_refused_set_is_cut_down_to_what_is_refused_in_it():
    system = build_system(
        mitigations=[
            Mitigation("a"),
            Mitigation("b", requires=("a",)),
            Mitigation("c"),
            Mitigation("d", excludes=("b",)),
        ]
    )
    choices = Choices.of(system, Scenario())
    assert choices.core(frozenset("abcd")) == frozenset("abd")


def test_too_many_trade_offs_are_refused_with_the_way_out(kakao, monkeypatch):
    monkeypatch.setattr(module, "MOST_FIXED", 1)
    with pytest.raises(
        LimitError, match=r"spread-primaries, spread-data\. At most 1 can\. Leave trade-offs out\."
    ):
        list(runs(Choices.of(kakao, NIGHT, tradeoffs=True)))
