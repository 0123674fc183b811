"""The same notebook in JupyterLab: it works there, and Lab keeps its own address and keys."""

import re

from playwright.sync_api import Page, expect

from kakao_whatif.model.scenario import Scenario
from tests.browser.conftest import Server
from tests.browser.explorer import DEFAULT, Explorer

PATH = "lab/tree/notebooks/blackout.ipynb"


def test_the_dashboard_works_in_jupyterlab(page: Page, lab: Server) -> None:
    page.set_viewport_size({"width": 1600, "height": 900})
    page.goto(lab.address + PATH)
    cell = page.locator(".jp-CodeCell").first
    cell.click()
    expect(cell).to_have_class(re.compile("jp-mod-active"))
    # Lab forgets what is run before its kernel is there.
    expect(page.get_by_text(re.compile(r"\| Idle$"))).to_be_visible()
    page.click("[data-command='notebook:run-cell-and-select-next']")
    page.wait_for_selector(".kw-switches[data-seq]")
    explorer = Explorer(page)
    explorer.shows(DEFAULT)
    explorer.lose("pangyo")
    explorer.shows(Scenario())
    explorer.select("tistory")
    assert explorer.selected == "tistory"
    # Single keys are commands of Lab; on our controls they are ours.
    cells = page.locator(".jp-Cell").count()
    page.keyboard.press("a")
    explorer.press("Control+z")
    explorer.shows(DEFAULT)
    assert page.locator(".jp-Cell").count() == cells
    # The link can be copied from the dashboard; Lab's own address stays.
    assert page.url == lab.address + PATH
    expect(explorer.find(".kw-home")).to_be_hidden()
    expect(page.locator(".kw-error:visible")).to_have_count(0)
