"""The function of losses holds exactly where `propagate` says the service is this bad."""

from hypothesis import given, settings

from kakao_whatif.analysis.loss_function import Question
from kakao_whatif.diagrams.bounds import Budget
from kakao_whatif.model.scenario import Scenario
from tests.analysis import brute_force
from tests.analysis.test_cut_sets import questions


@settings(max_examples=300)
@given(questions())
def test_it_holds_where_the_service_is_this_bad(question):
    system, service, over, status = question
    function = Question.asked(system, service, over, status, None).function(Budget())
    is_bad = brute_force.by_engine(system, service, status, Scenario())
    for lost in brute_force.subsets(over):
        assert function.holds(lost.__contains__) == is_bad(lost)
    assert set(function.names()) <= set(over)
