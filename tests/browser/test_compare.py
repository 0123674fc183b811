"""The page that compares, in a browser: two maps, one of which the switches change; swap, undo, the address."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kakao_whatif.cases import load_case
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.propagation.impact import propagate
from tests.browser.conftest import Server, await_live
from tests.browser.test_blackout_sizes import CUT, SIDEWAYS

NOTEBOOK = "compare.ipynb"
CASE = load_case("kakao-2022")
A, B = Scenario({"pangyo"}), Scenario({"pangyo"}, {"failover-control-two-sites"})
SIZES = {"wide": (1280, 800), "beamer": (1920, 1080), "phone": (390, 844)}


@pytest.fixture
def open_page(new_page: Callable[..., Page], voila: Server) -> Callable[..., Page]:
    def go(
        query: str = "lose=pangyo&b=lose=pangyo;with=failover-control-two-sites&lang=en", **options: object
    ) -> Page:
        page = new_page(**options)
        page.goto(voila.render(NOTEBOOK, query), wait_until="commit")
        await_live(page)
        page.wait_for_selector(".kw-building[data-side='b'] .kw-tile")
        return page

    return go


def statuses(page: Page, side: str) -> dict[str, str]:
    code = "tiles => Object.fromEntries(tiles.map(tile => [tile.dataset.id, tile.dataset.status]))"
    found: dict[str, str] = page.locator(f".kw-building[data-side='{side}'] .kw-tile").evaluate_all(code)
    return found


def words(scenario: Scenario) -> dict[str, str]:
    return {id: status.word for id, status in propagate(CASE, scenario).status.items()}


def test_both_maps_are_those_of_their_scenarios_and_mark_what_differs(open_page: Callable[..., Page]) -> None:
    page = open_page()
    assert (statuses(page, "a"), statuses(page, "b")) == (words(A), words(B))
    differing = sum(words(A)[id] != words(B)[id] for id in words(A))
    expect(page.locator(".kw-building[data-side='b'] .kw-tile[data-differs]")).to_have_count(differing)
    expect(page.locator(".kw-chart path.kw-line")).to_have_count(2)


def test_the_chosen_side_changes_the_other_stays(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.click(".kw-side[data-id='b'] .kw-edit")
    expect(page.locator(".kw-sides")).to_have_attribute("data-side", "b")
    page.click(".kw-switch[data-kind='lose'][data-id='pangyo']")
    page.wait_for_function("location.search.includes('b=lose=;with=failover-control-two-sites')")
    assert statuses(page, "b") == words(Scenario(mitigations=B.mitigations))
    assert statuses(page, "a") == words(A)
    page.click(".kw-undo")
    page.wait_for_function("location.search.includes('b=lose=pangyo;with=failover-control-two-sites')")
    page.click(".kw-swap")
    expect(page.locator(".kw-side[data-id='a'] .kw-side-what")).to_contain_text(
        "Failover control at two sites"
    )
    assert (statuses(page, "a"), statuses(page, "b")) == (words(B), words(A))


def test_a_pressed_window_is_explained_on_its_own_side_and_points_at_nothing_that_is_not_drawn(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("lose=pangyo&lang=en")
    for side, status in (("a", "dark"), ("b", "up")):
        page.click(f".kw-building[data-side='{side}'] .kw-tile[data-id='tistory']")
        expect(page.locator(".kw-sides")).to_have_attribute("data-side", side)
        expect(page.locator(".kw-details")).to_have_attribute("data-status", status)
        expect(page.locator(".kw-details .kw-panel-title")).to_have_text(f"Tistory · Side {side.upper()}")
    assert page.locator(".kw-edge").count() > 0
    drawn = page.locator(".kw-edge").evaluate_all("edges => edges.map(edge => edge.getBBox().y)")
    assert min(drawn) >= 0, "an edge that leads to what is not drawn ends above the house"
    page.click(".kw-building[data-side='b'] .kw-tile[data-id='tistory']")
    expect(page.locator(".kw-details .kw-empty")).to_be_visible()


def test_the_maps_are_on_the_first_screen_however_many_changes_a_side_has(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("lose=pangyo&lang=en")
    for side in "ab":
        box = page.locator(f".kw-building[data-side='{side}']").bounding_box()
        assert box is not None
        assert box["y"] < 450
    more = page.locator(".kw-side[data-id='b'] .kw-more-with")
    expect(more).to_have_text("+ 20 changes")
    more.click()
    expect(more).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".kw-side[data-id='b'] .kw-with")).to_contain_text("Fire contained to the zone")


def test_the_way_to_the_other_pages_keeps_the_scenario(open_page: Callable[..., Page]) -> None:
    page = open_page("lose=pangyo&with=own-ids&lang=en")
    page.click(".kw-pages a[data-id='blackout']")
    await_live(page)
    page.wait_for_function(
        "location.search.includes('with=own-ids') && location.search.includes('lose=pangyo')"
    )
    expect(page.locator(".kw-pages a[aria-current]")).to_have_text("Which")


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_and_nothing_scrolls_sideways(
    open_page: Callable[..., Page], size: str, language: str
) -> None:
    width, height = SIZES[size]
    page = open_page(
        f"lose=pangyo&lang={language}", viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    page.wait_for_selector(f".kw-app[data-room='{size}'] .kw-side")
    assert page.evaluate(SIDEWAYS) <= 0
    for part in (".kw-side-what", ".kw-edit", ".kw-pages a", ".kw-side-count"):
        assert page.evaluate(CUT, part) == []
    if (
        size == "phone"
    ):  # the sheet covers much: the window that was pressed stays in sight, not the one of side B
        tile = page.locator(".kw-building[data-side='a'] .kw-tile[data-id='tistory']")
        tile.click()
        expect(page.locator(".kw-details .kw-panel-title")).to_contain_text("A")
        expect(tile).to_be_in_viewport()
