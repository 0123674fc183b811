"""The suite itself ends, whatever happens to a test."""

import subprocess
import sys
from pathlib import Path

from tests.patience import SECONDS

ROOT = Path(__file__).parent.parent

DEADLY = """
import os

import pytest


@pytest.mark.xdist_group("deadly")
@pytest.mark.parametrize("number", range(4))
def test_deadly(number):
    if number == 1:
        os._exit(3)


@pytest.mark.parametrize("number", range(20))
def test_harmless(number):
    pass
"""


def test_a_worker_that_dies_ends_the_run_and_is_named(tmp_path: Path) -> None:
    (tmp_path / "test_deadly.py").write_text(DEADLY, "utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        f"--config-file={ROOT / 'pyproject.toml'}",
        "-p",
        "no:cacheprovider",
    ]
    command += ["--numprocesses=2", "--dist=loadgroup", str(tmp_path)]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=SECONDS)
    assert run.returncode == 1
    assert "crashed while running" in run.stdout
    assert "test_deadly[1]" in run.stdout
