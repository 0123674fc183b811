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
from kakao_whatif.version import __version__ as __version__

if TYPE_CHECKING:
    from kakao_whatif.analysis.backtest import Score, backtest
    from kakao_whatif.analysis.concentration import Concentration, concentration
    from kakao_whatif.analysis.contingencies import Contingencies, Contingency, contingencies
    from kakao_whatif.analysis.cut_set_family import CutSets, PartialCutSets
    from kakao_whatif.analysis.cut_sets import minimal_cut_sets
    from kakao_whatif.analysis.fault_tree import write_fault_tree
    from kakao_whatif.analysis.frontier import frontier
    from kakao_whatif.analysis.frontier_points import Frontier
    from kakao_whatif.analysis.impact_matrix import ImpactMatrix, impact_matrix
    from kakao_whatif.analysis.importance import Importance, Measures, importance
    from kakao_whatif.analysis.minimal_mitigations import minimal_mitigations
    from kakao_whatif.analysis.mitigation_sets import MinimalMitigations
    from kakao_whatif.analysis.proof import Proof, check_proof
    from kakao_whatif.analysis.single_points import single_points
    from kakao_whatif.analysis.sweep import Estimate, Sweep, sweep
    from kakao_whatif.analysis.targets import BackWithin, NotWorse, SurvivesAnySite
    from kakao_whatif.files.openpsa import FaultTree, read_fault_tree
    from kakao_whatif.handout.page import HandoutPage, handout_page
    from kakao_whatif.recovery.simulate import simulate_recovery
    from kakao_whatif.recovery.timeline import NEVER, Timeline, Wait
    from kakao_whatif.report.contents import build_report
    from kakao_whatif.report.document import Report
    from kakao_whatif.report.writing import write_report

__all__ = [
    "NEVER",
    "BackWithin",
    "Case",
    "Concentration",
    "Conditions",
    "Contingencies",
    "Contingency",
    "CutSets",
    "Estimate",
    "FaultTree",
    "Frontier",
    "HandoutPage",
    "Impact",
    "ImpactMatrix",
    "Importance",
    "LimitError",
    "Measures",
    "MinimalMitigations",
    "ModelError",
    "NotWorse",
    "PartialCutSets",
    "Problem",
    "Proof",
    "RecoveryError",
    "Report",
    "RestartDeadlocks",
    "Scenario",
    "ScenarioError",
    "Score",
    "Status",
    "SurvivesAnySite",
    "Sweep",
    "System",
    "Timeline",
    "UnknownIdError",
    "Wait",
    "WhatIfError",
    "backtest",
    "blast_radius",
    "build_report",
    "case_ids",
    "check_proof",
    "concentration",
    "contingencies",
    "dependents",
    "frontier",
    "handout_page",
    "impact_matrix",
    "importance",
    "load_case",
    "minimal_cut_sets",
    "minimal_mitigations",
    "propagate",
    "read_fault_tree",
    "read_system",
    "restart_deadlocks",
    "simulate_recovery",
    "single_points",
    "sweep",
    "to_networkx",
    "write_fault_tree",
    "write_report",
]

#: What is imported when it is first asked for: a page that asks only "which" opens without the clock.
_LATER = {
    "Concentration": "kakao_whatif.analysis.concentration",
    "Contingencies": "kakao_whatif.analysis.contingencies",
    "Contingency": "kakao_whatif.analysis.contingencies",
    "Estimate": "kakao_whatif.analysis.sweep",
    "ImpactMatrix": "kakao_whatif.analysis.impact_matrix",
    "NEVER": "kakao_whatif.recovery.timeline",
    "BackWithin": "kakao_whatif.analysis.targets",
    "CutSets": "kakao_whatif.analysis.cut_set_family",
    "FaultTree": "kakao_whatif.files.openpsa",
    "Frontier": "kakao_whatif.analysis.frontier_points",
    "HandoutPage": "kakao_whatif.handout.page",
    "Importance": "kakao_whatif.analysis.importance",
    "Measures": "kakao_whatif.analysis.importance",
    "PartialCutSets": "kakao_whatif.analysis.cut_set_family",
    "Score": "kakao_whatif.analysis.backtest",
    "Sweep": "kakao_whatif.analysis.sweep",
    "Timeline": "kakao_whatif.recovery.timeline",
    "Wait": "kakao_whatif.recovery.timeline",
    "backtest": "kakao_whatif.analysis.backtest",
    "concentration": "kakao_whatif.analysis.concentration",
    "contingencies": "kakao_whatif.analysis.contingencies",
    "handout_page": "kakao_whatif.handout.page",
    "impact_matrix": "kakao_whatif.analysis.impact_matrix",
    "MinimalMitigations": "kakao_whatif.analysis.mitigation_sets",
    "NotWorse": "kakao_whatif.analysis.targets",
    "Proof": "kakao_whatif.analysis.proof",
    "SurvivesAnySite": "kakao_whatif.analysis.targets",
    "check_proof": "kakao_whatif.analysis.proof",
    "frontier": "kakao_whatif.analysis.frontier",
    "importance": "kakao_whatif.analysis.importance",
    "minimal_cut_sets": "kakao_whatif.analysis.cut_sets",
    "minimal_mitigations": "kakao_whatif.analysis.minimal_mitigations",
    "read_fault_tree": "kakao_whatif.files.openpsa",
    "simulate_recovery": "kakao_whatif.recovery.simulate",
    "sweep": "kakao_whatif.analysis.sweep",
    "single_points": "kakao_whatif.analysis.single_points",
    "write_fault_tree": "kakao_whatif.analysis.fault_tree",
    "Report": "kakao_whatif.report.document",
    "build_report": "kakao_whatif.report.contents",
    "write_report": "kakao_whatif.report.writing",
}


def __getattr__(name: str) -> Any:
    """Import a name of recovery or analysis now that it is wanted."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_LATER[name]), name)
    return found
