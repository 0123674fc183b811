"""Sets come cheapest first, each once, and none before it is asked for."""

from itertools import combinations, islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakao_whatif import Scenario
from kakao_whatif.analysis.saving import in_order
from kakao_whatif.analysis.saving.choices import Choices
from kakao_whatif.analysis.saving.costs import Costs
from kakao_whatif.analysis.saving.in_order import InOrder
from kakao_whatif.analysis.saving.search import Limits, Weights
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import HELPING, Cost, Mitigation, SetParameter
from kakao_whatif.model.scenario import Parameter
from tests.analysis.brute_mitigations import costed


def sets_of(system, max_size, max_cost=None):
    choices = Choices.of(system, Scenario())
    weights = Weights.of(choices, Costs.of(system, {}))
    return InOrder(choices, weights, Limits(weights.limit(max_cost), 0, max_size))


def by_definition(order):
    """Every choice of so many, worked out, and only then sorted."""
    chosen = [id for id in order.choices.candidates if order.choices.system.mitigations[id].changes]
    sizes = range(min(order.limits.max_size, len(chosen)) + 1)
    every = {order.choices.whole(some) for size in sizes for some in combinations(chosen, size)}
    most = order.limits.most
    return sorted(
        (each for each in every if most is None or order.weights.cost(each) <= most), key=order.weights.key
    )


@settings(max_examples=300)
@given(costed(HELPING), st.integers(0, 4), st.sampled_from([None, 0, 2, 3.5]))
def test_all_of_them_come_cheapest_first(system, max_size, max_cost):
    order = sets_of(system, max_size, max_cost)
    expected = by_definition(order)
    assert list(order) == expected
    assert order.count() == len(expected) <= order.at_most()


@pytest.fixture
def many():
    """Two hundred changes, of which ten together can be chosen in more ways than anybody could go through."""
    changes = (SetParameter("crews", 4),)
    return build_system(
        parameters={"crews": Parameter(2)},
        mitigations=[Mitigation(f"m{at:03}", cost=Cost(at % 7 + 1), changes=changes) for at in range(200)],
    )


def test_the_cheapest_of_very_many_come_at_once_and_are_not_counted(many):
    order = sets_of(many, 10)
    assert [sorted(each) for each in islice(order, 3)] == [[], ["m000"], ["m007"]]
    assert order.count() is None
    assert order.at_most() > 10**16


def test_few_within_a_cost_are_counted_however_many_may_be_chosen(many):
    assert sets_of(many, 10, 1).count() == 1 + 29


def test_choices_that_require_the_same_are_one_set_however_many_ways_lead_to_it():
    """Forty changes, each of which requires the one before it: 2^40 choices, and 41 sets."""
    changes = (SetParameter("crews", 4),)
    chain = build_system(
        parameters={"crews": Parameter(2)},
        mitigations=[
            Mitigation(f"m{at:02}", requires=(f"m{at - 1:02}",) if at else (), changes=changes)
            for at in range(40)
        ],
    )
    order = sets_of(chain, 40)
    assert order.count() == 41
    assert [len(each) for each in order] == [*range(41)]


def test_counting_goes_as_far_as_its_bound(many, monkeypatch):
    monkeypatch.setattr(in_order, "MOST_COUNTED", 29)
    assert sets_of(many, 10, 1).count() == 30
    monkeypatch.setattr(in_order, "MOST_COUNTED", 28)
    assert sets_of(many, 10, 1).count() is None
