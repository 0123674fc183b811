"""Small outages worked out by hand; the oracle and the simulator are both held to them."""

from tests.recovery.worked_failover import FAILOVER
from tests.recovery.worked_power import POWER
from tests.recovery.worked_restart import RESTART

WORKED = [*RESTART, *POWER, *FAILOVER]
