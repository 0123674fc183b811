"""What the package promises by name, and what importing it does not cost."""

import subprocess
import sys

import pytest

import kakao_whatif

PUBLIC = [
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
HEAVY = [
    "ipywidgets",
    "anywidget",
    "traitlets",
    "IPython",
    "matplotlib",
    "pandas",
    "networkx",
    "numpy",
    "scipy",
    "numba",
]


def test_these_names_are_public():
    assert kakao_whatif.__all__ == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_there_and_says_what_it_is(name):
    assert getattr(kakao_whatif, name).__doc__


def test_importing_alone_loads_no_layer():
    code = (
        "import sys, kakao_whatif; print([name for name in sys.modules if name.startswith('kakao_whatif.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "['kakao_whatif.version']"


def test_an_editor_completes_every_public_name_before_it_is_imported():
    code = "import kakao_whatif as k; print(set(k.__all__) - set(dir(k)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "set()"


def test_a_name_that_is_not_there_is_refused():
    with pytest.raises(AttributeError, match="no attribute 'simulate'"):
        _ = kakao_whatif.simulate


@pytest.mark.parametrize(
    "work",
    [
        "pass",
        "k.propagate(k.load_case('kakao-2022'), k.Scenario({'pangyo'})).explain('tistory')",
        "k.simulate_recovery(k.load_case('kakao-2022'), k.Scenario({'pangyo'}), samples=2)",
        "k.build_report(k.load_case('kakao-2022'), k.Scenario({'pangyo'}))",
        "k.backtest(k.load_case('kakao-2022'), trials=20)",
        "k.minimal_cut_sets(k.load_case('kakao-2022'), 'tistory').count()",
        "k.importance(k.load_case('kakao-2022'), 'tistory', {'pangyo': 0.01})",
        "k.contingencies(k.load_case('kakao-2022'), 2), k.impact_matrix(k.load_case('kakao-2022'))",
        "k.sweep(k.load_case('kakao-2022'), 10, 0.1), k.concentration(k.load_case('kakao-2022'), orders=2)",
        "k.minimal_mitigations(k.load_case('kakao-2022'), k.Scenario({'pangyo'}), ['tistory'])",
    ],
)
def test_importing_and_asking_loads_nothing_heavy(work):
    code = f"import sys, kakao_whatif as k; {work}; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.strip() == "[]"
