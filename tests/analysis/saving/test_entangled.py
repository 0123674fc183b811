"""Where two changes meet, so that one cannot be put in place before the other without a difference."""

import pytest

from kakao_whatif.analysis.saving.entangled import are_entangled
from kakao_whatif.model.changes import (
    AddAlternative,
    AddDomain,
    AddNeed,
    AddReplica,
    MoveReplica,
    RaiseCapacity,
    RemoveNeed,
    RemoveReplica,
    SetFailover,
    SetParameter,
    SoftenNeed,
)
from kakao_whatif.model.parts import Dependency, Domain, Failover, Replica

MOVE = MoveReplica("chat", "here", "there")
NEED = AddNeed("chat", Dependency("hard", "store"))


BESIDE = AddAlternative("chat", "hard", "other", "store")


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (MOVE, AddReplica("chat", Replica("here"))),
        (RemoveReplica("chat", "here"), AddReplica("chat", Replica("there"))),
        (RaiseCapacity("chat", "here", 2), AddReplica("chat", Replica("here"))),
        (AddReplica("chat", Replica("here")), AddReplica("chat", Replica("here"))),
        (SoftenNeed("chat", "store"), BESIDE),
        (BESIDE, BESIDE),
        (BESIDE, RemoveNeed("chat", "hard", "store")),
        (
            AddAlternative("chat", "failover", "other", "control"),
            AddReplica("chat", Replica("there", "standby"), Failover("control")),
        ),
    ],
)
def test_these_meet(first, later):
    assert are_entangled([first], [later])


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (MOVE, AddReplica("chat", Replica("there"))),
        (MOVE, AddReplica("news", Replica("here"))),
        (MOVE, RaiseCapacity("chat", "there", 2)),
        (AddReplica("chat", Replica("here")), RaiseCapacity("chat", "here", 2)),
        (MOVE, SoftenNeed("chat", "store")),
        (NEED, AddReplica("chat", Replica("here"))),
        (NEED, BESIDE),
        (NEED, AddAlternative("chat", "failover", "other", "control")),
        (BESIDE, AddAlternative("chat", "failover", "other", "control")),
        (SetFailover("chat", Failover("control")), AddAlternative("chat", "failover", "other", "control")),
        (MOVE, AddDomain(Domain("new"))),
        (MOVE, SetParameter("crews", 9)),
        (AddReplica("chat", Replica("here")), AddReplica("chat", Replica("here", "standby"))),
    ],
)
def test_these_never_meet(first, later):
    assert not are_entangled([first], [later])
