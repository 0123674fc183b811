"""Cost against what is kept: every set that no other beats, and no other."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakao_whatif import (
    LimitError,
    Scenario,
    ScenarioError,
    Status,
    UnknownIdError,
    contingencies,
    frontier,
    load_case,
    propagate,
    simulate_recovery,
)
from kakao_whatif.analysis.frontier import single_sites
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import HELPING, AddReplica, Cost, Mitigation, MoveReplica
from kakao_whatif.model.parts import Domain, Replica, Service
from tests.analysis.brute_mitigations import brute_frontier, outlooks
from tests.small import losing, of, runs
from tests.strategies import TRADEOFFS

NIGHT = Scenario({"pangyo"})


@pytest.fixture(scope="module")
def kakao():
    return load_case("kakao-2022")


def agrees_with_brute_force(outlook, *, tradeoffs):
    system, scenarios, than, seen = outlook
    for keep in ("services", "worst"):
        answer = frontier(system, scenarios, keep=keep, than=than, tradeoffs=tradeoffs)
        found = [frozenset(point.members) for point in answer]
        assert found == brute_frontier(system, scenarios, than, seen, keep)
        assert is_monotone(answer)


def is_monotone(answer):
    return all(
        a.cost.points < b.cost.points and a.lost > b.lost and a.kept < b.kept for a, b in pairwise(answer)
    )


@pytest.mark.slow
@settings(max_examples=700)
@given(outlooks(HELPING))
def test_the_frontier_is_that_of_all_sets(outlook):
    agrees_with_brute_force(outlook, tradeoffs=False)


@pytest.mark.slow
@settings(max_examples=300)
@given(outlooks(HELPING + TRADEOFFS, tradeoffs=True))
def test_the_frontier_with_trade_offs_is_that_of_all_sets(outlook):
    agrees_with_brute_force(outlook, tradeoffs=True)


def test_the_frontier_of_the_night_is_the_one_of_the_case(kakao):
    answer = frontier(kakao, NIGHT)
    assert [(point.cost.points, point.lost, *point.mitigations) for point in answer] == [
        (0, 68),
        (1, 67, "incident-channel-elsewhere"),
        (3, 40, "power-cut-by-zone"),
        (4, 19, "failover-control-two-sites"),
        (6, 18, "failover-control-two-sites", "bulk-power-on-elsewhere"),
        (7, 3, "failover-control-two-sites", "power-cut-by-zone"),
        (22, 0, "failover-control-two-sites", "data-platform-two-sites", "power-cut-by-zone"),
    ]
    assert answer.is_exact
    for point in answer:
        impact = propagate(kakao, NIGHT.with_mitigations(*point.mitigations))
        assert len(impact.dark & kakao.services.keys()) == point.lost == len(kakao.services) - point.kept


def test_cost_ranges_are_carried_through(kakao):
    point = frontier(kakao, NIGHT).within(8)
    assert (point.cost.low, point.cost.points, point.cost.high) == (3, 7, 16)


def test_a_budget_below_nothing_is_refused(kakao):
    answer = frontier(kakao, NIGHT, max_cost=1)
    assert answer.within(0).mitigations == ()
    for budget in (-1, float("nan")):
        with pytest.raises(ScenarioError, match=rf"cost: {budget} is no budget\. Give points, 0 or more\."):
            answer.within(budget)


def test_more_cost_never_gives_fewer_points(kakao):
    every = frontier(kakao, NIGHT, than=Status.DEGRADED)
    for limit in range(0, 30, 3):
        within = frontier(kakao, NIGHT, than=Status.DEGRADED, max_cost=limit)
        assert within.points == every.points[: len(within)]


def test_without_scenarios_every_site_counts_alike_and_that_is_told(kakao):
    answer = frontier(kakao)
    assert [sorted(each.losses) for each in answer.scenarios] == [[each] for each in sorted_sites(kakao)]
    assert answer.weighting == "equal"
    assert answer[0].lost == pytest.approx(sum(answer[0].lost_by) / len(answer.scenarios))
    assert answer.notes[0].en == "No site has a probability in the case: all count alike."
    assert answer.notes[1].en.endswith("leave it out: Kakao Ansan.")


def sorted_sites(system):
    return sorted(id for id, domain in system.possible_domains.items() if domain.kind == "site")


def test_a_site_that_is_not_built_yet_is_weighed_but_not_listed(kakao):
    weighed = {id for each in frontier(kakao, max_cost=0).scenarios for id in each.losses}
    assert weighed - {*contingencies(kakao, 1).members} == {"ansan"}
    assert weighed == {*contingencies(kakao, 1, scenario=Scenario(mitigations={"own-data-centre"})).members}


def test_a_site_that_is_lost_more_often_weighs_more(kakao):
    likely = {"pangyo": 0.3, "anyang": 0.1}
    domains = {id: replace(each, probability=likely.get(id)) for id, each in kakao.domains.items()}
    answer = frontier(replace(kakao, domains=domains))
    weights = dict(zip(sorted_sites(kakao), answer.weights, strict=True))
    assert answer.weighting == "mixed"
    assert weights["pangyo"] == pytest.approx(3 * weights["anyang"])
    assert weights["busan"] == pytest.approx(2 * weights["anyang"])
    assert sum(answer.weights) == pytest.approx(1)
    assert answer[0].lost > frontier(kakao)[0].lost


def test_at_worst_one_site_is_lost_that_hurts_most(kakao):
    answer = frontier(kakao, keep="worst")
    assert [point.lost for point in answer] == [point.lost for point in frontier(kakao, NIGHT)]
    for point in answer:
        assert point.lost == max(point.lost_by)


def test_what_is_in_place_stays_where_no_scenario_is_given(kakao):
    before = Scenario(mitigations={"failover-control-two-sites"})
    answer = frontier(kakao, before=before, keep="worst")
    assert answer[0].lost == 19
    assert all("failover-control-two-sites" not in point.members for point in answer)
    assert answer.scenarios == single_sites(kakao, before)


@pytest.mark.parametrize("keep", ["services", "worst"])
def test_what_excludes_each_other_is_no_point(keep):
    copies = [
        Mitigation(
            f"copy-{id}", cost=Cost(cost), changes=(AddReplica(id, Replica("there")),), excludes=excludes
        )
        for id, cost, excludes in (("a", 1, ()), ("b", 2, ("copy-a",)), ("c", 4, ("copy-a", "copy-b")))
    ]
    services = [Service(id, replicas=(Replica("here"),)) for id in "abc"]
    system = build_system(services, [Domain("here"), Domain("there")], mitigations=copies)
    answer = frontier(system, Scenario({"here"}), keep=keep)
    assert [point.mitigations for point in answer] == [(), ("copy-a",)]


def test_only_the_services_that_are_asked_for_count(kakao):
    answer = frontier(kakao, NIGHT, services=["tistory", "upbit"])
    assert [(point.lost, point.kept) for point in answer] == [(1, 1), (0, 2)]


def test_other_costs_give_another_frontier(kakao):
    answer = frontier(kakao, NIGHT, costs={"third-site": 2})
    assert answer.within(2).mitigations == ("third-site",)


def test_hours_are_those_of_the_clock_and_what_was_looked_at_is_told(kakao):
    answer = frontier(kakao, NIGHT, keep="hours", max_size=1, max_cost=4)
    assert not answer.is_exact
    assert answer.looked.tried == answer.looked.of
    assert is_monotone(answer)
    for point in answer:
        timeline = simulate_recovery(kakao, NIGHT.with_mitigations(*point.mitigations))
        own = sum(
            wait.end - wait.start
            for id, waits in timeline.waits.items()
            if id in kakao.services
            for wait in waits
        )
        assert point.lost == pytest.approx(own)
    assert "Larger sets were not looked at." in answer.notes[-1].en


def test_hours_are_kept_against_adding_nothing_even_where_something_costs_nothing(kakao):
    free = dict.fromkeys(("power-cut-by-zone", "drills"), 0)
    answer = frontier(kakao, NIGHT, keep="hours", max_size=1, max_cost=0, costs=free)
    (point,) = answer
    assert point.mitigations == ("power-cut-by-zone",)
    assert point.kept == pytest.approx(simulate_recovery(kakao, NIGHT).service_hours_lost - point.lost)


def test_hours_can_be_ended(kakao):
    with pytest.raises(LimitError, match=r"sets: ended after 1 of"):
        frontier(kakao, NIGHT, keep="hours", max_size=1, progress=lambda done, of: False)


@given(st.sampled_from(["services", "hours"]))
def test_scenarios_that_differ_in_what_is_in_place_are_refused(keep):
    case = load_case("kakao-2022")
    with pytest.raises(
        ScenarioError, match=r"scenarios: they differ in the mitigations or readings in place\."
    ):
        frontier(case, [NIGHT, NIGHT.with_mitigations("drills")], keep=keep)


def test_what_cannot_be_asked_is_refused(kakao):
    with pytest.raises(ScenarioError, match=r"scenarios: none\."):
        frontier(kakao, [])
    with pytest.raises(UnknownIdError, match=r"services: unknown id 'tistori'\. Did you mean 'tistory'\?"):
        frontier(kakao, NIGHT, services=["tistori"])
    with pytest.raises(
        ScenarioError, match=r"keep: 'sites' is no measure\. Give one of services, worst, hours\."
    ):
        frontier(kakao, NIGHT, keep="sites")


def test_what_took_no_part_is_told_and_a_case_without_changes_says_so():
    spread = Mitigation("spread", cost=Cost(1), changes=(MoveReplica("app", "a", "b"),), tradeoff=True)
    system = of(runs("app", ["a"]), runs("other", ["b"]), mitigations=[spread])
    told = [note.en for note in frontier(system, losing("a")).notes]
    assert told == ["Trade-offs took no part: spread.", "There are no changes to choose from."]
    assert len(frontier(system, losing("a"), tradeoffs=True).notes) == 1
    assert (
        frontier(of(runs("app", ["a"])), losing("a")).notes[-1].en == "There are no changes to choose from."
    )
