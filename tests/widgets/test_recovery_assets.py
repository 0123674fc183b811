"""The modules of the recovery dashboard are held to the rules of all modules, and its patterns to those of `waits`."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kakao_whatif.views.waits import LOOKS
from kakao_whatif.widgets.assets import (
    RECOVERY_VIEWS,
    VIEWS,
    module_text,
    page_script,
    page_style,
    view_style,
)
from tests.widgets.test_assets import code

FOLDER = Path(__file__).parents[2] / "kakao_whatif" / "widgets"
OWN = [view for view in RECOVERY_VIEWS if view not in VIEWS]


@pytest.mark.parametrize("view", OWN)
def test_a_module_imports_nothing_asks_nobody_and_writes_text_as_text(view: str) -> None:
    text = code(view)
    assert not re.search(r"^\s*import\b|\bimport\(", text, flags=re.MULTILINE)
    assert len(re.findall(r"^export default \{ render", text, flags=re.MULTILINE)) == 1
    assert not re.search(r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|https?://", text)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", text)
    assert not re.search(r"[\uac00-\ud7a3]", text)


@pytest.mark.parametrize("view", OWN)
@pytest.mark.skipif(shutil.which("node") is None, reason="no node here; the browser tests load every module")
def test_a_module_can_be_parsed(view: str, tmp_path: Path) -> None:
    file = tmp_path / f"{view}.mjs"
    file.write_text(module_text(view), "utf-8")
    done = subprocess.run(["node", "--check", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_page_has_the_code_and_the_rules_of_each_of_its_views_once() -> None:
    script, sheet = page_script(RECOVERY_VIEWS), page_style(RECOVERY_VIEWS)
    for view in RECOVERY_VIEWS:
        own = (FOLDER / f"{view}.js").read_text("utf-8").partition("\nexport default")[0]
        assert script.count(own) == 1
        assert sheet.count((FOLDER / f"{view}.css").read_text("utf-8")) == 1
    assert sheet.endswith((FOLDER / "recovery.css").read_text("utf-8"))
    assert not re.search("</script|<!--", script, flags=re.IGNORECASE)


def test_the_first_dashboard_carries_nothing_of_this_one() -> None:
    assert "kw-ribbon" not in page_script()
    assert "kw-ribbon" not in page_style()


def test_a_style_sheet_asks_no_other_host() -> None:
    loaded = re.findall(r"url\(\s*[\"']?([^\"')]{0,12})", page_style(RECOVERY_VIEWS))
    assert all(address.startswith("data:") for address in loaded)


@pytest.mark.parametrize("want", LOOKS)
def test_every_wait_has_its_pattern_in_the_style_sheet(want: str) -> None:
    sheet = view_style("ribbons")
    rule = re.search(rf'\[data-w="{want}"\] \{{(.*?)\}}', sheet)
    assert rule is not None
    for part in ("f", "t") if want == "power" else ("f", "l", "t"):
        assert f"var(--kw-w-{want}-{part})" in rule[1]


def test_no_two_waits_are_drawn_alike() -> None:
    rules = re.findall(r'\[data-w="[a-z-]+"\] \{.*?--f: (.*?); \}', view_style("ribbons"))
    assert len(set(rules)) == len(rules) == len(LOOKS)
