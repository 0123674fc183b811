"""The modules stand alone: nothing is imported, no other host is asked, no word is written in JavaScript."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kakao_whatif.widgets.assets import VIEWS, module_text, page_script, page_style, view_style


def code(view: str) -> str:
    """A module without its comments."""
    return re.sub(r"/\*[\s\S]*?\*/|^\s*//.*$|\s//\s.*$", "", module_text(view), flags=re.MULTILINE)


@pytest.mark.parametrize("view", VIEWS)
def test_a_module_imports_nothing_and_exports_render(view: str) -> None:
    assert not re.search(r"^\s*import\b|\bimport\(", code(view), flags=re.MULTILINE)
    assert len(re.findall(r"^export default \{ render", code(view), flags=re.MULTILINE)) == 1


@pytest.mark.parametrize("view", VIEWS)
def test_a_module_asks_no_other_host(view: str) -> None:
    addresses = set(re.findall(r"https?://[^\s\"'`)]+", module_text(view)))
    assert addresses <= {"http://www.w3.org/2000/svg"}  # the name of a language, never loaded
    assert not re.search(r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon", code(view))


@pytest.mark.parametrize("view", VIEWS)
def test_no_korean_word_is_written_in_a_module(view: str) -> None:
    assert not re.search(r"[\uac00-\ud7a3]", code(view))


@pytest.mark.parametrize("view", VIEWS)
def test_text_is_written_as_text(view: str) -> None:
    """Rows come from files that anybody may write: none of it may become markup."""
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", code(view))


def test_the_script_of_a_page_has_the_code_of_every_view_once_and_exports_nothing() -> None:
    folder = Path(__file__).parents[2] / "kakao_whatif" / "widgets"
    for name in ("common", "edges", *VIEWS):
        own = (folder / f"{name}.js").read_text("utf-8").partition("\nexport default")[0]
        assert page_script().count(own) == 1
    assert not re.search(r"^\s*(export|import)\b", page_script(), flags=re.MULTILINE)
    assert not re.search("</script|<!--", page_script(), flags=re.IGNORECASE)  # it stands in a page as it is


def test_a_style_sheet_asks_no_other_host() -> None:
    loaded = re.findall(r"url\(\s*[\"']?([^\"')]{0,12})", page_style())
    assert all(address.startswith("data:") for address in loaded)
    assert "@import" not in page_style()


@pytest.mark.parametrize("view", VIEWS)
def test_the_page_has_every_rule_of_every_view_once(view: str) -> None:
    own = (Path(__file__).parents[2] / "kakao_whatif" / "widgets" / f"{view}.css").read_text("utf-8")
    assert page_style().count(own) == 1
    assert view_style(view).endswith(own)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.skipif(shutil.which("node") is None, reason="no node here; the browser tests load every module")
def test_a_module_can_be_parsed(view: str, tmp_path: Path) -> None:
    file = tmp_path / f"{view}.mjs"
    file.write_text(module_text(view), "utf-8")
    done = subprocess.run(["node", "--check", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
