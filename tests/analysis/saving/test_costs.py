"""Costs are added exactly, each once."""

import pytest

from kakao_whatif import ScenarioError, UnknownIdError
from kakao_whatif.analysis.saving.costs import Costs, Price, limit
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import Cost, Mitigation, SetParameter
from kakao_whatif.model.scenario import Parameter

CREWS = (SetParameter("crews", 9),)
SYSTEM = build_system(
    mitigations=[
        Mitigation("a", cost=Cost(0.1, 0.05), changes=CREWS),
        Mitigation("b", cost=Cost(0.2, high=1), changes=CREWS),
        Mitigation("free", changes=CREWS),
        Mitigation("both", includes=("a", "b")),
    ],
    parameters={"crews": Parameter(8)},
)


def test_sums_are_exact_and_each_member_counts_once():
    assert Costs.of(SYSTEM).price(["a", "b", "a", "both"]) == Price(0.3, 0.25, 1.1)


def test_what_has_no_range_is_as_sure_as_its_points():
    assert Costs.of(SYSTEM).price(["b"]) == Price(0.2, 0.2, 1)


def test_a_bundle_without_changes_of_its_own_needs_no_cost():
    assert Costs.of(SYSTEM).unpriced == {"free"}


def test_another_cost_has_no_range_and_is_a_cost():
    costs = Costs.of(SYSTEM, {"free": 2, "a": 0})
    assert costs.unpriced == frozenset()
    assert costs.price(["a", "free"]) == Price(2, 2, 2)


def test_whole_numbers_keep_the_order():
    points, scale = Costs.of(SYSTEM).whole()
    assert (points["a"], points["b"], points["free"], scale) == (1, 2, 0, 10)


def test_no_limit_is_none():
    assert limit("max_cost", None) is None
    assert limit("max_cost", float("inf")) is None
    assert limit("max_cost", 0.3) * 10 == 3


def test_what_cannot_be_a_cost_is_refused():
    with pytest.raises(UnknownIdError, match=r"costs: unknown id 'bot'\. Did you mean 'both'\?"):
        Costs.of(SYSTEM, {"bot": 1})
    with pytest.raises(ScenarioError, match=r"costs\.a: -1 is no cost\. Give points, 0 or more\."):
        Costs.of(build_system(mitigations=[Mitigation("a", cost=Cost(1))]), {"a": -1})
