"""The notebooks: they carry no outputs and say little themselves. That each runs, nbmake tests."""

import ast
import json
from pathlib import Path
from typing import Any

import nbformat
import pytest

import kakao_whatif

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
STORIES = {"tour.ipynb"}
DASHBOARDS = [path for path in NOTEBOOKS if path.name not in STORIES]


def cells(path: Path, kind: str) -> list[dict[str, Any]]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def named(path: Path) -> str:
    return path.name


def test_there_are_the_notebooks_that_the_readme_speaks_of() -> None:
    assert {"index.ipynb", "blackout.ipynb", "tour.ipynb"} <= {path.name for path in NOTEBOOKS}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_no_outputs_are_stored(path: Path) -> None:
    for cell in cells(path, "code"):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_the_file_is_a_valid_notebook_with_stable_cell_ids(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("path", DASHBOARDS, ids=named)
def test_a_dashboard_is_one_markdown_cell_and_one_line(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert [cell["cell_type"] for cell in notebook["cells"]] == ["markdown", "code"]
    assert len(source(notebook["cells"][1]).splitlines()) == 1
    assert source(notebook["cells"][1]).startswith("from kakao_whatif.dashboards import ")


@pytest.mark.parametrize("path", [FOLDER / name for name in sorted(STORIES)], ids=named)
def test_a_story_imports_public_names_only(path: Path) -> None:
    imported = {
        name.name
        for cell in cells(path, "code")
        for node in ast.walk(ast.parse(source(cell)))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kakao_whatif")
        for name in node.names
    }
    modules = {
        node.module
        for cell in cells(path, "code")
        for node in ast.walk(ast.parse(source(cell)))
        if isinstance(node, ast.ImportFrom)
    }
    assert imported
    assert imported <= set(kakao_whatif.__all__)
    assert modules <= {"kakao_whatif", "collections"}


def test_the_story_tells_in_both_languages_what_the_case_says() -> None:
    words = "".join(source(cell) for cell in cells(FOLDER / "tour.ipynb", "markdown"))
    assert "simulation on a model" in words
    assert "시뮬레이션" in words
    assert "!" not in words
