"""The simulator tells what was worked out by hand."""

import pytest

from kakao_whatif.recovery.simulate import simulate_recovery
from kakao_whatif.recovery.timeline import hours
from tests.recovery.flat import changes_of
from tests.recovery.outage import Worked
from tests.recovery.worked import WORKED


@pytest.mark.parametrize("worked", WORKED, ids=str)
def test_the_simulator_tells_what_was_worked_out_by_hand(worked: Worked):
    timeline = simulate_recovery(worked.system, worked.scenario, hazard=worked.hazard)
    assert changes_of(timeline) == worked.changes
    assert {id: hours(time) for id, time in timeline.time_to_serve.items()} == {
        id: serve for id, (serve, _) in worked.back.items()
    }
    assert {id: hours(time) for id, time in timeline.time_to_restore.items()} == {
        id: restore for id, (_, restore) in worked.back.items()
    }
