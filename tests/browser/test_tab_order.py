"""Every control of every page can be reached with the tab key, part after part, from the header on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.test_handout_page import html_of

MOST_TABS = 260
#: Each page with what its link asks for.
PAGES = {
    "index": "lose=pangyo",
    "blackout": "lose=pangyo&view=tistory",
    "recovery": "lose=pangyo&at=17h",
    "had-kakao": "lose=pangyo&keep=tistory",
    "compare": "lose=pangyo&b=lose=anyang",
    "story": "beat=cut",
}

#: Twenty frames without a change of the page's height, after a new width: everything stands where it will.
DRAWN = """() => new Promise((done) => {
    let [last, same] = [-1, 0];
    const look = () => {
        const height = document.documentElement.scrollHeight;
        same = height === last ? same + 1 : 0;
        last = height;
        same < 20 ? requestAnimationFrame(look) : done(true);
    };
    look();
})"""

#: Numbers every control that can be seen and used. What is no stop itself is reached by arrows from one of its group.
NUMBER = """() => {
    const GROUPS = "[role=radiogroup], [role=group], [role=listbox], [role=grid], table";
    const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']");
    const isUsable = (node) => node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length
        && !node.disabled && !node.closest("[inert]") && !node.closest(".kw-skip");
    const groups = [...document.querySelectorAll(GROUPS)];
    return [...all].filter(isUsable).map((node, at) => {
        node.kwNumber = at;
        const group = groups.indexOf(node.parentElement.closest(GROUPS));
        const kind = `${node.closest("[class*=kw-area]")?.className} ${node.classList[0]}`;
        return { at, said: node.outerHTML.slice(0, 160), isStop: node.tabIndex >= 0, groups: [group, kind] };
    });
}"""

#: The next tab leads to the first control: it goes on from what had the focus last, even if that has lost it.
FROM_THE_TOP = """() => {
    document.body.setAttribute("tabindex", "-1");
    document.body.focus();
    document.body.removeAttribute("tabindex");
    scrollTo(0, 0);
}"""

#: The control that has the focus: its number, and the part of the page it stands in.
FOCUSED = """() => {
    const node = document.activeElement;
    const part = node.closest("header, [class*='kw-area-'], .kw-side, aside");
    const area = part && ([...part.classList].find((name) => name.startsWith("kw-area-")) ?? part.localName);
    const isOut = node === document.body;
    const said = node.outerHTML.slice(0, 160);
    return { at: isOut ? -1 : node.kwNumber ?? null, area: area ?? null, tabIndex: node.tabIndex, said };
}"""


def walk(page: Page) -> list[dict[str, Any]]:
    """Press the tab key from the top until the focus comes round or leaves the page; return where it was."""
    page.evaluate(FROM_THE_TOP)
    stops: list[dict[str, Any]] = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["at"] == -1 or (stop["at"] is not None and stop["at"] in {each["at"] for each in stops}):
            return stops
        stops.append(stop)
    pytest.fail(f"{MOST_TABS} tabs do not lead round the page: {stops[-3:]}")


def held(page: Page) -> None:
    """Hold that the key reaches every control, in the order of the page, and no part twice."""
    controls = page.evaluate(NUMBER)
    stops = [stop for stop in walk(page) if stop["at"] is not None]
    reached = {stop["at"] for stop in stops}
    by_arrows = {group for each in controls if each["at"] in reached for group in each["groups"]} - {-1}
    missed = [
        each["said"]
        for each in controls
        if each["at"] not in reached and (each["isStop"] or not by_arrows.intersection(each["groups"]))
    ]
    assert missed == []
    assert all(stop["tabIndex"] == 0 for stop in stops)  # a number of one's own breaks the order of the page
    numbers = [stop["at"] for stop in stops]
    assert numbers == sorted(numbers)
    areas = [
        stop["area"] for at, stop in enumerate(stops) if at == 0 or stops[at - 1]["area"] != stop["area"]
    ]
    assert len(areas) == len(set(areas)), areas


@pytest.mark.parametrize("dashboard", PAGES)
def test_every_control_is_a_stop_of_the_tab_key_in_the_order_of_the_page(
    new_page: Callable[..., Page], visit: Callable[..., Page], dashboard: str
) -> None:
    page = visit(new_page(locale="en-US", reduced_motion="reduce"), f"{dashboard}.ipynb", PAGES[dashboard])
    for width, height in ((1280, 800), (390, 844), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(DRAWN)  # what moves to another place loses the focus on its way
        held(page)


def test_so_it_is_on_the_page_without_a_server(new_page: Callable[..., Page], tmp_path: Path) -> None:
    file = tmp_path / "handout.html"
    file.write_text(html_of("kakao-2022"), encoding="utf-8")
    page = new_page(locale="en-US", reduced_motion="reduce")
    page.goto(f"{file.as_uri()}?lose=pangyo&view=tistory")
    page.wait_for_selector(".kw-why li")
    held(page)
