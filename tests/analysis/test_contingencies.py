"""N-k against asking `propagate` one loss after the other; worked examples; what is refused."""

from itertools import combinations

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from kakao_whatif import LimitError, Scenario, ScenarioError, Status, UnknownIdError, load_case, propagate
from kakao_whatif.analysis.contingencies import COLUMNS, Contingency, contingencies
from kakao_whatif.errors import WhatIfError
from kakao_whatif.examples import two_sites
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import HELPING
from kakao_whatif.model.ids import Ids
from kakao_whatif.model.parts import Dependency, Domain, Replica, Service
from tests.strategies import changing_systems, systems

WORSE = (Status.DARK, Status.LOCKED, Status.DEGRADED)


def is_nested(system, one, other):
    """One of them stands in the other, and all places that it takes away are lost with the other as well."""
    if not {one, other} <= system.domains.keys():
        return False
    pairs = [
        (inner, outer) for inner, outer in ((one, other), (other, one)) if outer in system.ancestors(inner)
    ]
    return any(places(system, inner) <= places(system, outer) for inner, outer in pairs)


def places(system, id):
    return propagate(system, Scenario({id})).settled.lost_domains


def one_by_one(system, members, k, scenario, counted):
    """Every loss of k, the worst first, and how many are skipped."""

    def impact(losses):
        return propagate(system, scenario.with_losses(*losses))

    base, rows, skipped = propagate(system, scenario), [], 0
    for losses in combinations(sorted(members), k):
        if any(is_nested(base.system, *pair) for pair in combinations(losses, 2)):
            skipped += 1
            continue
        status = {id: each for id, each in impact(losses).status.items() if id in counted}
        dark = {id for id, each in status.items() if each is Status.DARK}
        fewer = set().union(*(impact(some).dark for some in combinations(losses, k - 1)))
        numbers = [sum(each is worse for each in status.values()) for worse in WORSE]
        newly_locked = {id for id, is_ in status.items() if is_ is Status.LOCKED and base.status[id] < is_}
        rows.append(
            Contingency(losses, *numbers, Ids(dark - base.dark), Ids(newly_locked), Ids(dark - fewer))
        )
    rows.sort(key=lambda row: (-row.dark, -row.locked, -row.degraded, row.losses))
    return rows, skipped


@settings(max_examples=600)
@given(systems(), st.data())
def test_every_loss_of_k_is_what_propagate_says_of_it_in_the_same_order(system, data):
    ids = sorted([*system.domains, *system.services])
    members = data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=6))
    k, top = data.draw(st.integers(1, 3)), data.draw(st.integers(1, 6))
    lost = data.draw(st.frozensets(st.sampled_from(ids), max_size=1))
    found = contingencies(system, k, members, Scenario(lost), top=top)
    rows, skipped = one_by_one(system, set(members) - lost, k, Scenario(lost), system.services)
    assert list(found.rows) == rows[:top]
    assert (found.skipped, found.left_out) == (skipped, len(rows[top:]))


@settings(max_examples=200)
@given(changing_systems(HELPING), st.data())
def test_with_changes_in_place_only_what_was_there_before_counts(system, data):
    scenario = Scenario(
        mitigations=data.draw(
            st.frozensets(st.sampled_from(sorted(system.mitigations)), min_size=1, max_size=2)
        ),
        readings=data.draw(st.frozensets(st.sampled_from(sorted(system.readings))))
        if system.readings
        else (),
    )
    try:
        before = propagate(system, Scenario(readings=scenario.readings)).system
        after = propagate(system, scenario).system
    except WhatIfError:
        reject()
    members = sorted(system.possible_ids)[: data.draw(st.integers(2, 7))]
    found = contingencies(system, 2, members, scenario)
    counted = before.services.keys() & after.services.keys()
    rows, skipped = one_by_one(system, members, 2, scenario, counted)
    assert (list(found.rows), found.skipped) == (rows[:100], skipped)


def test_the_worst_two_of_a_small_system():
    found = contingencies(two_sites(), 2, ["anyang", "account", "control"])
    first = found.rows[0]
    assert first.losses == ("account", "anyang")
    assert first.newly_dark == {"account", "news", "tools"}
    assert first.only_together == set()
    assert (found.combinations, found.skipped, found.left_out, found.is_partial) == (3, 0, 0, False)


def test_what_only_two_losses_together_darken_is_told():
    system = build_system(
        [
            Service("chat", replicas=(Replica("north"), Replica("south"))),
            Service("news", replicas=(Replica("north"),)),
        ],
        [Domain("north", "site"), Domain("south", "site")],
    )
    (row,) = contingencies(system, 2).rows
    assert (row.newly_dark, row.only_together) == ({"chat", "news"}, {"chat"})


