"""Each status, read off the definition one line at a time."""

import pytest

from kakao_whatif.model.parts import Replica, Service
from kakao_whatif.model.status import Status
from kakao_whatif.propagation.impact import propagate
from tests.small import losing, of, runs


def test_worst_is_last():
    assert list(Status) == sorted(Status)
    assert max(Status.UP, Status.LOCKED, Status.DEGRADED) is Status.LOCKED


def test_a_lost_service_a_lost_site_and_a_lost_need_make_dark():
    system = of(runs("db", ["pangyo"]), runs("app", hard="db"))
    for loss in ("db", "pangyo"):
        assert set(propagate(system, losing(loss)).status.values()) == {Status.DARK}


def test_a_lost_login_need_locks_and_a_lost_soft_need_degrades():
    system = of(runs("id"), runs("map"), runs("app", login="id", soft="map"))
    assert propagate(system, losing("map")).status["app"] is Status.DEGRADED
    assert propagate(system, losing("id")).status["app"] is Status.LOCKED
    assert propagate(system, losing("id", "map")).status["app"] is Status.LOCKED


def test_locked_and_degraded_do_not_spread():
    system = of(
        runs("id"), runs("app", login="id", soft="id"), runs("page", hard="app", login="app", soft="app")
    )
    assert propagate(system, losing("id")).status["page"] is Status.UP


def test_a_restart_need_makes_nothing_worse():
    system = of(runs("tool"), runs("app", restart="tool"))
    assert propagate(system, losing("tool")).status["app"] is Status.UP


@pytest.mark.parametrize(
    ("minimum", "shares", "status"),
    [
        (0, (0.7, 0.3), Status.DEGRADED),
        (0, (0.1, 1), Status.DEGRADED),
        (0, (1, 0.1), Status.UP),
        (0.7, (0.7, 0.3), Status.DEGRADED),
        (0.71, (0.7, 0.3), Status.DARK),
        (0, (0, 1), Status.DARK),
        (1, (1.5, 0.5), Status.UP),
    ],
)
def test_capacity_decides_between_up_degraded_and_dark(minimum, shares, status):
    """The first copy is what is left when the second site is lost."""
    copies = (Replica("left", capacity=shares[0]), Replica("lost", capacity=shares[1]))
    system = of(Service("app", replicas=copies, min_capacity=minimum))
    assert propagate(system, losing("lost")).status["app"] is status


def test_seven_tenths_and_three_tenths_are_one():
    copies = (Replica("a", capacity=0.7), Replica("b", capacity=0.2), Replica("b", capacity=0.1))
    system = of(Service("app", replicas=copies, min_capacity=1))
    assert propagate(system).status["app"] is Status.UP


def test_a_system_need_not_be_up_with_nothing_lost():
    copies = (Replica("a", capacity=0.5),)
    assert propagate(of(Service("app", replicas=copies))).status["app"] is Status.DEGRADED
    assert propagate(of(Service("app", replicas=copies, min_capacity=1))).status["app"] is Status.DARK


def test_an_awake_standby_adds_its_share_with_nothing_lost():
    system = of(runs("control"), runs("app", ["a"], standby_at=["b"], woken_by="control", share=0.5))
    assert propagate(system).status["app"] is Status.UP
    assert propagate(system, losing("control")).status["app"] is Status.DEGRADED
