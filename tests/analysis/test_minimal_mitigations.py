"""The cheapest sets of changes: every one of them, no other, cheapest first, and proved."""

from contextlib import suppress
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings

from kakao_whatif import (
    BackWithin,
    LimitError,
    NotWorse,
    Scenario,
    ScenarioError,
    Status,
    SurvivesAnySite,
    UnknownIdError,
    check_proof,
    frontier,
    load_case,
    minimal_mitigations,
    propagate,
)
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import (
    HELPING,
    AddAlternative,
    AddReplica,
    AddService,
    Cost,
    Mitigation,
    RaiseCapacity,
)
from kakao_whatif.model.expression import AllOf
from kakao_whatif.model.parts import Dependency, Domain, Replica, Service
from tests.analysis.brute_mitigations import (
    questions,
    smallest,
)
from tests.settles import settles
from tests.small import of, runs
from tests.strategies import TRADEOFFS
from tests.twice import added_twice

NIGHT = Scenario({"pangyo"})


@pytest.fixture(scope="module")
def kakao():
    return load_case("kakao-2022")


def named(answer):
    return [set(each.mitigations) for each in answer]


def agrees_with_brute_force(question, *, tradeoffs):
    system, scenario, targets = question
    for target in (NotWorse(*each) for each in targets):
        answer = minimal_mitigations(system, scenario, target, tradeoffs=tradeoffs)
        sets = [frozenset(each.members) for each in answer]
        assert len(set(sets)) == len(sets)
        assert set(sets) == smallest(system, scenario, target, tradeoffs)
        assert [each.cost.points for each in answer] == sorted(each.cost.points for each in answer)
        for each in answer:
            assert each.proof.is_complete
            assert check_proof(system, scenario, target, each.proof)
            assert not target.shortfalls(system, each.scenario(scenario))
        assert (answer.nothing is None) == bool(sets)


@pytest.mark.slow
@settings(max_examples=700)
@given(questions(HELPING))
def test_all_smallest_sets_are_found_and_no_other(question):
    agrees_with_brute_force(question, tradeoffs=False)


@pytest.mark.slow
@settings(max_examples=300)
@given(questions(HELPING + TRADEOFFS, tradeoffs=True))
def test_trade_offs_among_them_are_combined_as_a_scenario_would(question):
    agrees_with_brute_force(question, tradeoffs=True)


@pytest.mark.slow
@settings(max_examples=400)
@given(questions(HELPING, systems=added_twice))
def test_what_several_add_and_others_alter_is_told_apart(question):
    agrees_with_brute_force(question, tradeoffs=False)


@pytest.mark.parametrize("order", [("copy", "raise"), ("raise", "copy")])
def test_a_copy_is_raised_whether_it_is_added_before_the_raise_or_after(order):
    changes = {
        "copy": AddReplica("s", Replica("b", capacity=Fraction(1, 2))),
        "raise": RaiseCapacity("s", "b", 1),
    }
    system = build_system(
        [Service("s", replicas=(Replica("a"),))],
        [Domain("a"), Domain("b")],
        mitigations=[Mitigation(id, cost=Cost(1), changes=(changes[id],)) for id in order],
    )
    lost, target = Scenario({"a"}), NotWorse(["s"], Status.UP)
    (only,) = minimal_mitigations(system, lost, target)
    assert set(only.mitigations) == {"copy", "raise"}
    assert check_proof(system, lost, target, only.proof)
    assert [set(point.mitigations) for point in frontier(system, lost, than=Status.UP)] == [set(), set(order)]


def two_needs(part=None):
    """An app with a database and a payment provider, where a second provider may be had."""
    app = Service("app", needs=(Dependency("hard", "db"), Dependency("hard", AllOf(("psp", "net")))))
    second = Mitigation("second", cost=Cost(1), changes=(AddAlternative("app", "hard", "psp2", part),))
    others = [Service(id) for id in ("db", "psp", "psp2", "net")]
    return build_system([app, *others], mitigations=[second])


def test_a_second_provider_does_not_stand_in_for_the_database():
    system = two_needs("psp")
    assert named(minimal_mitigations(system, Scenario({"psp"}), ["app"])) == [{"second"}]
    for lost in ({"db"}, {"net"}, {"psp", "db"}):
        answer = minimal_mitigations(system, Scenario(lost), ["app"])
        assert named(answer) == []
        assert answer.nothing is not None


