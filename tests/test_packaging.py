"""What is in the package, and what it says about itself."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Build the wheel as `pip install .` does."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--quiet",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    built = subprocess.run(command, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def in_repository(*patterns: str) -> set[str]:
    """Return the files of the package that match, as they are named in the wheel."""
    found = (path for pattern in patterns for path in (ROOT / "kakao_whatif").rglob(pattern))
    return {path.relative_to(ROOT).as_posix() for path in found if "__pycache__" not in path.parts}


@pytest.mark.slow
def test_the_wheel_holds_every_file_that_the_package_reads(wheel: zipfile.ZipFile) -> None:
    kinds = ("*.py", "*.toml", "*.yaml", "*.csv", "*.json", "*.js", "*.css", "*.j2", "*.html", "py.typed")
    wanted = in_repository(*kinds)
    assert "kakao_whatif/cases/kakao_2022/case.yaml" in wanted
    assert wanted <= set(wheel.namelist())


@pytest.mark.slow
def test_the_wheel_holds_the_notebooks_and_nothing_of_the_tests(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    assert {f"kakao_whatif/notebooks/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")} <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"kakao_whatif"}


@pytest.mark.slow
def test_the_wheel_carries_its_licence_and_its_command(wheel: zipfile.ZipFile) -> None:
    told = {name.split("/", 1)[1]: name for name in wheel.namelist() if ".dist-info/" in name}
    assert "BSD 3-Clause" in wheel.read(told["licenses/LICENSE"]).decode("utf-8")
    assert "kakao-whatif = kakao_whatif.cli:main" in wheel.read(told["entry_points.txt"]).decode("utf-8")


def test_each_requirement_is_justified_in_one_line() -> None:
    page = (ROOT / "docs" / "decisions" / "dependencies.md").read_text("utf-8")
    justified = re.findall(r"^- \*\*(.+?)\*\*: .+$", page, re.MULTILINE)
    required = [re.split(r"[<>=!~ ]", line)[0] for line in PROJECT["dependencies"]]
    assert sorted(justified, key=str.lower) == sorted(required, key=str.lower)


def test_the_command_says_what_it_can_do() -> None:
    command = [sys.executable, "-c", "from kakao_whatif.cli import main; main()", "--help"]
    shown = subprocess.run(command, capture_output=True, text=True)
    assert shown.returncode == 0, shown.stderr
    assert "explore" in shown.stdout


@pytest.mark.parametrize("path", [".ci/run", "binder/postBuild"])
def test_scripts_can_be_run(path: str) -> None:
    assert (ROOT / path).stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(ROOT / path)], check=True)
