"""The other readings that a scenario can be put into."""

import pytest

from kakao_whatif import Scenario
from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import AddNeed, AddReplica, Mitigation, Reading, SetFailover
from kakao_whatif.model.parts import Dependency, Domain, Failover, Replica, Service
from kakao_whatif.propagation.readings import other_readings

SYSTEM = build_system(
    [
        Service("shop", replicas=(Replica("a"), Replica("b", "standby")), failover=Failover("till")),
        Service("till", replicas=(Replica("a"),)),
    ],
    [Domain("a"), Domain("b")],
    readings=[
        Reading("as-drawn"),
        Reading("needs-till", changes=(AddNeed("shop", Dependency("hard", "till")),)),
        Reading("by-hand", changes=(SetFailover("shop", Failover("shop")),)),
    ],
    mitigations=[
        Mitigation("switch", tradeoff=True, changes=(SetFailover("shop", Failover("till", minutes=5)),)),
        Mitigation("copy", changes=(AddReplica("till", Replica("b")),)),
    ],
)


@pytest.mark.parametrize(
    ("scenario", "others"),
    [
        (Scenario({"a"}), {"needs-till": {"needs-till"}, "by-hand": {"by-hand"}}),
        (Scenario({"a"}, readings={"as-drawn"}), {"needs-till": {"needs-till"}, "by-hand": {"by-hand"}}),
        (Scenario({"a"}, {"copy"}, {"needs-till"}), {"as-drawn": set(), "by-hand": {"by-hand"}}),
        (
            Scenario(readings={"needs-till", "by-hand"}),
            {"as-drawn": set(), "needs-till": {"needs-till"}, "by-hand": {"by-hand"}},
        ),
    ],
)
def test_each_other_reading_holds_alone_with_all_else_as_it_is(scenario, others):
    found = dict(other_readings(SYSTEM, scenario))
    assert {id: set(each.readings) for id, each in found.items()} == others
    for each in found.values():
        assert (each.losses, each.mitigations) == (scenario.losses, scenario.mitigations)


def test_a_reading_that_does_not_fit_with_what_is_in_place_is_left_out():
    assert [id for id, _ in other_readings(SYSTEM, Scenario(mitigations={"switch"}))] == ["needs-till"]
