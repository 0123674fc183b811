"""Where a loss is contained to parts, every question about many losses agrees with `propagate`."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakao_whatif import Scenario, Status, contingencies, minimal_cut_sets, propagate
from kakao_whatif.analysis.impact_matrix import impact_matrix
from kakao_whatif.analysis.single_points import single_points
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import ContainLoss, Mitigation
from kakao_whatif.model.parts import Domain, Replica, Service
from tests.analysis import brute_force
from tests.small import of, runs
from tests.strategies import parts

CUT = Scenario(mitigations={"cut"})


def site_of_two_zones(to=("za",)):
    return of(
        runs("app", ["za", "zb"]),
        inside={"za": "site", "zb": "site"},
        mitigations=[Mitigation("cut", changes=(ContainLoss("site", to),))],
    )


def test_a_site_and_the_part_that_its_loss_is_not_contained_to_are_a_loss_of_two():
    system = site_of_two_zones()
    (row,) = contingencies(system, 2, ["site", "zb"], CUT).rows
    assert (row.losses, row.newly_dark, row.only_together) == (("site", "zb"), {"app"}, {"app"})
    assert impact_matrix(system, ["site", "zb"], 2, CUT).status({"site", "zb"}, "app") is Status.DARK
    assert contingencies(system, 2, ["site", "zb"]).skipped == 1


def test_a_site_and_the_part_that_its_loss_is_contained_to_are_a_loss_of_one():
    found = contingencies(site_of_two_zones(), 2, ["site", "za"], CUT)
    assert (found.rows, found.skipped) == ((), 1)


def test_a_site_whose_loss_takes_nothing_is_lost_with_nothing():
    found = contingencies(site_of_two_zones(to=()), 2, ["site", "za", "zb"], CUT)
    assert [(row.losses, row.dark) for row in found.rows] == [
        (("za", "zb"), 1),
        (("site", "za"), 0),
        (("site", "zb"), 0),
    ]


def test_containment_in_containment_is_followed():
    system = build_system(
        [Service("app", replicas=(Replica("rack"), Replica("hall")))],
        [Domain("site"), Domain("hall", parent="site"), Domain("rack", parent="hall")],
        mitigations=[
            Mitigation("cut", changes=(ContainLoss("site", ("hall",)), ContainLoss("hall", ("rack",))))
        ],
    )
    found = contingencies(system, 2, "domains", CUT)
    assert (found.rows, found.skipped) == ((), 3)


@st.composite
def contained_systems(draw):
    """Systems with up to three contained losses in place, and what may be lost."""
    base = draw(parts(5))
    wholes = draw(st.lists(st.sampled_from(base.domain_ids), min_size=1, max_size=3, unique=True))
    to = {
        whole: tuple(draw(st.lists(st.sampled_from(inside), max_size=2, unique=True)) if inside else ())
        for whole in wholes
        for inside in [base.inside(whole)]
    }
    cut = Mitigation("cut", changes=tuple(ContainLoss(whole, each) for whole, each in to.items()))
    ids = sorted([*base.domain_ids, *base.ids])
    members = draw(st.lists(st.sampled_from(ids), unique=True, min_size=2, max_size=5))
    return build_system(base.services, base.domains, mitigations=[cut]), members


@settings(max_examples=150)
@given(contained_systems(), st.integers(1, 3))
def test_every_loss_of_k_is_a_row_or_comes_to_what_fewer_of_them_come_to(asked, k):
    system, members = asked
    found, matrix = contingencies(system, k, members, CUT), impact_matrix(system, members, k, CUT)
    rows = {row.losses: (row.dark, row.locked, row.degraded) for row in found.rows}
    assert {frozenset(losses) for losses in matrix.losses} == {frozenset(losses) for losses in rows}
    assert found.skipped == matrix.skipped
    for losses in combinations(sorted(members), k):
        status = propagate(system, CUT.with_losses(*losses)).status
        if losses in rows:
            assert rows[losses] == tuple(
                [*status.values()].count(each) for each in (Status.DARK, Status.LOCKED, Status.DEGRADED)
            )
            assert all(matrix.status(losses, id) is each for id, each in status.items())
        else:
            fewer = combinations(losses, k - 1)
            assert any(status == propagate(system, CUT.with_losses(*some)).status for some in fewer)


@pytest.mark.parametrize("status", [Status.DARK, Status.LOCKED, Status.DEGRADED])
@settings(max_examples=60)
@given(asked=contained_systems())
def test_single_points_and_cut_sets_are_those_of_propagate(status, asked):
    system, members = asked
    points = single_points(system, members, status, CUT)
    for id in system.services:
        cuts = brute_force.cut_sets(members, brute_force.by_engine(system, id, status, CUT))
        assert set(minimal_cut_sets(system, id, members, status=status, scenario=CUT)) == cuts
        assert points[id] == {one for cut in cuts if len(cut) == 1 for one in cut}
