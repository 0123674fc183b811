"""The front page at every size, and the way of a scenario through an address and back, in a browser."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from kakao_whatif.cases import case_ids
from kakao_whatif.views.link import read_link, write_link
from tests.browser.explorer import CASE, Open
from tests.browser.test_blackout_sizes import SIDEWAYS
from tests.browser.test_story import CUT
from tests.handout.vectors import scenarios_of

SIZES = ((390, 844), (1280, 800), (1920, 1080))
PARTS = (
    "h1",
    ".kw-front :is(p, h3, footer, nav)",
    ".kw-card h2",
    ".kw-card .kw-words > span",
    ".kw-card .kw-figures",
    ".kw-begin a",
)
#: Random scenarios, every second one with a number of its own.
LINKS = [
    write_link(CASE, replace(scenario, parameters={"crews": 7.0} if at % 2 else {}))
    for at, scenario in enumerate([*scenarios_of(CASE, 200, 2022)][-10:])
]


@pytest.mark.parametrize("case", case_ids())
@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_word_is_cut_and_nothing_runs_off_the_page(
    new_page: Callable[..., Page], visit: Callable[..., Page], language: str, case: str
) -> None:
    page = visit(new_page(), "index.ipynb", f"case={case}&lang={language}")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(SIDEWAYS) <= 0, width
        for part in PARTS:
            assert page.evaluate(CUT, part) == [], (width, part)


@pytest.mark.slow
@pytest.mark.parametrize("link", LINKS)
def test_what_a_link_asks_is_what_the_address_of_its_page_says(open_explorer: Open, link: str) -> None:
    asked = read_link(link, CASE).scenario
    explorer = open_explorer(link[1:])
    explorer.shows(asked)
    assert read_link(urlsplit(explorer.page.url).query, CASE).scenario == asked
