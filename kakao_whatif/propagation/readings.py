"""The other readings of the record: where they change an answer, it says by how much."""

from collections.abc import Iterator
from dataclasses import replace

from kakao_whatif.errors import ScenarioError
from kakao_whatif.model.apply import in_place
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System


def other_readings(system: System, scenario: Scenario) -> Iterator[tuple[str, Scenario]]:
    """Yield each other reading of the case, in file order, with the same scenario under it.

    A reading without changes is the case as it stands. It holds where no other one is used. A reading under which the
    mitigations cannot be in place is left out.

    Examples
    --------
    >>> from kakao_whatif.cases import load_case
    >>> [reading for reading, _ in other_readings(load_case("kakao-2022"), Scenario({"pangyo"}))]
    ['keys-to-run']
    """
    used = frozenset(id for id in scenario.readings if system.readings[id].changes)
    for reading in system.readings.values():
        readings = frozenset({reading.id}) if reading.changes else frozenset()
        if readings == used:
            continue
        other = replace(scenario, readings=readings)
        try:
            in_place(system, other)
        except ScenarioError:
            continue
        yield reading.id, other
