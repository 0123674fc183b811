from kakao_whatif.handout.case import case_data, scenario_data
from kakao_whatif.model.scenario import Scenario
from tests.town import town


def test_a_scenario_is_written_without_what_is_empty():
    assert scenario_data(Scenario({"b", "a"}, parameters={"crews": 3})) == {
        "losses": ["a", "b"],
        "parameters": {"crews": 3},
    }
    assert scenario_data(Scenario()) == {}


def test_a_case_says_where_it_begins_and_how_it_is_ordered():
    told = case_data(town())["case"]
    assert told["id"] == "town"
    assert told["products"] == ["talk"]
    assert [id for id, _ in told["tree"]][-1] == "cable"
