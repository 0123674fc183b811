"""The table of losses against services: against `propagate`, on the case, and what is refused."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakao_whatif import LimitError, Scenario, ScenarioError, Status, load_case, propagate
from kakao_whatif.analysis.impact_matrix import impact_matrix
from kakao_whatif.examples import two_sites
from kakao_whatif.model.build import build_system
from kakao_whatif.model.parts import Domain, Replica, Service
from tests.strategies import systems


@settings(max_examples=200)
@given(systems(), st.integers(1, 2), st.data())
def test_every_cell_is_the_status_that_propagate_gives(system, k, data):
    ids = sorted([*system.domains, *system.services])
    members = data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=5))
    lost = data.draw(st.frozensets(st.sampled_from(ids), max_size=1))
    found = impact_matrix(system, members, k, Scenario(lost))
    left = [id for id in members if id not in lost]
    assert len(found.losses) + found.skipped == len(list(combinations(left, k)))
    for losses, row in zip(found.losses, found.statuses, strict=True):
        impact = propagate(system, Scenario({*lost, *losses}))
        assert dict(zip(found.services, row, strict=True)) == impact.status
    worse = {
        id
        for losses in found.losses
        for id, status in propagate(system, Scenario({*lost, *losses})).status.items()
        if status > found.base.status[id]
    }
    assert found.worsened == worse


def test_kakao_s_sites_against_its_services():
    kakao = load_case("kakao-2022")
    found = impact_matrix(kakao)
    assert found.losses[0] == ("pangyo",)
    assert found.status({"pangyo"}, "tistory") is Status.DARK
    assert found.status({"pangyo"}, "webtoon-reading") is Status.LOCKED
    assert "tistory" in found.worsened
    assert "shop-without-kakao" not in found.worsened
    assert len(impact_matrix(kakao, k=2).losses) == 28


def test_the_table_has_losses_down_and_services_across():
    frame = impact_matrix(two_sites(), k=2).to_frame()
    assert list(frame.index) == ["pangyo anyang"]
    assert set(frame.loc["pangyo anyang"]) == {"DARK"}


def test_a_place_and_what_it_stands_in_have_no_row():
    domains = [Domain("site", "site"), Domain("feed", "zone", parent="site"), Domain("hall", parent="feed")]
    system = build_system([Service("chat", replicas=(Replica("feed"),))], domains)
    found = impact_matrix(system, "domains", k=2)
    assert (found.losses, found.skipped, found.worsened) == ((), 3, set())


def test_a_row_or_column_that_is_not_there_is_a_key_error():
    with pytest.raises(KeyError):
        impact_matrix(two_sites()).status({"pangyo"}, "nothing")


def test_too_many_cells_are_refused():
    with pytest.raises(LimitError) as caught:
        impact_matrix(two_sites(), "all", k=2, limit=100)
    assert str(caught.value) == (
        "impact_matrix: 21 losses of 5 services are 105 cells, more than the limit of 100. "
        "Name fewer members, ask `contingencies`, or raise the limit."
    )


def test_a_number_below_one_is_refused():
    with pytest.raises(ScenarioError, match="k: 0 is not a whole number of 1 or more"):
        impact_matrix(two_sites(), k=0)
