"""The page by keyboard alone, for screen readers, and without motion."""

import re

import pytest
from playwright.sync_api import expect

from kakao_whatif.model.scenario import Scenario
from kakao_whatif.views.order import order_of_cause
from tests.browser.explorer import CASE, DEFAULT, Explorer, Open, impact_of

MOST_TABS = 150

#: Writes down every change of a light, and whether the map ever said that lights were moving.
RECORD = """() => {
    const map = document.querySelector(".kw-building");
    window.seen = { lights: [], moved: false };
    new MutationObserver(changes => {
        for (const change of changes) {
            if (change.target === map) seen.moved ||= map.hasAttribute("data-moving");
            else seen.lights.push([change.target.dataset.id, change.target.dataset.look]);
        }
    }).observe(map, { subtree: true, attributes: true, attributeFilter: ["data-look", "data-moving"] });
}"""


def tab_to(explorer: Explorer, selector: str, key: str = "Tab") -> None:
    """Press Tab until the focus is on something, as somebody without a mouse does."""
    for _ in range(MOST_TABS):
        if explorer.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        explorer.page.keyboard.press(key)
    pytest.fail(f"{MOST_TABS} tabs do not lead to {selector}")


def focused(explorer: Explorer) -> str | None:
    found: str | None = explorer.page.evaluate("document.activeElement.dataset.id ?? null")
    return found


def walk_to(explorer: Explorer, id: str, *keys: str) -> None:
    """Press arrow keys until the focus is on a window or a site."""
    for _ in range(len(CASE.services) + len(CASE.domains)):
        if focused(explorer) == id:
            return
        for key in keys:
            explorer.page.keyboard.press(key)
    pytest.fail(f"{keys} do not lead to {id}")


def test_everything_by_keyboard_alone(open_explorer: Open) -> None:
    explorer = open_explorer("lose=")
    tab_to(explorer, ".kw-ground .kw-site")
    walk_to(explorer, "pangyo", "ArrowRight")
    explorer.press("Space")
    explorer.shows(Scenario({"pangyo"}))
    assert focused(explorer) == "pangyo"  # the next key goes where the last one went
    explorer.press("Control+z")
    explorer.shows(Scenario())
    explorer.press("Control+Shift+z")
    explorer.shows(Scenario({"pangyo"}))
    walk_to(explorer, "failover-control", "ArrowLeft")
    explorer.press("Enter")
    assert explorer.selected == "failover-control"
    explorer.press("Escape")
    assert explorer.selected is None


def test_a_switch_and_the_details_by_keyboard(explorer: Explorer) -> None:
    tab_to(explorer, ".kw-section[data-id='had'] .kw-switch")  # a section is one stop; arrows lead on
    walk_to(explorer, "own-webtoon-id", "ArrowDown")
    explorer.press("Space")
    explorer.shows(Scenario(DEFAULT.losses, {"own-webtoon-id"}))
    tab_to(explorer, ".kw-tile")
    walk_to(explorer, "tistory", "ArrowRight")
    explorer.press("Space")
    assert explorer.selected == "tistory"
    tab_to(explorer, ".kw-why .kw-link[data-id='failover-control']")
    explorer.press("Enter")
    assert explorer.selected == "failover-control"


def test_arrows_reach_every_window_and_every_site(explorer: Explorer) -> None:
    explorer.page.focus(".kw-tile >> nth=0")
    reached = {focused(explorer)}
    for _ in range(len(CASE.services) + len(CASE.possible_domains)):
        explorer.page.keyboard.press("ArrowRight")
        reached.add(focused(explorer))
    assert reached == explorer.ids(".kw-tile, .kw-site")


def test_up_and_down_cross_the_floors(explorer: Explorer) -> None:
    explorer.page.focus(".kw-tile[data-id='failover-control']")
    floor = "document.activeElement.closest('[data-layer]')?.dataset.layer"
    seen = [explorer.page.evaluate(floor)]
    for _ in range(20):
        explorer.page.keyboard.press("ArrowDown")
        seen.append(explorer.page.evaluate(floor))
    assert seen[0] == "operations"
    assert "data" in seen
    assert seen[-1] is None  # the ground
    explorer.page.keyboard.press("ArrowUp")
    assert focused(explorer) is not None


