"""Numbers of the model are exact decimals."""

from fractions import Fraction

import pytest

from kakao_whatif.model.parts import Failover, Replica, Service, exact


@pytest.mark.parametrize(
    ("number", "value"),
    [(0.1, Fraction(1, 10)), ("0.3", Fraction(3, 10)), (1, Fraction(1)), (1e-3, Fraction(1, 1000))],
)
def test_a_number_is_what_its_decimals_say(number: float | str, value: Fraction) -> None:
    assert exact(number) == value


def test_shares_that_make_one_make_exactly_one() -> None:
    assert sum(Replica("site", capacity=share).capacity for share in (0.1, 0.2, 0.7)) == 1  # type: ignore[arg-type]


def test_only_a_standby_waits_to_be_woken() -> None:
    assert Service("chat", replicas=(Replica("a", "standby"),), failover=Failover("control")).has_standby
    assert not Service("chat", replicas=(Replica("a"),)).has_standby