# ------------------------------------------------------------------------------------- the case of 2022


def test_failover_control_at_two_sites_would_have_kept_tistory_from_going_dark(kakao):
    answer = minimal_mitigations(kakao, NIGHT, ["tistory"])
    assert [(*each.mitigations, each.cost.points) for each in answer] == [
        ("failover-control-two-sites", 4),
        ("applications-two-sites", 40),
        ("third-site", 60),
        ("own-data-centre", 60),
    ]


def test_own_ids_alone_would_not_have_kept_tistory_s_users_signing_in(kakao):
    answer = minimal_mitigations(kakao, NIGHT, NotWorse(["tistory"], Status.DEGRADED))
    assert answer[0].mitigations == ("own-tistory-id", "failover-control-two-sites")
    shown = {each.removed: each.shortfalls[0].status for each in answer[0].proof.without}
    assert shown == {
        ("own-tistory-id",): Status.LOCKED,
        ("failover-control-two-sites",): Status.DARK,
    }


def test_mail_needs_the_data_platform_at_two_sites_as_well(kakao):
    answer = minimal_mitigations(kakao, NIGHT, ["daum-mail"])
    assert answer[0].mitigations == ("failover-control-two-sites", "data-platform-two-sites")
    assert (answer[0].cost.points, answer[0].cost.low, answer[0].cost.high) == (19, 10, 38)


@pytest.mark.slow
def test_no_pair_of_changes_is_missed_on_the_case(kakao):
    target = NotWorse(["tistory", "melon"], Status.DEGRADED)
    found = {frozenset(each.members) for each in minimal_mitigations(kakao, NIGHT, target)}
    helping = [id for id, each in kakao.mitigations.items() if each.changes and not each.tradeoff]
    pairs = [frozenset(pair) for k in (1, 2) for pair in combinations(helping, k)]
    for pair in pairs:
        if pair & {"own-ids-elsewhere"}:
            continue  # it requires six others
        holds = not target.shortfalls(kakao, NIGHT.with_mitigations(*pair))
        assert holds == any(each <= pair for each in found), pair


def test_a_bundle_stands_for_its_members_and_its_cost_counts_once(kakao):
    answer = minimal_mitigations(kakao, NIGHT, NotWorse(["tistory"], Status.DEGRADED))
    elsewhere = next(each for each in answer if "own-ids-elsewhere" in each.mitigations)
    assert elsewhere.mitigations == ("own-ids", "own-ids-elsewhere", "applications-two-sites")
    assert elsewhere.cost.points == 5 * 2 + 3 + 5 + 40  # six own IDs, their other site, the applications
    assert not any("everything-two-sites" in each.members for each in answer)


def test_trade_offs_take_part_only_when_asked_for_and_say_what_they_make_worse(kakao):
    answer = minimal_mitigations(kakao, NIGHT, ["tistory"], tradeoffs=True)
    assert named(minimal_mitigations(kakao, NIGHT, ["tistory"])) == [
        each for each in named(answer) if not each & {"spread-primaries", "spread-data"}
    ]
    spread = next(each for each in answer if each.tradeoffs)
    assert spread.mitigations == ("spread-primaries", "power-cut-by-zone")
    assert spread.proof.way == "subsets"
    worse = next(each for each in spread.worse if each.service == "tistory")
    assert (worse.lost, worse.before, worse.after) == (("leased-site-3",), Status.UP, Status.DEGRADED)


def test_a_service_that_nothing_in_the_list_can_keep_is_told_with_the_reason(kakao):
    answer = minimal_mitigations(kakao, NIGHT.with_losses("tistory"), ["tistory"])
    assert not answer.sets
    assert answer.nothing.why == "list"
    assert answer.nothing.shortfalls[0].status is Status.DARK
    assert answer.nothing.explanations["tistory"].reason.cause.kind == "lost"


def test_a_search_that_finds_nothing_explains_no_service_before_it_is_asked_why(monkeypatch):
    def worked_out(count):
        system = of(*(runs(f"s{at}", ["x"]) for at in range(count)), mitigations=[Mitigation("idle")])
        return settles(monkeypatch, lambda: minimal_mitigations(system, Scenario({"x"}), [*system.services]))

    assert worked_out(40) == worked_out(2)


