"""The numbers of one run: a case's parameters, their replacements, and one draw of each where they are drawn.

Stands apart because every number of recovery may be a parameter with a range, named where it is used.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from random import Random
from typing import Any, Final

from kakao_whatif.errors import RecoveryError
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.time_checks import too_small

#: What a number is taken as where a case does not say; None: there is no such way.
DEFAULTS: Final[Mapping[str, float | None]] = {
    "crews": inf,
    "detection-minutes": 0.0,
    "decision-minutes": 0.0,
    "hand-start-servers-per-crew-hour": inf,
    "bulk-start-servers-per-hour": inf,
    "normal-data-hours": 0.0,
    "heavy-data-hours": 0.0,
    "failover-by-hand-minutes": None,
    "rebuild-hours": None,
    "slow-without-channel": 1.0,
    "slow-without-tools": 1.0,
}


@dataclass(frozen=True, slots=True)
class Numbers:
    """Every number of one run, by the id of its parameter."""

    of: Mapping[str, float]

    def get(self, id: str) -> float | None:
        """Return a number that recovery reads by name; None if the case has no such way."""
        return self.of.get(id, DEFAULTS[id])

    def value(self, id: str) -> float:
        """Return a number that recovery always needs."""
        found = self.get(id)
        assert found is not None
        return found

    @property
    def crews(self) -> float:
        """The number of crews: whole; with none, whatever waits for one waits for ever."""
        wanted = self.value("crews")
        return wanted if wanted == inf else round(wanted)

    def resolved(self, given: Any, where: str) -> float:
        """Return a number that is written at a service or domain: itself, or the parameter it names.

        Raises
        ------
        RecoveryError
            If it is neither.
        """
        if isinstance(given, bool) or not isinstance(given, int | float | str):
            raise RecoveryError(f"{where}: {given!r} is no number. Give a number, or the id of a parameter.")
        if not isinstance(given, str):
            return _not_negative(float(given), where)
        if given not in self.of:
            known = ", ".join(sorted(self.of)) or "none"
            raise RecoveryError(f"{where}: unknown parameter {given!r}. Parameters of this case: {known}.")
        return _not_negative(self.of[given], where)


def central(system: System, scenario: Scenario) -> Numbers:
    """Return the parameters' own values, with those that the scenario replaces."""
    values = {id: float(parameter.value) for id, parameter in system.parameters.items()}
    return _checked({**values, **{id: float(value) for id, value in scenario.parameters.items()}})


def drawn(system: System, scenario: Scenario, random: Random) -> Numbers:
    """Return one draw: triangular between low and high where a parameter has both, else its own value."""
    values = {}
    for id, parameter in system.parameters.items():
        if id in scenario.parameters:
            values[id] = float(scenario.parameters[id])
        elif parameter.low is not None and parameter.high is not None and parameter.low < parameter.high:
            values[id] = random.triangular(parameter.low, parameter.high, parameter.value)
        else:
            values[id] = float(parameter.value)
    return _checked(values)


def _checked(values: dict[str, float]) -> Numbers:
    for id, value in values.items():
        if (way_out := too_small(id, value)) is not None:
            raise RecoveryError(f"parameters.{id}: {value:g} is too small. {way_out}")
    return Numbers(values)


def _not_negative(number: float, where: str) -> float:
    if not 0 <= number < inf:
        raise RecoveryError(f"{where}: {number!r} is no finite number of 0 or more.")
    return number
