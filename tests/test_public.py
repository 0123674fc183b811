"""What the package promises by name, and what importing it does not cost."""

import subprocess
import sys

import pytest

import kakao_whatif

PUBLIC = [
    "Case",
    "Conditions",
    "Impact",
    "LimitError",
    "ModelError",
    "Problem",
    "RecoveryError",
    "RestartDeadlocks",
    "Scenario",
    "ScenarioError",
    "Status",
    "System",
    "UnknownIdError",
    "WhatIfError",
    "blast_radius",
    "case_ids",
    "dependents",
    "load_case",
    "propagate",
    "read_system",
    "restart_deadlocks",
    "to_networkx",
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


@pytest.mark.parametrize(
    "work", ["pass", "k.propagate(k.load_case('kakao-2022'), k.Scenario({'pangyo'})).explain('tistory')"]
)
def test_importing_and_asking_loads_nothing_heavy(work):
    code = f"import sys, kakao_whatif as k; {work}; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.strip() == "[]"