def test_a_limit_on_cost_that_leaves_nothing_is_told_with_the_cheapest(kakao):
    answer = minimal_mitigations(kakao, NIGHT, ["daum-mail"], max_cost=18.9)
    assert (len(answer), answer.nothing.why, answer.nothing.cheapest.points) == (0, "cost", 19)
    assert len(minimal_mitigations(kakao, NIGHT, ["daum-mail"], max_cost=19)) == 1


def test_more_cost_never_gives_fewer_options(kakao):
    target = NotWorse(["daum-mail"], Status.DEGRADED)
    every = named(minimal_mitigations(kakao, NIGHT, target))
    for limit in range(0, 90, 7):
        within = named(minimal_mitigations(kakao, NIGHT, target, limit))
        assert within == every[: len(within)]


def test_other_costs_give_another_order(kakao):
    answer = minimal_mitigations(kakao, NIGHT, ["tistory"], costs={"third-site": 1})
    assert answer[0].mitigations == ("third-site",)
    assert (answer[0].cost.low, answer[0].cost.high) == (1, 1)


def test_so_many_sets_are_given_as_asked_for(kakao):
    answer = minimal_mitigations(kakao, NIGHT, ["tistory"], max_sets=2)
    assert named(answer) == [{"failover-control-two-sites"}, {"applications-two-sites"}]
    assert not answer.is_complete
    assert [note.en for note in answer.notes][-1].startswith("Only the first 2 sets are given")


def test_as_many_as_asked_for_are_all_if_the_next_costs_too_much(kakao):
    answer = minimal_mitigations(kakao, NIGHT, ["tistory"], 50, max_sets=2)
    assert (len(answer), answer.is_complete) == (2, True)


def test_too_few_steps_give_the_cheapest_and_say_so(kakao):
    whole = named(minimal_mitigations(kakao, NIGHT, ["tistory"]))
    answers = []
    for steps in range(9_000, 16_000, 500):
        with suppress(LimitError):
            answers.append(minimal_mitigations(kakao, NIGHT, ["tistory"], max_steps=steps))
    for answer in answers:
        assert named(answer) == whole[: len(answer)]
        assert len(answer) == len(whole) if answer.is_complete else "there are more" in answer.notes[-1].en
    assert not answers[0].is_complete


def test_where_not_even_one_is_found_in_time_the_way_out_is_told(kakao):
    with pytest.raises(LimitError) as caught:
        minimal_mitigations(kakao, NIGHT, ["tistory"], max_steps=2_000)
    assert str(caught.value) == (
        "mitigations: not done after 2,000 steps, the bound. Ask for fewer services, leave mitigations out of the "
        "case, set `max_cost`, or raise `max_steps`."
    )
    assert caught.value.knobs == ("max_cost", "max_steps")


def test_what_is_in_place_stays_and_the_sets_are_what_is_to_be_added(kakao):
    before = NIGHT.with_mitigations("failover-control-two-sites")
    answer = minimal_mitigations(kakao, before, ["daum-mail"])
    assert answer[0].mitigations == ("data-platform-two-sites",)
    assert check_proof(kakao, before, ["daum-mail"], answer[0].proof)


def test_a_target_that_holds_already_gives_the_one_empty_set(kakao):
    answer = minimal_mitigations(kakao, NIGHT, ["upbit"])
    assert [each.mitigations for each in answer] == [()]
    assert answer.holds_already
    assert check_proof(kakao, NIGHT, ["upbit"], answer[0].proof)


def test_what_survives_any_site_also_survives_one_that_a_change_would_build(kakao):
    answer = minimal_mitigations(kakao, Scenario(), SurvivesAnySite(["kakaotalk-text", "daum-mail"]))
    assert answer[0].mitigations == ("failover-control-two-sites", "data-platform-two-sites")
    for each in answer:
        for site in ("pangyo", "ansan", "anyang"):
            dark = propagate(kakao, each.scenario(Scenario({site}))).dark
            assert dark.isdisjoint(["kakaotalk-text", "daum-mail"])


# -------------------------------------------------------------------------------- what goes together


