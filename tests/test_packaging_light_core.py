"""The core is plain Python: importing it loads nothing that slows a page down or ties it to Jupyter."""

import json
import subprocess
import sys

import pytest

from tests.patience import SECONDS

HEAVY = [
    "IPython", "anywidget", "ipywidgets", "matplotlib", "networkx", "numba", "numpy", "pandas", "scipy", "traitlets",
]  # fmt: skip

CORE = [
    "kakao_whatif",
    "kakao_whatif.cases",
    "kakao_whatif.cli",
    "kakao_whatif.errors",
    "kakao_whatif.files.read",
    "kakao_whatif.model.system",
    "kakao_whatif.propagation.graph",
    "kakao_whatif.propagation.impact",
    "kakao_whatif.text.catalogue",
    "kakao_whatif.views.page",
]


def loaded_by(code: str) -> set[str]:
    """Return the top-level modules that are there after some code has run in a fresh Python."""
    program = (
        f"{code}\nimport json, sys\nprint(json.dumps(sorted(name.split('.')[0] for name in sys.modules)))"
    )
    command = [sys.executable, "-c", program]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=SECONDS)
    return set(json.loads(ran.stdout.splitlines()[-1]))


@pytest.mark.parametrize("module", CORE)
def test_importing_the_core_loads_nothing_heavy(module: str) -> None:
    assert loaded_by(f"import {module}") & set(HEAVY) == set()


def test_answering_loads_nothing_heavy() -> None:
    code = (
        "from kakao_whatif import Scenario, load_case, propagate\n"
        "impact = propagate(load_case('kakao-2022'), Scenario(frozenset({'pangyo'})))\n"
        "str(impact.explain('tistory'))"
    )
    assert loaded_by(code) & set(HEAVY) == set()
