"""What an outage comes to is what the whole story of it says."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from kakao_whatif import Scenario, load_case, simulate_recovery
from kakao_whatif.model.build import build_system
from kakao_whatif.model.expression import AnyOf
from kakao_whatif.model.parts import Dependency, Domain, Service
from kakao_whatif.recovery.outcome import outcome
from kakao_whatif.recovery.timeline import hours
from tests.recovery.strategies import outages


def assert_same(system: Any, scenario: Scenario, hazard: Any = None) -> None:
    short, whole = (
        outcome(system, scenario, hazard=hazard),
        simulate_recovery(system, scenario, hazard=hazard),
    )
    assert dict(short.restored) == pytest.approx(
        {id: hours(t) for id, t in whole.time_to_restore.items()}, abs=1e-6
    )
    for id, away in short.away.items():
        told = sum(wait.end - wait.start for wait in whole.waits.get(id, ()))
        assert away == pytest.approx(told, abs=1e-6), id
    assert sum(short.away.values()) == pytest.approx(whole.service_hours_lost)


@pytest.mark.parametrize("case", ["kakao-2022", "nirs-2025", "facebook-2021"])
def test_in_the_named_scenarios_of(case: str) -> None:
    system = load_case(case)
    for named in system.scenarios.values():
        assert_same(system, named.scenario)


@settings(max_examples=200)
@given(outages())
def test_of_random_outages(outage: Any) -> None:
    system, scenario, hazard = outage
    assert_same(system, scenario, hazard)


def test_an_outage_that_begins_after_the_horizon_takes_no_hours() -> None:
    dark = Service("dark", needs=(Dependency("hard", AnyOf()),))
    system = replace(build_system([dark], [Domain("site")]), horizon_hours=5)
    events = [{"at_hours": 10, "lose": "site"}]
    assert outcome(system, Scenario({"site"}), hazard=events).away["dark"] == 0
    assert_same(system, Scenario({"site"}), events)
