"""A system knows its names, its tree, and what changes could add."""

import copy
import pickle

import pytest

from kakao_whatif.examples import two_sites
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import AddDomain, AddService, Mitigation
from kakao_whatif.model.parts import Domain, Replica, Service
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.text import Text
from kakao_whatif.propagation.impact import propagate


def test_ancestors_run_from_the_inside_out() -> None:
    system = build_system(
        domains=[Domain("area"), Domain("site", parent="area"), Domain("zone", parent="site")]
    )
    assert system.ancestors("zone") == ("zone", "site", "area")
    assert system.ancestors("area") == ("area",)


def test_a_name_alone_begins_with_a_capital_and_a_bare_id_does_not() -> None:
    system = two_sites()
    assert system.name("control") == Text("failover control", "장애 전환 제어")
    assert system.label("control") == Text("Failover control", "장애 전환 제어")
    assert build_system([Service("chat")]).label("chat") == Text("chat", "chat")


def test_nothing_in_a_system_can_be_changed() -> None:
    service = Service("chat", recovery={"facts": ["F1"]})
    system = build_system([service], [Domain("anyang")])
    for mapping in (system.services, system.domains, system.possible_services, system.possible_domains):
        with pytest.raises(TypeError, match="cannot be changed"):
            mapping["news"] = service  # type: ignore[index]
    with pytest.raises(TypeError, match="cannot be changed"):
        system.services["chat"].recovery["priority"] = 1  # type: ignore[index]
    assert system.services["chat"].recovery == {"facts": ("F1",)}


def test_a_system_that_was_sent_or_copied_answers_as_before() -> None:
    system = two_sites()
    for again in (pickle.loads(pickle.dumps(system)), copy.deepcopy(system)):
        assert again is not system
        assert again.services == system.services
        assert propagate(again, Scenario({"pangyo"})).status == propagate(system, Scenario({"pangyo"})).status


def test_what_a_mitigation_would_add_is_possible_but_not_there() -> None:
    added = Service("own-id", replicas=(Replica("ansan"),))
    system = build_system(
        [Service("chat")],
        mitigations=[Mitigation("own", changes=(AddDomain(Domain("ansan")), AddService(added)))],
    )
    assert set(system.services) == {"chat"}
    assert set(system.possible_services) == {"chat", "own-id"}
    assert set(system.possible_domains) == {"ansan"}
