"""What README and its sisters say is so: examples run, links lead somewhere, commands exist."""

import contextlib
import io
import re
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner

from kakao_whatif.cli import main
from kakao_whatif.cli.explore import explore

ROOT = Path(__file__).parent.parent
DECISIONS = ROOT / "docs" / "decisions"
PAGES = [
    ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
]
DEPLOY = ROOT / "docs" / "deploy.md"
PAGES += [*sorted((ROOT / "docs").glob("*.md")), *sorted(DECISIONS.glob("*.md"))]


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL)


def named(page: Path) -> str:
    return page.name


def test_the_python_example_prints_what_the_readme_says() -> None:
    code, said = blocks(ROOT / "README.md", "python")[0], blocks(ROOT / "README.md", "text")[0]
    assert len([line for line in code.splitlines() if line]) <= 5
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(code, {})
    assert printed.getvalue() == said


def commands() -> list[list[str]]:
    lines = [line for block in blocks(ROOT / "README.md", "sh") for line in block.splitlines()]
    return [line.split("#")[0].split()[1:] for line in lines if line.startswith("kakao-whatif")]


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_a_command_of_the_readme_works(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("my-system.yaml").write_text(
        "domains: [{id: east}]\nservices: [{id: shop, replicas: [{in: east, role: active}]}]\n",
        encoding="utf-8",
    )
    watched = "--fail-if-dark" in command
    assert CliRunner().invoke(main, command).exit_code == (1 if watched else 0)


def test_every_command_is_in_the_readme_or_behind_make() -> None:
    told = {command[0] for command in commands()} | {"explore"}
    assert set(main.list_commands(Context(main))) - told <= {"schema"}
    assert "kakao-whatif schema" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_to_files_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_index_lists_every_decision() -> None:
    listed = re.findall(
        r"^- \[(.+?)\]\((.+?)\)", (DECISIONS / "README.md").read_text("utf-8"), flags=re.MULTILINE
    )
    assert [name for name, _ in listed] == sorted(
        page.name for page in DECISIONS.glob("*.md") if page.name != "README.md"
    )
    assert all(name == target for name, target in listed)


def test_folders_and_files_that_the_architecture_names_are_there() -> None:
    words = re.findall(
        r"`([a-z_0-9]+/[a-z_0-9/]*(?:\.(?:py|yaml|toml|csv))?)`",
        (ROOT / "ARCHITECTURE.md").read_text("utf-8"),
    )
    assert len(words) > 10
    for word in set(words):
        assert (ROOT / word).exists() or (ROOT / "kakao_whatif" / word).exists(), word


def test_make_targets_that_the_documents_name_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    for target in set(re.findall(r"(?:^|`)make ([a-z]+)", text, flags=re.MULTILINE)):
        assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE), target


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_tone_is_calm(page: Path) -> None:
    prose = (
        re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        .replace("[![", "")
        .replace("![", "")
    )
    assert "!" not in prose


def test_options_of_the_page_about_serving_are_there() -> None:
    told = [line for line in DEPLOY.read_text("utf-8").splitlines() if "kakao-whatif explore" in line]
    options = {word for line in told for word in re.findall(r"--[a-z-]+", line)}
    known = {name for option in explore.params for name in option.opts}
    assert {"--places", "--base-url"} <= options <= known


def test_the_proxy_of_the_page_about_serving_stands_before_the_server_of_that_page() -> None:
    text = DEPLOY.read_text("utf-8")
    unit, proxy = blocks(DEPLOY, "ini")[0], blocks(DEPLOY, "nginx")[0]
    (port,) = re.findall(r"--port (\d+)", unit)
    (path,) = re.findall(r"--base-url (\S+)", unit)
    assert f"proxy_pass http://127.0.0.1:{port};" in proxy
    assert f"location {path} {{" in proxy
    assert f"--publish 127.0.0.1:{port}:{port}" in text


def test_files_that_the_page_about_serving_names_are_there() -> None:
    named_files = set(re.findall(r"binder/[\w.]+", DEPLOY.read_text("utf-8")))
    assert len(named_files) >= 3
    assert all((ROOT / name).is_file() for name in named_files)


def test_both_binder_badges_are_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "HEAD?urlpath=voila/render/notebooks/blackout.ipynb" in text
    assert "HEAD?urlpath=lab/tree/notebooks/tour.ipynb" in text