def test_the_search_and_the_readings_by_keyboard(explorer: Explorer) -> None:
    explorer.page.keyboard.press("/")
    expect(explorer.find(".kw-search")).to_be_focused()
    first = explorer.find(".kw-options [role=option]").first
    for wanted, found in (("mail", "daum-mail"), ("판교", "pangyo"), ("카카오", "kakaotalk-text")):
        explorer.page.keyboard.type(wanted)
        expect(first).to_have_attribute("data-id", found)
        explorer.page.keyboard.press("Escape")
        expect(explorer.find(".kw-search")).to_have_value("")
        expect(explorer.find(".kw-search")).to_be_focused()
    explorer.page.keyboard.press("Escape")
    expect(explorer.find(".kw-search")).to_be_focused()
    explorer.page.keyboard.type("tistory")
    explorer.press("Enter")
    assert explorer.selected == "tistory"
    explorer.page.focus("[role=radio][aria-checked='true']")
    explorer.press("ArrowDown")
    explorer.shows(Scenario(DEFAULT.losses, readings={"keys-to-run"}))


def test_roles_and_states_for_screen_readers(explorer: Explorer) -> None:
    site = explorer.page.get_by_role("switch", name=re.compile(re.escape(CASE.label("pangyo").ko)))
    ground = explorer.find(".kw-ground").get_by_role("switch", checked=True)
    expect(ground).to_have_attribute("data-id", "pangyo")
    assert site.count() >= 1
    tiles = explorer.find(".kw-tile")
    assert tiles.count() == len(CASE.services)
    assert explorer.find(".kw-tile[aria-pressed='false']").count() == len(CASE.services)
    explorer.select("naver")
    assert explorer.ids(".kw-tile[aria-pressed='true']") == {"naver"}
    assert explorer.find("[role=radiogroup] [role=radio][aria-checked='true']").count() == 1
    assert explorer.find(".kw-layer[role=group][aria-label]").count() >= 5
    unnamed = explorer.find("button, input, select, a[href]").evaluate_all(
        "nodes => nodes.filter(node => node.checkVisibility()"
        " && !(node.ariaLabel || node.innerText.trim() || node.labels?.length)).map(node => node.outerHTML)"
    )
    assert unnamed == []


def test_every_click_is_announced(explorer: Explorer) -> None:
    live = explorer.find(".kw-announce[aria-live='polite']")
    heard = []
    for act in (explorer.lose, explorer.lose):
        act("pangyo")
        heard.append(live.inner_text())
    counts = explorer.counts
    assert all(heard)
    assert heard[0] != heard[1]
    for id in ("dark", "sign_in"):
        assert str(counts[id]) in heard[1]


def test_the_dark_spreads_in_the_order_of_cause(explorer: Explorer) -> None:
    explorer.lose("pangyo")
    explorer.settle()
    explorer.page.evaluate(RECORD)
    explorer.lose("pangyo")
    explorer.settle()
    seen = explorer.page.evaluate("window.seen")
    steps = order_of_cause(impact_of(DEFAULT))
    went_dark = [steps[id] for id, look in seen["lights"] if look == "dark"]
    assert seen["moved"]
    assert len(went_dark) == explorer.counts["dark"]
    assert went_dark == sorted(went_dark)
    assert len(set(went_dark)) > 1
    assert explorer.looks == explorer.statuses


def test_clicking_on_while_it_spreads_ends_in_the_right_picture(explorer: Explorer) -> None:
    for _ in range(3):
        explorer.lose("pangyo")
    explorer.settle()
    explorer.shows(Scenario())
    assert explorer.looks == explorer.statuses


def test_with_reduced_motion_everything_changes_at_once(open_explorer: Open) -> None:
    explorer = open_explorer("lose=", reduced_motion="reduce")
    explorer.page.evaluate(RECORD)
    explorer.lose("pangyo")
    seen = explorer.page.evaluate("window.seen")
    assert not seen["moved"]
    assert len(seen["lights"]) == len(CASE.services) - explorer.counts["up"]
    assert explorer.looks == explorer.statuses
    longest = explorer.find(".kw-tile, .kw-tile *").evaluate_all(
        "nodes => Math.max(...nodes.flatMap(node => getComputedStyle(node)"
        ".transitionDuration.split(',').map(parseFloat)))"
    )
    assert longest <= 0.01
