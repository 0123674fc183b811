"""The oracle is checked too: whole logs of small outages that were worked out by hand."""

import pytest

from tests.recovery.oracle import oracle
from tests.recovery.outage import Worked
from tests.recovery.worked import WORKED


@pytest.mark.parametrize("worked", WORKED, ids=str)
def test_the_oracle_tells_what_was_worked_out_by_hand(worked: Worked):
    story = oracle(worked.system, worked.scenario, worked.hazard)
    assert set(story.before.values()) == {"UP"}
    assert story.log == worked.log
    assert story.changes == worked.changes
    assert story.time_to_serve == {id: serve for id, (serve, _) in worked.back.items()}
    assert story.time_to_restore == {id: restore for id, (_, restore) in worked.back.items()}