def test_a_service_without_its_sign_in_counts_as_locked_and_ranks_before_one_that_is_degraded():
    system = build_system(
        [
            Service("id"),
            Service("ads"),
            Service("shop", needs=(Dependency("login", "id"), Dependency("soft", "ads"))),
        ]
    )
    rows = contingencies(system, 1, ["ads", "id"]).rows
    assert [(row.losses, row.dark, row.locked, row.degraded) for row in rows] == [
        (("id",), 1, 1, 0),
        (("ads",), 1, 0, 1),
    ]
    assert rows[0].newly_locked == {"shop"}


def test_a_place_and_what_it_stands_in_are_not_lost_together_and_that_is_counted():
    system = build_system(
        [Service("chat", replicas=(Replica("feed"),))],
        [Domain("site", "site"), Domain("feed", "zone", parent="site"), Domain("other", "site")],
    )
    found = contingencies(system, 2, "domains")
    assert [row.losses for row in found.rows] == [("feed", "other"), ("other", "site")]
    assert found.skipped == 1
    assert found.notes[1].en == (
        "Skipped: 1. They hold a place and one that it stands in, and so would be losses of fewer."
    )


def test_what_is_left_out_is_said_with_how_bad_it_can_be():
    found = contingencies(two_sites(), 1, "all", top=2)
    assert found.is_partial
    assert found.notes[1].en == (
        "The worst 2 are listed. Left out: 5, none of which darkens more than 2 services."
    )


def test_what_the_scenario_loses_anyway_is_left_out_and_is_not_news():
    found = contingencies(two_sites(), 1, "sites", Scenario({"pangyo"}))
    assert found.members == ("anyang",)
    assert found.rows[0].newly_dark == {"news", "tools"}


def test_more_than_there_are_gives_no_rows():
    found = contingencies(two_sites(), 3, "sites")
    assert (found.rows, found.combinations, found.left_out) == ((), 0, 0)
    assert found.to_frame().empty


def test_the_table_holds_the_rows_in_order():
    found = contingencies(two_sites(), 1)
    frame = found.to_frame()
    assert list(frame.index) == ["pangyo", "anyang"]
    assert tuple(frame.columns) == COLUMNS
    assert frame.loc["pangyo", "newly_dark"] == "account chat control"


@pytest.mark.parametrize("wrong", [0, -1, True, 1.5])
def test_a_number_below_one_is_refused(wrong):
    with pytest.raises(ScenarioError) as caught:
        contingencies(two_sites(), wrong)
    assert str(caught.value) == f"k: {wrong!r} is not a whole number of 1 or more. Give one."
    with pytest.raises(ScenarioError, match="top: "):
        contingencies(two_sites(), 1, top=wrong)


def test_an_unknown_member_is_refused():
    with pytest.raises(UnknownIdError, match="over: unknown id 'pangio'"):
        contingencies(two_sites(), 1, ["pangio"])


def test_more_combinations_than_the_limit_are_refused_before_anything_is_worked_out():
    with pytest.raises(LimitError) as caught:
        contingencies(two_sites(), 2, "all", limit=20)
    assert str(caught.value) == (
        "contingencies: 2 of 7 are 21 combinations, more than the limit of 20. "
        "Name fewer members, lose fewer at once, or raise the limit."
    )


def test_progress_hears_of_every_combination_and_can_end_it():
    heard = []
    contingencies(two_sites(), 2, "all", progress=lambda done, of: heard.append((done, of)) or True)
    assert heard[-1] == (21, 21)


# --------------------------------------------------------------------------------------- the case of 2022


@pytest.fixture(scope="module")
def kakao():
    return load_case("kakao-2022")


def test_of_kakao_s_sites_one_alone_darkens_most_services(kakao):
    rows = contingencies(kakao, 1).rows
    assert (rows[0].losses, rows[0].dark, rows[0].locked) == (("pangyo",), 68, 6)
    assert all(row.dark == 0 for row in rows[1:])
    assert rows[0].newly_dark == propagate(kakao, Scenario({"pangyo"})).dark


@pytest.mark.parametrize("k", [1, 2])
@pytest.mark.parametrize("mitigations", [(), ("own-ids",), ("failover-control-two-sites",)])
def test_n_1_and_n_2_over_kakao_s_sites_are_what_propagate_says(kakao, k, mitigations):
    sites = [id for id, domain in kakao.domains.items() if domain.kind == "site"]
    rows, skipped = one_by_one(kakao, sites, k, Scenario(mitigations=mitigations), kakao.services)
    found = contingencies(kakao, k, "sites", Scenario(mitigations=mitigations))
    assert (list(found.rows), found.skipped) == (rows, skipped)


def test_with_pangyo_lost_and_the_tools_elsewhere_anyang_is_the_next_that_matters(kakao):
    scenario = Scenario({"pangyo"}, {"everything-two-sites"})
    rows = contingencies(kakao, 1, "sites", scenario).rows
    assert rows[0].losses == ("anyang",)
    assert "kakaotalk-text" in rows[0].newly_dark
