"""The modules of the talk are held to the rules of all modules."""

import re
from pathlib import Path

import pytest

from kakao_whatif.widgets.assets import STORY_VIEWS, module_text, page_script, page_style
from tests.widgets.test_assets import code

FOLDER = Path(__file__).parents[2] / "kakao_whatif" / "widgets"
OWN = ("stage", "deck")


@pytest.mark.parametrize("view", OWN)
def test_a_module_imports_nothing_asks_nobody_and_writes_text_as_text(view: str) -> None:
    text = code(view)
    assert not re.search(r"^\s*import\b|\bimport\(", text, flags=re.MULTILINE)
    assert len(re.findall(r"^export default \{ render", text, flags=re.MULTILINE)) == 1
    assert not re.search(r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon", text)
    assert set(re.findall(r"https?://[^\s\"'`)]+", module_text(view))) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", text)
    assert not re.search(r"[\uac00-\ud7a3]", text)


def test_the_page_has_the_code_and_the_rules_of_each_of_its_views_once() -> None:
    script, sheet = page_script(STORY_VIEWS), page_style(STORY_VIEWS)
    for name in ("pictures", "stage_rows", "speaker", *STORY_VIEWS):
        own = (FOLDER / f"{name}.js").read_text("utf-8").partition("\nexport default")[0]
        assert script.count(own) == 1
    for view in STORY_VIEWS:
        assert sheet.count((FOLDER / f"{view}.css").read_text("utf-8")) == 1
    assert sheet.endswith((FOLDER / "story.css").read_text("utf-8"))
    assert not re.search("</script|<!--", script, flags=re.IGNORECASE)


def test_other_dashboards_carry_nothing_of_this_one() -> None:
    assert "kw-stage" not in page_script()
    assert "kw-stage" not in page_style()


def test_a_style_sheet_asks_no_other_host() -> None:
    loaded = re.findall(r"url\(\s*[\"']?([^\"')]{0,12})", page_style(STORY_VIEWS))
    assert all(address.startswith("data:") for address in loaded)
