from fractions import Fraction

from kakao_whatif.handout.model import model_data
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import AddReplica, AddService, Mitigation, RaiseCapacity
from kakao_whatif.model.parts import Domain, Replica, Service
from tests.town import town


def test_capacities_become_whole_numbers_of_which_a_full_load_is_made():
    services = [Service("app", replicas=(Replica("a", capacity=0.7), Replica("a", capacity=Fraction(1, 3))))]
    data = model_data(build_system(services, [Domain("a")]))
    assert data["whole"] == 30
    assert [copy["capacity"] for copy in data["services"][0]["replicas"]] == [21, 10]


def test_what_only_changes_bring_counts_for_the_whole_too():
    app = Service("app", replicas=(Replica("a"),))
    changes = (
        AddService(Service("new", replicas=(Replica("a", capacity=0.5),), min_capacity=0.25)),
        AddReplica("app", Replica("a", capacity=Fraction(1, 3))),
        RaiseCapacity("app", "a", Fraction(8, 7)),
    )
    mitigation = Mitigation("m", changes=changes)
    data = model_data(build_system([app], [Domain("a")], mitigations=[mitigation]))
    assert data["whole"] == 84
    assert [change["op"] for change in data["mitigations"][0]["changes"]] == [each.op for each in changes]
    assert data["mitigations"][0]["changes"][2]["to"] == 96


def test_numbers_that_javascript_would_round_travel_as_text():
    data = model_data(build_system([Service("app", replicas=(Replica("a", capacity=1e-17),))], [Domain("a")]))
    assert data["whole"] == "100000000000000000"
    assert data["services"][0]["replicas"][0]["capacity"] == 1


def test_equal_parts_have_equal_numbers_and_others_have_not():
    added = dict(_added())
    assert added["own-news-id"]["same"] != added["own-mail-id"]["same"]
    needs = [need for service in model_data(town())["services"] for need in service["needs"]]
    signs_in = [need["same"] for need in needs if need["on"] == "account" and need["kind"] == "login"]
    assert len(signs_in) > 1
    assert len(set(signs_in)) == 1


def _added():
    for mitigation in model_data(town())["mitigations"]:
        for change in mitigation["changes"]:
            if change["op"] == "add_service":
                yield mitigation["id"], change["new"]


def test_facts_and_assumptions_travel_with_their_parts():
    services = {service["id"]: service for service in model_data(town())["services"]}
    assert services["news"]["facts"] == ["F1"]
    assert services["chat"]["assumed"] == {"en": "not published", "ko": "공개되지 않음"}
    assert "facts" not in services["mail"]