def rivals(**binding):
    """Two ways to give news a sign-in, and the sites they stand at."""
    there = AddService(Service("own", replicas=(Replica("there"),)))
    here = AddService(Service("own", replicas=(Replica("there"), Replica("here"))))
    use = AddAlternative("news", "login", "own")
    return build_system(
        [
            Service("account", replicas=(Replica("here"),)),
            Service("news", replicas=(Replica("here"),), needs=(Dependency("login", "account"),)),
        ],
        [Domain("here", "site"), Domain("there", "site")],
        mitigations=[
            Mitigation("lean", cost=Cost(1), changes=(there, use)),
            Mitigation("broad", cost=Cost(3), changes=(here, use)),
            Mitigation("copy", cost=Cost(2), changes=(AddReplica("news", Replica("there")),), **binding),
        ],
    )


def test_two_ways_of_adding_one_thing_are_alternatives():
    answer = minimal_mitigations(rivals(), Scenario({"account"}), NotWorse(["news", "own"], Status.UP))
    assert named(answer) == [{"lean"}, {"broad"}]


def test_what_excludes_each_other_is_not_put_together():
    target = NotWorse(["news"], Status.DEGRADED)
    answer = minimal_mitigations(rivals(excludes=("lean",)), Scenario({"here"}), target)
    assert named(answer) == [{"broad", "copy"}]


def test_what_would_do_it_but_cannot_be_together_is_told():
    system = rivals(excludes=("lean", "broad"))
    answer = minimal_mitigations(system, Scenario({"here"}), NotWorse(["news"], Status.DEGRADED))
    assert answer.nothing.why == "together"
    assert set(answer.nothing.in_place) == {"lean", "copy"}


def test_what_a_change_requires_comes_with_it():
    answer = minimal_mitigations(rivals(requires=("broad",)), Scenario({"here"}), ["news"])
    assert named(answer) == [{"broad", "copy"}]
    assert answer[0].cost.points == 5
    assert [each.removed for each in answer[0].proof.without] == [("broad", "copy"), ("copy",)]


def test_a_service_that_only_a_change_adds_can_be_wanted():
    assert named(minimal_mitigations(rivals(), Scenario(), ["own"])) == [{"lean"}, {"broad"}]


def test_what_has_no_cost_counts_nothing_and_is_told():
    free = Mitigation("free", changes=(AddReplica("news", Replica("there")),))
    system = build_system(
        [Service("news", replicas=(Replica("here"),))], [Domain("here"), Domain("there")], mitigations=[free]
    )
    answer = minimal_mitigations(system, Scenario({"here"}), ["news"], 0)
    assert (answer[0].unpriced, answer[0].cost.points) == (("free",), 0)
    assert answer.notes[0].en == "These have no cost in the case and count 0: free."


# ------------------------------------------------------------------------------------------ refusals


def test_an_unknown_service_is_refused_with_the_nearest(kakao):
    with pytest.raises(
        UnknownIdError, match=r"target\.services: unknown id 'tistori'\. Did you mean 'tistory'\?"
    ):
        minimal_mitigations(kakao, NIGHT, ["tistori"])


def test_an_unknown_loss_is_refused(kakao):
    with pytest.raises(UnknownIdError, match=r"scenario\.losses"):
        minimal_mitigations(kakao, Scenario({"pangio"}), ["tistory"])


@pytest.mark.parametrize("points", [-1, float("nan"), True, "4"])
def test_a_cost_that_is_none_is_refused(kakao, points):
    with pytest.raises(ScenarioError, match=r"costs\.drills: .* is no cost\. Give points, 0 or more\."):
        minimal_mitigations(kakao, NIGHT, ["tistory"], costs={"drills": points})


def test_a_target_without_services_is_refused(kakao):
    with pytest.raises(ScenarioError, match=r"target\.services: empty\. Name at least one service\."):
        minimal_mitigations(kakao, NIGHT, [])


def test_no_set_at_all_is_not_asked_for(kakao):
    with pytest.raises(ScenarioError, match=r"max_sets: 0 is no number of sets\. Give 1 or more\."):
        minimal_mitigations(kakao, NIGHT, ["tistory"], max_sets=0)


def test_a_time_that_is_none_is_refused():
    with pytest.raises(ScenarioError, match=r"target\.hours: -1 is no time\. Give hours, 0 or more\."):
        BackWithin(["tistory"], -1)
