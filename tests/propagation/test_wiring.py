"""What can be wired, and what each part is marked with."""

import pytest

from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import AddAlternative, AddService, Mitigation, RemoveReplica, SoftenNeed
from kakao_whatif.model.parts import Dependency, Domain, Replica, Service
from kakao_whatif.propagation.wiring import wired

SERVICES = (
    Service("account", replicas=(Replica("here"),)),
    Service("chat", needs=(Dependency("hard", "account"),)),
)
OWN = (AddService(Service("own")), AddAlternative("chat", "hard", "own"))
SOFT = (SoftenNeed("chat", "account"),)


def system(*mitigations):
    return build_system(SERVICES, (Domain("here"),), mitigations=mitigations)


def test_a_part_is_there_with_the_mitigation_or_a_bundle_that_holds_it():
    both = Mitigation("both", includes=("own", "soft"))
    wiring = wired(system(Mitigation("own", changes=OWN), Mitigation("soft", changes=SOFT), both), ["both"])
    assert wiring.services["own"].guards == [frozenset([frozenset(["own", "both"])])]
    (need,) = wiring.services["chat"].needs
    assert need.softened == [frozenset([frozenset(["soft", "both"])])]


def test_a_mitigation_without_what_it_requires_has_no_effect():
    wiring = wired(
        system(Mitigation("own", changes=OWN), Mitigation("soft", changes=SOFT, requires=("own",))),
        ["own", "soft"],
    )
    (need,) = wiring.services["chat"].needs
    assert need.softened == [frozenset([frozenset(["soft"]), frozenset(["own"])])]


def test_the_same_addition_by_two_is_there_with_either():
    wiring = wired(system(Mitigation("a", changes=OWN), Mitigation("b", changes=OWN)), ["a", "b"])
    assert wiring.services["own"].guards == [frozenset([frozenset(["a"])]), frozenset([frozenset(["b"])])]


def test_what_can_hurt_is_not_wired():
    less = Mitigation("less", changes=(RemoveReplica("chat", "here"),), tradeoff=True)
    spread = (Service("chat", replicas=(Replica("here"), Replica("there"))),)
    with pytest.raises(ValueError, match=r"mitigations: 'less' is a trade-off\. Put it in place first\."):
        wired(build_system(spread, (Domain("here"), Domain("there")), mitigations=(less,)), ["less"])


def test_two_that_add_one_thing_differently_are_not_wired_together():
    other = (AddService(Service("own", replicas=(Replica("here"),))), OWN[1])
    pair = system(Mitigation("a", changes=OWN), Mitigation("b", changes=other))
    what = r"mitigations: two of them add 'own' differently\. Wire one of them at a time\."
    with pytest.raises(ValueError, match=what):
        wired(pair, ["a", "b"])
