"""How much each loss matters: against sums over all subsets, and at the limits."""

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakao_whatif.analysis.importance import importance
from kakao_whatif.errors import ScenarioError, UnknownIdError
from kakao_whatif.examples import two_sites
from kakao_whatif.model.expression import AllOf, AnyOf
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from tests.analysis import brute_force
from tests.analysis.test_cut_sets import questions
from tests.small import of, runs

CHANCES = (Fraction(0), Fraction(1, 100), Fraction(1, 3), Fraction(1, 2), Fraction(1))
PAIR = of(runs("shop", hard=AnyOf(("card", "cash"))), runs("card"), runs("cash"))


def literally(p, id, is_bad):
    """The definitions, each by a sum over all subsets."""
    risk = brute_force.risk(p, is_bad)
    lost, kept = (brute_force.risk({**p, id: Fraction(sure)}, is_bad) for sure in (1, 0))
    decides = lost - kept
    return {
        "birnbaum": decides,
        "criticality": p[id] * decides / risk if risk else 0,
        "diagnostic": p[id] * lost / risk if risk else 0,
        "risk_achievement_worth": lost / risk if risk else math.inf if lost else 1,
        "risk_reduction_worth": risk / kept if kept else math.inf if risk else 1,
    }


@settings(max_examples=300)
@given(questions(), st.data())
def test_all_five_are_what_sums_over_all_subsets_give(question, data):
    system, service, over, status = question
    p = {id: data.draw(st.sampled_from(CHANCES)) for id in over[:5]}
    is_bad = brute_force.by_engine(system, service, status, Scenario())
    for given_p in (p, {id: float(chance) for id, chance in p.items()}):
        found = importance(system, service, given_p, status)
        assert found.risk == pytest.approx(float(brute_force.risk(p, is_bad)))
        for id in p:
            for name, expected in literally(p, id, is_bad).items():
                assert getattr(found[id], name) == pytest.approx(float(expected)), (id, name)


def test_without_its_only_single_point_of_failure_no_risk_is_left():
    found = importance(of(runs("chat", ["pangyo"])), "chat", {"pangyo": 0.1, "chat": 0.0})
    assert found["pangyo"].risk_reduction_worth == math.inf
    assert found["pangyo"].birnbaum == 1
    assert found["pangyo"].criticality == found["pangyo"].diagnostic == 1


def test_what_rounding_would_leave_of_no_risk_is_still_none():
    """While there is power nothing fails; but R - p (R(lost) - R(kept)) is 5e-17, not 0."""
    ways = AllOf(tuple(AnyOf((way, "power")) for way in ("card", "cash", "bank")))
    shop = of(runs("shop", hard=ways), *map(runs, ("card", "cash", "bank", "power")))
    power = importance(shop, "shop", {"card": 0.1, "cash": 0.8, "bank": 0.8, "power": 0.3})["power"]
    assert power.risk_reduction_worth == math.inf
    assert power.criticality == pytest.approx(1)


def test_a_loss_that_is_certain_can_raise_no_risk():
    found = importance(PAIR, "shop", {"card": 1, "cash": 0.3})
    assert (found.risk, found["card"].risk_achievement_worth) == (0.3, 1)
    assert found["cash"].risk_achievement_worth == pytest.approx(1 / 0.3)


def test_a_loss_that_never_happens_has_no_part_in_the_risk():
    found = importance(PAIR, "shop", {"card": 0, "cash": 0.3, "shop": 0.5})
    card = found["card"]
    assert (card.criticality, card.diagnostic, card.risk_reduction_worth) == (0, 0, 1)
    assert card.birnbaum == pytest.approx(0.15)
    assert card.risk_achievement_worth == pytest.approx(0.65 / 0.5)


def test_where_there_is_no_risk_a_loss_can_only_achieve_it():
    found = importance(PAIR, "shop", {"card": 0, "cash": 0, "shop": 0})
    assert (found.risk, found["shop"].risk_achievement_worth, found["card"].risk_achievement_worth) == (
        0,
        math.inf,
        1,
    )
    assert found["shop"].criticality == found["shop"].diagnostic == 0
    assert found["shop"].risk_reduction_worth == 1


def test_a_loss_without_influence_has_none_in_any_measure():
    unmoved = importance(two_sites(), "tools", {"pangyo": 0.25, "anyang": 0.5})["pangyo"]
    assert (unmoved.birnbaum, unmoved.criticality) == (0, 0)
    assert (unmoved.diagnostic, unmoved.risk_achievement_worth, unmoved.risk_reduction_worth) == (0.25, 1, 1)


def test_the_weightiest_come_first_and_ties_by_id():
    p = {"tools": 0.1, "pangyo": 0.5, "chat": 0.25, "account": 0.5}
    found = importance(two_sites(), "chat", p)
    assert found.ranked() == ["pangyo", "chat", "account", "tools"]
    assert found.ranked("risk_achievement_worth") == ["chat", "pangyo", "account", "tools"]
    assert list(found) == list(p)


def test_statuses_and_scenarios_count():
    locked = importance(two_sites(), "news", {"account": 0.5}, Status.LOCKED)
    assert (locked.risk, locked["account"].birnbaum) == (0.5, 1)
    certain = importance(two_sites(), "news", {"account": 0.5}, Status.LOCKED, Scenario({"pangyo"}))
    assert (certain.risk, certain["account"].risk_reduction_worth) == (1, 1)


def test_what_does_not_fit_is_refused():
    with pytest.raises(UnknownIdError):
        importance(two_sites(), "chat", {"pangio": 0.1})
    with pytest.raises(ScenarioError):
        importance(two_sites(), "chat", {"pangyo": -0.1})
