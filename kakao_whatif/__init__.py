"""What if: which services go dark, why, when they come back, and what would have saved them.

>>> from kakao_whatif import Scenario, load_case, propagate
>>> kakao = load_case("kakao-2022")
>>> night = propagate(kakao, Scenario({"pangyo"}))
>>> night.status["tistory"]
<Status.DARK: 3>
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

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
    from kakao_whatif.files.openpsa import FaultTree, read_fault_tree
    from kakao_whatif.files.read import read_system
    from kakao_whatif.handout.page import HandoutPage, handout_page
    from kakao_whatif.model.scenario import Scenario
    from kakao_whatif.model.status import Status
    from kakao_whatif.model.system import System
    from kakao_whatif.propagation.blast_radius import blast_radius
    from kakao_whatif.propagation.dependents import dependents
    from kakao_whatif.propagation.graph import to_networkx
    from kakao_whatif.propagation.impact import Conditions, Impact, propagate
    from kakao_whatif.propagation.restart import RestartDeadlocks, restart_deadlocks
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

#: Where each name stands. It is imported when it is first asked for: help of the command line opens without a model,
#: and a page that asks only "which" without the clock.
_WHERE = {
    "NEVER": "recovery.timeline",
    "BackWithin": "analysis.targets",
    "Case": "cases",
    "Concentration": "analysis.concentration",
    "Conditions": "propagation.impact",
    "Contingencies": "analysis.contingencies",
    "Contingency": "analysis.contingencies",
    "CutSets": "analysis.cut_set_family",
    "Estimate": "analysis.sweep",
    "FaultTree": "files.openpsa",
    "Frontier": "analysis.frontier_points",
    "HandoutPage": "handout.page",
    "Impact": "propagation.impact",
    "ImpactMatrix": "analysis.impact_matrix",
    "Importance": "analysis.importance",
    "LimitError": "errors",
    "Measures": "analysis.importance",
    "MinimalMitigations": "analysis.mitigation_sets",
    "ModelError": "errors",
    "NotWorse": "analysis.targets",
    "PartialCutSets": "analysis.cut_set_family",
    "Problem": "errors",
    "Proof": "analysis.proof",
    "RecoveryError": "errors",
    "Report": "report.document",
    "RestartDeadlocks": "propagation.restart",
    "Scenario": "model.scenario",
    "ScenarioError": "errors",
    "Score": "analysis.backtest",
    "Status": "model.status",
    "SurvivesAnySite": "analysis.targets",
    "Sweep": "analysis.sweep",
    "System": "model.system",
    "Timeline": "recovery.timeline",
    "UnknownIdError": "errors",
    "Wait": "recovery.timeline",
    "WhatIfError": "errors",
    "backtest": "analysis.backtest",
    "blast_radius": "propagation.blast_radius",
    "build_report": "report.contents",
    "case_ids": "cases",
    "check_proof": "analysis.proof",
    "concentration": "analysis.concentration",
    "contingencies": "analysis.contingencies",
    "dependents": "propagation.dependents",
    "frontier": "analysis.frontier",
    "handout_page": "handout.page",
    "impact_matrix": "analysis.impact_matrix",
    "importance": "analysis.importance",
    "load_case": "cases",
    "minimal_cut_sets": "analysis.cut_sets",
    "minimal_mitigations": "analysis.minimal_mitigations",
    "propagate": "propagation.impact",
    "read_fault_tree": "files.openpsa",
    "read_system": "files.read",
    "restart_deadlocks": "propagation.restart",
    "simulate_recovery": "recovery.simulate",
    "single_points": "analysis.single_points",
    "sweep": "analysis.sweep",
    "to_networkx": "propagation.graph",
    "write_fault_tree": "analysis.fault_tree",
    "write_report": "report.writing",
}


def __getattr__(name: str) -> Any:
    """Import a public name now that it is wanted."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    return found


def __dir__() -> list[str]:
    """Return the public names too, so that an editor completes what was not imported yet."""
    return sorted({*globals(), *__all__})
