"""The other readings of the record: where they change an answer, it says by how much."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kakao_whatif.errors import ScenarioError
from kakao_whatif.model.apply import in_place
from kakao_whatif.model.changes import Reading
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The same scenario under another reading."""

    reading: Reading
    scenario: Scenario


def other_readings(system: System, scenario: Scenario) -> Iterator[Otherwise]:
    """Yield a scenario under each other reading of the case, in file order; those that cannot be are left out.

    A reading without changes is the case as it stands. It holds where no other one is used.

    Examples
    --------
    >>> from kakao_whatif.cases import load_case
    >>> [other.reading.id for other in other_readings(load_case("kakao-2022"), Scenario({"pangyo"}))]
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
        yield Otherwise(reading, other)
