"""The simulator against the oracle, change by change, on random outages."""

import pytest
from hypothesis import given, note, settings

from kakao_whatif.recovery.simulate import simulate_recovery
from kakao_whatif.recovery.timeline import hours
from tests.recovery.flat import changes_of
from tests.recovery.oracle import oracle
from tests.recovery.shown import shown
from tests.recovery.strategies import outages


@settings(max_examples=600)
@given(outages())
def test_every_random_outage_plays_out_as_the_document_says(outage):
    system, scenario, hazard = outage
    timeline, story = simulate_recovery(system, scenario, hazard=hazard), oracle(system, scenario, hazard)
    note(f"{shown(*outage)}\noracle: {story.log}")
    assert {id: status.name for id, status in timeline.moments[0].status.items()} == story.before
    changes = changes_of(timeline)
    assert [change[1:] for change in changes] == [change[1:] for change in story.changes]
    assert [change[0] for change in changes] == soon([change[0] for change in story.changes])
    serve = {id: hours(time) for id, time in timeline.time_to_serve.items()}
    restore = {id: hours(time) for id, time in timeline.time_to_restore.items()}
    assert serve == soon(story.time_to_serve)
    assert restore == soon(story.time_to_restore)


def soon(times):
    """Equal to a thousandth of a second: partial power may come after a third of an hour."""
    return pytest.approx(times, abs=1e-6, rel=0)
