"""The simulator against the oracle, change by change, on random outages."""

from hypothesis import given, settings

from kakao_whatif.recovery.simulate import simulate_recovery
from kakao_whatif.recovery.timeline import hours
from tests.recovery.flat import changes_of
from tests.recovery.oracle import oracle
from tests.recovery.strategies import outages


@settings(max_examples=600)
@given(outages())
def test_every_random_outage_plays_out_as_the_document_says(outage):
    system, scenario, hazard = outage
    timeline, story = simulate_recovery(system, scenario, hazard=hazard), oracle(system, scenario, hazard)
    assert {id: status.name for id, status in timeline.moments[0].status.items()} == story.before
    assert changes_of(timeline) == story.changes
    assert {id: hours(time) for id, time in timeline.time_to_serve.items()} == story.time_to_serve
    assert {id: hours(time) for id, time in timeline.time_to_restore.items()} == story.time_to_restore
