"""The answer of the cut sets: counted without being listed, weighed exactly, honest about what is left out."""

from fractions import Fraction
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakao_whatif.analysis.cut_set_family import CutSets, PartialCutSets
from kakao_whatif.analysis.cut_sets import minimal_cut_sets
from kakao_whatif.errors import LimitError, ScenarioError
from kakao_whatif.examples import two_sites
from kakao_whatif.model.build import build_system
from kakao_whatif.model.expression import AllOf, AnyOf
from kakao_whatif.model.parts import Dependency, Service
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from tests.analysis import brute_force
from tests.analysis.test_cut_sets import questions


@settings(max_examples=200)
@given(questions(), st.data())
def test_the_probability_is_the_sum_over_all_subsets(question, data):
    system, service, over, status = question
    chances = st.sampled_from([Fraction(0), Fraction(1, 7), Fraction(1, 2), Fraction(9, 10), Fraction(1)])
    p = {id: data.draw(chances) for id in over}
    is_bad = brute_force.by_engine(system, service, status, Scenario())
    assert minimal_cut_sets(system, service, over, status=status).probability(p) == brute_force.risk(
        p, is_bad
    )


def test_a_partial_answer_says_so_and_refuses_what_it_did_not_look_at():
    cuts = minimal_cut_sets(two_sites(), "chat", ["anyang", "control", "chat"], max_order=0)
    assert isinstance(cuts, PartialCutSets)
    assert repr(cuts) == "PartialCutSets(chat dark: none; larger ones left out: 1)"
    assert cuts.notes[0].en == "Only sets of order 0 or less are listed; 1 larger one is left out."
    assert cuts.notes[0].ko == "0차 이하의 집합만 나열합니다. 그보다 큰 집합 1개는 뺐습니다."
    with pytest.raises(LimitError) as caught:
        cuts.of_order(1)
    assert (
        str(caught.value)
        == "cut sets: only orders up to 0 were looked at, not 1. Ask with a larger `max_order`."
    )


def test_it_shows_its_counts_not_its_sets():
    cuts = minimal_cut_sets(two_sites(), "chat")
    assert type(cuts) is CutSets
    assert repr(cuts) == "CutSets(chat dark: 2 of order 1)"
    assert (cuts.service, cuts.status, cuts.max_order) == ("chat", Status.DARK, None)
    assert cuts.over == ("pangyo", "anyang", "chat", "news", "account", "control", "tools")
    assert list(cuts.of_order(1)) == [{"chat"}, {"pangyo"}]
    assert (len(cuts), len(cuts.of_order(1)), len(cuts.of_order(2))) == (2, 2, 0)
    assert {"chat"} in cuts
    assert ["pangyo"] in cuts.of_order(1)
    assert {"chat", "pangyo"} not in cuts


def test_many_sets_are_counted_at_once_and_listed_as_far_as_one_looks():
    leaves = [[f"a{at:02}", f"b{at:02}"] for at in range(40)]
    both = [Service(f"pair{at:02}", needs=_hard(AllOf(tuple(two)))) for at, two in enumerate(leaves)]
    top = Service("top", needs=_hard(AnyOf(tuple(pair.id for pair in both))))
    over = [id for two in leaves for id in two]
    cuts = minimal_cut_sets(build_system([top, *both, *map(Service, over)]), "top", over)
    assert cuts.counts == {40: 2**40}
    first, second = islice(cuts, 2)
    assert first == {f"a{at:02}" for at in range(40)}
    assert second == (first | {"b39"}) - {"a39"}


def _hard(on):
    return (Dependency("hard", on),)


@pytest.mark.parametrize(
    ("p", "message"),
    [
        (
            {"pangyo": 0.5},
            "p: 'chat' has no probability. Give one to each member of `over`; 0 if it is never lost.",
        ),
        ({"pangyo": 1.5, "chat": 0}, "p['pangyo']: 1.5 is no probability. Give a number from 0 to 1."),
        ({"pangyo": float("nan")}, "p['pangyo']: nan is no probability. Give a number from 0 to 1."),
        ({"pangyo": True}, "p['pangyo']: True is no probability. Give a number from 0 to 1."),
        ({"pangio": 0.5}, "p: unknown id 'pangio'. Did you mean 'pangyo'?"),
    ],
)
def test_probabilities_that_are_none_are_refused(p, message):
    with pytest.raises(ScenarioError) as caught:
        minimal_cut_sets(two_sites(), "chat").probability(p)
    assert str(caught.value) == message
