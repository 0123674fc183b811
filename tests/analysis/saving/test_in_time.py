"""Sets for a target in time: every subset tried, and what was not looked at is told."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakao_whatif import (
    BackWithin,
    LimitError,
    ModelError,
    Scenario,
    ScenarioError,
    UnknownIdError,
    check_proof,
    frontier,
    load_case,
    minimal_mitigations,
    simulate_recovery,
)
from kakao_whatif.analysis.saving import in_order
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import (
    AddAlternative,
    AddReplica,
    Cost,
    Mitigation,
    RemoveNeed,
    SetParameter,
)
from kakao_whatif.model.expression import AllOf
from kakao_whatif.model.parts import Dependency, Domain, Replica, Service
from kakao_whatif.recovery.timeline import NEVER, hours
from tests.recovery.strategies import hazards, systems

NIGHT = Scenario({"pangyo"})


@st.composite
def nights(draw):
    """A system with a hazard, changes that may be made, a service, and a time at which some sets have it back."""
    base = draw(systems())
    hazard = draw(hazards(base))
    changes = [
        AddReplica(service.id, Replica(draw(st.sampled_from(sorted(base.domains)))))
        for service in base.services.values()
        if service.replicas
    ]
    for service in base.services.values():
        for need in service.needs:
            changes.append(RemoveNeed(service.id, need.kind, need.on))
            changes.append(AddAlternative(service.id, need.kind, AllOf(), need.on))
    if "crews" in base.parameters:
        changes.append(SetParameter("crews", 4))
    chosen = draw(st.lists(st.sampled_from(changes), min_size=1, max_size=3, unique=True)) if changes else []
    mitigations = [
        Mitigation(f"m{at}", cost=Cost(draw(st.sampled_from([1, 2, 2.5]))), changes=(change,))
        for at, change in enumerate(chosen)
    ]
    try:
        system = build_system(
            base.services.values(),
            base.domains.values(),
            mitigations=mitigations,
            parameters=base.parameters,
        )
    except ModelError:
        system = base
    system = replace(system, hazards={"night": hazard}, horizon_hours=base.horizon_hours)
    scenario = Scenario({event["lose"] for event in hazard if "lose" in event})
    return system, scenario, draw(st.sampled_from(sorted(system.services)))


def tried(system, scenario, service):
    """When a service is back, under every set."""
    ids = [id for id, each in system.mitigations.items() if each.changes]
    found = {}
    for some in (frozenset(some) for k in range(len(ids) + 1) for some in combinations(ids, k)):
        try:
            timeline = simulate_recovery(system, scenario.with_mitigations(*some), hazard="night")
        except ScenarioError:
            continue
        found[some] = timeline.time_to_restore[service]
    return found


@pytest.mark.slow
@settings(max_examples=250)
@given(nights(), st.data())
def test_all_smallest_sets_are_found_though_more_may_be_later(night, data):
    system, scenario, service = night
    every = tried(system, scenario, service)
    times = sorted({hours(each) for each in every.values() if each != NEVER})
    wanted = data.draw(st.sampled_from(times)) if times else 1.0
    target = BackWithin([service], wanted, hazard="night")
    good = {some for some, time in every.items() if hours(time) <= wanted}
    answer = minimal_mitigations(system, scenario, target)
    found = [frozenset(each.members) for each in answer]
    assert set(found) == {some for some in good if not any(other < some for other in good)}
    assert [each.cost.points for each in answer] == sorted(each.cost.points for each in answer)
    for each in answer:
        assert check_proof(system, scenario, target, each.proof)
    assert answer.is_complete if answer.holds_already else answer.looked.tried == answer.looked.of


@pytest.fixture
def whole():
    """Three changes do it; only together with one that requires them are they few enough to be tried."""
    needs = tuple(Dependency("hard", f"store{at}") for at in range(3))
    stores = [Service(f"store{at}", replicas=(Replica("here"),)) for at in range(3)]
    easings = [
        Mitigation(f"m{at}", cost=Cost(1), changes=(RemoveNeed("chat", "hard", f"store{at}"),))
        for at in range(3)
    ]
    whole = Mitigation(
        "whole", requires=("m0", "m1", "m2"), changes=(AddReplica("store0", Replica("there")),)
    )
    return build_system(
        [Service("chat", replicas=(Replica("there"),), needs=needs), *stores],
        [Domain("here"), Domain("there")],
        mitigations=[*easings, whole],
    )


def test_what_a_set_brings_along_may_be_enough_without_it(whole):
    answer = minimal_mitigations(whole, Scenario({"here"}), BackWithin(["chat"], 0), max_size=1)
    assert [each.mitigations for each in answer] == [("m0", "m1", "m2")]
    assert answer[0].proof.is_complete


def test_a_set_that_could_not_be_taken_apart_within_the_bound_is_enough_but_not_proved(whole):
    answer = minimal_mitigations(whole, Scenario({"here"}), BackWithin(["chat"], 0), max_size=1, max_runs=5)
    assert [each.mitigations for each in answer] == [("m0", "m1", "m2", "whole")]
    assert not answer[0].proof.is_complete
    assert (answer.looked.tried, answer.looked.of, answer.looked.max_runs) == (5, 5, 5)


@pytest.fixture
def either():
    """Twelve changes, each of which does it alone: 4,096 sets, and 4,083 that hold one that does it."""
    return build_system(
        [Service("chat", replicas=(Replica("here"),))],
        [Domain("here"), Domain("there")],
        mitigations=[
            Mitigation(f"m{at:02}", cost=Cost(1), changes=(AddReplica("chat", Replica("there")),))
            for at in range(12)
        ],
    )


def test_sets_that_are_passed_over_come_to_an_end_too(either):
    answer = minimal_mitigations(
        either, Scenario({"here"}), BackWithin(["chat"], 0), max_size=12, max_runs=100
    )
    assert len(answer) == 12
    assert (answer.looked.tried, answer.looked.of, answer.looked.max_runs) == (100, 4096, 100)


def test_sets_that_cannot_be_in_place_come_to_an_end_too(either):
    first, *rest = either.mitigations.values()
    ids = tuple(each.id for each in rest)
    system = replace(either, mitigations={each.id: each for each in [replace(first, excludes=ids), *rest]})
    before = Scenario({"here", "there"}, ["m00"])
    answer = minimal_mitigations(system, before, BackWithin(["chat"], 0), max_size=11, max_runs=100)
    assert (answer.looked.tried, answer.looked.max_runs, answer.nothing.why) == (100, 100, "bounds")
    front = frontier(system, before, keep="hours", max_size=11, max_runs=100)
    assert (front.looked.tried, front.looked.max_runs, len(front)) == (100, 100, 1)


def test_each_draw_and_each_scenario_is_a_simulation(either):
    drawn = BackWithin(["chat"], 0, samples=3)
    answer = minimal_mitigations(either, Scenario({"here"}), drawn, max_size=1, max_runs=10)
    assert (answer.looked.tried, answer.looked.of) == (3, 13)
    lost = [Scenario({"here"}), Scenario({"there"})]
    front = frontier(either, lost, keep="hours", max_size=1, max_runs=9)
    assert (front.looked.tried, front.looked.of, front.looked.max_runs) == (4, 13, 9)
    assert front.notes[-1].en.startswith("The bound on simulations, 9, was reached;")
    whole = frontier(either, lost, keep="hours", max_size=1, max_runs=26)
    assert (whole.looked.tried, whole.looked.of, whole.looked.max_runs) == (13, 13, None)


def test_what_is_back_in_time_without_any_change_needs_no_search(either):
    answer = minimal_mitigations(either, Scenario(), BackWithin(["chat"], 0), max_size=12, max_runs=1)
    assert answer.holds_already
    assert answer.is_complete
    assert (answer.looked, answer.notes) == (None, ())


@pytest.fixture(scope="module")
def kakao():
    return load_case("kakao-2022")


def test_mail_is_back_within_twelve_hours_with_everything_at_a_third_site(kakao):
    answer = minimal_mitigations(kakao, NIGHT, BackWithin(["daum-mail"], 12), 60, max_size=1)
    assert [each.mitigations for each in answer] == [("third-site",)]
    assert answer[0].proof.way == "subsets"
    assert answer.looked.tried == answer.looked.of
    assert answer.notes[-1].en == (
        "In time, sets are tried one by one: all 23 of at most 1 changes within the limit on cost were. "
        "Larger sets were not looked at."
    )


def test_what_was_not_looked_at_within_the_bound_on_simulations_is_told(kakao):
    answer = minimal_mitigations(kakao, NIGHT, BackWithin(["daum-mail"], 12), max_size=1, max_runs=1)
    assert (answer.looked.tried, answer.looked.up_to_cost, answer.nothing.why) == (1, 1, "bounds")
    assert not answer.is_complete
    assert [note.en for note in answer.notes] == [
        "In time, sets are tried one by one: 1 of 23 of at most 1 changes were, the cheapest first. "
        "All of that size below 1 points were looked at; nothing else was.",
        "The bound on simulations, 1, was reached; to go further, raise `max_runs` (in the terminal `--runs`).",
    ]


def test_too_many_to_count_are_told_so(kakao, monkeypatch):
    monkeypatch.setattr(in_order, "MOST_COUNTED", 10)
    told = []
    answer = minimal_mitigations(
        kakao,
        NIGHT,
        BackWithin(["daum-mail"], 12),
        max_size=1,
        max_runs=1,
        progress=lambda done, of: told.append((done, of)) or True,
    )
    assert (answer.looked.tried, answer.looked.of, told) == (1, None, [(1, 1)])
    assert answer.notes[0].en == (
        "In time, sets are tried one by one: 1 of those of at most 1 changes were, the cheapest first; there are too "
        "many to count. All of that size below 1 points were looked at; nothing else was."
    )


def test_the_bound_holds_however_many_sets_there_are(kakao):
    answer = minimal_mitigations(kakao, NIGHT, BackWithin(["daum-mail"], 0), max_size=12, max_runs=20)
    assert (answer.looked.tried, answer.looked.of) == (20, None)


@pytest.mark.parametrize(
    ("bound", "said"),
    [
        ({"max_size": -1}, r"max_size: -1 is no number of mitigations\. Give 0 or more\."),
        ({"max_runs": 0}, r"max_runs: 0 is no number of simulations\. Give 1 or more\."),
        ({"max_runs": 1.5}, r"max_runs: 1\.5 is no number of simulations\. Give 1 or more\."),
    ],
)
def test_bounds_that_are_none_are_refused(kakao, bound, said):
    with pytest.raises(ScenarioError, match=said):
        minimal_mitigations(kakao, NIGHT, BackWithin(["daum-mail"], 12), **bound)
    with pytest.raises(ScenarioError, match=said):
        frontier(kakao, NIGHT, keep="hours", **bound)


def test_that_nothing_need_be_added_is_proved(kakao):
    before = minimal_mitigations(kakao, NIGHT, BackWithin(["daum-mail"], 120), max_size=0)
    assert before.holds_already
    assert before[0].proof.is_complete


def test_a_hazard_that_there_is_not_is_refused(kakao):
    with pytest.raises(UnknownIdError, match=r"hazard"):
        minimal_mitigations(kakao, NIGHT, BackWithin(["daum-mail"], 12, hazard="flood"), max_size=1)


def test_progress_is_told_and_can_end_it(kakao):
    told = []

    def stop(done, of):
        told.append((done, of))
        return done < 2

    with pytest.raises(LimitError, match=r"sets: ended after 2 of 23\. Ask for fewer, or let it run\."):
        minimal_mitigations(kakao, NIGHT, BackWithin(["daum-mail"], 12), max_size=1, progress=stop)
    assert told == [(1, 23), (2, 23)]
