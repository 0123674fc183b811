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


def meet(first, later, *, is_in_order=False):
    return are_entangled([first], [later], is_in_order=is_in_order)


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (MOVE, AddReplica("chat", Replica("here"))),
        (MOVE, RaiseCapacity("chat", "there", 2)),
        (RemoveReplica("chat", "here"), AddReplica("chat", Replica("there"))),
        (RaiseCapacity("chat", "here", 2), AddReplica("chat", Replica("here"))),
        (NEED, AddAlternative("chat", "hard", "other")),
        (NEED, SoftenNeed("chat", "store")),
        (SetFailover("chat", Failover("control")), AddAlternative("chat", "failover", "other")),
    ],
)
def test_these_meet_only_if_the_file_has_the_later_one_first(first, later):
    assert meet(first, later)
    assert not meet(first, later, is_in_order=True)


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (SoftenNeed("chat", "store"), AddAlternative("chat", "hard", "other")),
        (AddAlternative("chat", "hard", "other"), RemoveNeed("chat", "hard", "store")),
        (AddReplica("chat", Replica("here")), AddReplica("chat", Replica("here"))),
    ],
)
def test_these_meet_in_any_order(first, later):
    assert meet(first, later)
    assert meet(first, later, is_in_order=True)


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (MOVE, AddReplica("chat", Replica("there"))),
        (MOVE, AddReplica("news", Replica("here"))),
        (MOVE, RaiseCapacity("chat", "elsewhere", 2)),
        (MOVE, SoftenNeed("chat", "store")),
        (NEED, AddReplica("chat", Replica("here"))),
        (NEED, AddAlternative("chat", "failover", "other")),
        (MOVE, AddDomain(Domain("new"))),
        (MOVE, SetParameter("crews", 9)),
        (AddReplica("chat", Replica("here")), AddReplica("chat", Replica("here", "standby"))),
    ],
)
def test_these_never_meet(first, later):
    assert not meet(first, later)
    assert not meet(first, later, is_in_order=True)
