"""A system knows its names, its tree, and what changes could add."""

from kakao_whatif.examples import two_sites
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import AddDomain, AddService, Mitigation
from kakao_whatif.model.parts import Domain, Replica, Service
from kakao_whatif.model.text import Text


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


def test_what_a_mitigation_would_add_is_possible_but_not_there() -> None:
    added = Service("own-id", replicas=(Replica("ansan"),))
    system = build_system(
        [Service("chat")],
        mitigations=[Mitigation("own", changes=(AddDomain(Domain("ansan")), AddService(added)))],
    )
    assert set(system.services) == {"chat"}
    assert set(system.possible_services) == {"chat", "own-id"}
    assert set(system.possible_domains) == {"ansan"}
