"""What if: which services go dark, why, when they come back, and what would have saved them.

>>> from kakao_whatif import Scenario, load_case, propagate
>>> kakao = load_case("kakao-2022")
>>> night = propagate(kakao, Scenario({"pangyo"}))
>>> night.status["tistory"]
<Status.DARK: 3>
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kakao_whatif.cases import Case, case_ids, load_case
from kakao_whatif.errors import (
    LimitError,
    ModelError,
    Problem,
    RecoveryError,
    ScenarioError,
    UnknownIdError,
    WhatIfError,
)
from kakao_whatif.files.read import read_system
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.propagation.blast_radius import blast_radius
from kakao_whatif.propagation.dependents import dependents
from kakao_whatif.propagation.graph import to_networkx
from kakao_whatif.propagation.impact import Conditions, Impact, propagate
from kakao_whatif.propagation.restart import RestartDeadlocks, restart_deadlocks

if TYPE_CHECKING:
    from kakao_whatif.analysis.backtest import Score, backtest
    from kakao_whatif.analysis.frontier import frontier
    from kakao_whatif.analysis.frontier_points import Frontier
    from kakao_whatif.analysis.minimal_mitigations import minimal_mitigations
    from kakao_whatif.analysis.mitigation_sets import MinimalMitigations
    from kakao_whatif.analysis.proof import Proof, check_proof
    from kakao_whatif.analysis.targets import BackWithin, NotWorse, SurvivesAnySite
    from kakao_whatif.recovery.simulate import simulate_recovery
    from kakao_whatif.recovery.timeline import NEVER, Timeline, Wait

__all__ = [
    "NEVER",
    "BackWithin",
    "Case",
    "Conditions",
    "Frontier",
    "Impact",
    "LimitError",
    "MinimalMitigations",
    "ModelError",
    "NotWorse",
    "Problem",
    "Proof",
    "RecoveryError",
    "RestartDeadlocks",
    "Scenario",
    "ScenarioError",
    "Score",
    "Status",
    "SurvivesAnySite",
    "System",
    "Timeline",
    "UnknownIdError",
    "Wait",
    "WhatIfError",
    "backtest",
    "blast_radius",
    "case_ids",
    "check_proof",
    "dependents",
    "frontier",
    "load_case",
    "minimal_mitigations",
    "propagate",
    "read_system",
    "restart_deadlocks",
    "simulate_recovery",
    "to_networkx",
]
__version__ = "0.1.0.dev0"

#: What is imported when it is first asked for: a page that asks only "which" opens without the clock.
_LATER = {
    "NEVER": "kakao_whatif.recovery.timeline",
    "BackWithin": "kakao_whatif.analysis.targets",
    "Frontier": "kakao_whatif.analysis.frontier_points",
    "MinimalMitigations": "kakao_whatif.analysis.mitigation_sets",
    "NotWorse": "kakao_whatif.analysis.targets",
    "Proof": "kakao_whatif.analysis.proof",
    "Score": "kakao_whatif.analysis.backtest",
    "SurvivesAnySite": "kakao_whatif.analysis.targets",
    "Timeline": "kakao_whatif.recovery.timeline",
    "Wait": "kakao_whatif.recovery.timeline",
    "backtest": "kakao_whatif.analysis.backtest",
    "check_proof": "kakao_whatif.analysis.proof",
    "frontier": "kakao_whatif.analysis.frontier",
    "minimal_mitigations": "kakao_whatif.analysis.minimal_mitigations",
    "simulate_recovery": "kakao_whatif.recovery.simulate",
}


def __getattr__(name: str) -> Any:
    """Import a name of recovery or analysis now that it is wanted."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_LATER[name]), name)
    return found
