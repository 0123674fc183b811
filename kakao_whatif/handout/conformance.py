"""What the engine says of scenarios, for whoever evaluates the same data elsewhere: the page does.

The two must agree in every service of every scenario; a test runs the page's evaluator on ten thousand.
"""

from collections.abc import Iterable
from typing import Any

from kakao_whatif.errors import ScenarioError
from kakao_whatif.handout.model import model_data
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.propagation.impact import propagate

Row = dict[str, Any]


def conformance(system: System, scenarios: Iterable[Scenario]) -> Row:
    """Return a system as the page has it, and what is true of each scenario.

    *A vector holds a scenario and what it does*: the status of every service as one digit each (0 UP, 1 DEGRADED,
    2 LOCKED, 3 DARK) in the order of the system, which services lost their sign-in, which standbys sleep, and which
    changes come to nothing; or that it is refused.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> vector = conformance(two_sites(), [Scenario({"pangyo"})])["vectors"][0]
    >>> vector["losses"], vector["expected"]["status"], vector["expected"]["asleep"]
    (['pangyo'], '32330', ['chat'])
    """
    return {"model": model_data(system), "vectors": [_vector(system, scenario) for scenario in scenarios]}


def _vector(system: System, scenario: Scenario) -> Row:
    asked = {"losses": sorted(scenario.losses), "mitigations": sorted(scenario.mitigations)}
    return {**asked, "readings": sorted(scenario.readings), "expected": _expected(system, scenario)}


def _expected(system: System, scenario: Scenario) -> Row:
    try:
        impact = propagate(system, scenario)
    except ScenarioError:
        return {"refused": True}
    return {
        "ids": list(impact.status),
        "status": "".join(str(int(status)) for status in impact.status.values()),
        "sign_in_lost": sorted(impact.sign_in_lost),
        "asleep": sorted(impact.settled.asleep),
        "idle": [list(each) for each in impact.system.idle],
    }
