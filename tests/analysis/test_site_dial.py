"""The dial of a site against giving every choice of services another copy, one choice after the other."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakao_whatif import LimitError, Scenario, load_case, propagate
from kakao_whatif.analysis import site_dial as module
from kakao_whatif.analysis.site_dial import site_dial
from kakao_whatif.model.build import build_system
from kakao_whatif.model.parts import Dependency, Domain, Replica, Service
from tests.strategies import parts


def spread(base, alone, services):
    """The system in which these services, but for those alone, have another active copy elsewhere."""
    more = Replica("far-away")
    return build_system(
        [
            replace(each, replicas=(*each.replicas, more))
            if each.id in services and each.id not in alone
            else each
            for each in base.services
        ],
        [*base.domains, Domain("far-away")],
    )


@settings(max_examples=200)
@given(parts(6), st.data())
def test_what_is_seen_is_what_propagate_says_of_some_choice_and_none_and_all_are_exact(base, data):
    system = build_system(base.services, base.domains)
    site = data.draw(st.sampled_from(base.domain_ids))
    dial = site_dial(system, Scenario(), site, orders=20)
    inside = {site, *base.inside(site)}
    active = {
        each.id: {copy.domain for copy in each.replicas if copy.role == "active" and copy.capacity}
        for each in base.services
    }
    assert dial.services == {id for id, places in active.items() if places and places <= inside}
    assert dial.hosted == sum(map(bool, active.values()))
    for point in dial.points:
        counts = [
            len(propagate(spread(base, alone, dial.services), Scenario({site})).dark)
            for alone in combinations(dial.services, point.concentrated)
        ]
        assert {point.least, point.most} <= set(counts)
        assert point.least <= point.average <= point.most
        if point.concentrated in (0, len(dial.services)) or dial.is_exact:
            assert (point.least, point.most) == (min(counts), max(counts))
    assert dial.dark == len(propagate(system, Scenario({site})).dark)


def test_what_all_others_need_matters_most_and_both_ends_of_the_order_are_tried():
    services = [Service(f"app-{at}", needs=(Dependency("hard", "store"),)) for at in range(5)]
    services = [replace(each, replicas=(Replica("north"),)) for each in (*services, Service("store"))]
    dial = site_dial(build_system(services, [Domain("north", "site")]), Scenario(), "north", orders=0)
    assert [(point.least, point.most) for point in dial.points] == [
        (0, 0), (1, 6), (2, 6), (3, 6), (4, 6), (5, 6), (6, 6),
    ]  # fmt: skip
    assert dial.share == 1


def test_at_pangyo_one_service_alone_spares_most_of_the_others():
    kakao = load_case("kakao-2022")
    dial = site_dial(kakao, Scenario(), "pangyo", orders=5)
    assert dial.dark == len(propagate(kakao, Scenario({"pangyo"})).dark) == 68
    assert dial.points[-2].least < 20
    assert site_dial(kakao, Scenario(), "pangyo", orders=5) == dial


def test_services_that_a_mitigation_adds_do_not_count():
    kakao = load_case("kakao-2022")
    with_ids = site_dial(kakao, Scenario(mitigations={"own-ids"}), "pangyo", orders=1)
    assert with_ids.dark == 68
    assert with_ids.services == site_dial(kakao, Scenario(), "pangyo", orders=1).services


def test_in_blocks_of_few_orders_the_dial_is_the_same(monkeypatch):
    kakao = load_case("kakao-2022")
    whole = site_dial(kakao, Scenario(), "anyang", orders=7)
    monkeypatch.setattr(module, "MOST_STATUSES", 1)
    assert site_dial(kakao, Scenario(), "anyang", orders=7) == whole


def test_more_orders_than_can_be_worked_out_are_refused_with_the_way_out():
    kakao = load_case("kakao-2022")
    with pytest.raises(
        LimitError, match=r"^orders: 10,000,000 of .* more than the limit of .* Ask for fewer\.$"
    ) as caught:
        site_dial(kakao, Scenario(), "pangyo", orders=10_000_000)
    assert caught.value.knobs == ("orders",)
