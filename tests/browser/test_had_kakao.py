"""The page "Had Kakao ..." in a browser: cards, costs, tables walked by keys; every size, both languages."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from kakao_whatif.analysis.minimal_mitigations import minimal_mitigations
from kakao_whatif.cases import load_case
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.propagation.impact import propagate
from tests.browser.conftest import Server, await_live
from tests.browser.test_blackout_sizes import CUT, SIDEWAYS

NOTEBOOK = "had-kakao.ipynb"
CASE = load_case("kakao-2022")
PANGYO = Scenario({"pangyo"})
PARTS = (
    ".kw-set-said",
    ".kw-change-name",
    ".kw-need",
    ".kw-preset",
    ".kw-try",
    ".kw-dial-kind",
    ".kw-dial-said",
)
SIZES = {"wide": (1280, 800), "beamer": (1920, 1080), "phone": (390, 844), "tablet": (900, 900)}


@pytest.fixture
def open_page(new_page: Callable[..., Page], voila: Server) -> Callable[..., Page]:
    def go(query: str = "lose=pangyo&keep=daum-mail&lang=en", **options: object) -> Page:
        page = new_page(**options)
        page.goto(voila.render(NOTEBOOK, query), wait_until="commit")
        await_live(page)
        return page

    return go


def statuses(page: Page) -> dict[str, str]:
    code = "tiles => Object.fromEntries(tiles.map(tile => [tile.dataset.id, tile.dataset.status]))"
    found: dict[str, str] = page.locator(".kw-tile").evaluate_all(code)
    return found


def card(page: Page, at: int) -> Locator:
    return page.locator(".kw-set").nth(at)


def test_a_card_that_is_tried_switches_on_in_the_map(open_page: Callable[..., Page]) -> None:
    page = open_page()
    best = minimal_mitigations(CASE, PANGYO, ["daum-mail"])[0]
    expect(card(page, 0)).to_have_attribute("data-id", ",".join(best.mitigations))
    expect(card(page, 0).locator(".kw-set-said")).to_have_text(
        "These two changes suffice, neither alone does."
    )
    card(page, 0).locator(".kw-try").click()
    expect(card(page, 0).locator(".kw-try")).to_have_attribute("aria-pressed", "true")
    expected = propagate(CASE, best.scenario(PANGYO)).status
    mail = page.locator(".kw-tile[data-id='daum-mail']")
    expect(mail).to_have_attribute("data-status", expected["daum-mail"].word)
    assert statuses(page) == {id: status.word for id, status in expected.items()}
    page.wait_for_function("location.search.includes('with=')")


def test_the_proof_of_a_card_shows_what_a_smaller_set_leaves(open_page: Callable[..., Page]) -> None:
    page = open_page()
    card(page, 0).locator("summary").click()
    reason = card(page, 0).locator(".kw-proof li").first
    expect(reason).to_contain_text("Daum Mail is dark")
    reason.locator("button").click()
    expect(page.locator(".kw-details")).to_have_attribute("data-id", "daum-mail")
    expect(page.locator(".kw-tile[data-id='daum-mail']")).to_have_attribute("data-status", "dark")


def test_costs_can_be_edited_and_the_order_of_the_cards_follows(open_page: Callable[..., Page]) -> None:
    page = open_page()
    price = card(page, 0).locator(".kw-change[data-id='failover-control-two-sites'] input")
    price.fill("100")
    price.press("Enter")
    dear = minimal_mitigations(CASE, PANGYO, ["daum-mail"], costs={"failover-control-two-sites": 100})
    expect(card(page, 0)).to_have_attribute("data-id", ",".join(dear[0].mitigations))
    page.wait_for_function("location.search.includes('cost=failover-control-two-sites:100')")
    price = page.locator(".kw-change[data-id='failover-control-two-sites'] input").first
    price.fill("-5")
    price.press("Enter")
    expect(page.locator(".kw-bad-price:visible")).to_have_text(
        "A price is a number of points, 0 or more. It stays at 100."
    )
    expect(price).to_have_value("100")
    assert "cost=failover-control-two-sites:100" in page.url
    expect(price).to_have_attribute("aria-label", re.compile("Points for .+"))
    page.click(".kw-undo")
    page.wait_for_function("!location.search.includes('cost=')")
    page.click(".kw-redo")
    page.click(".kw-own-costs")
    expect(card(page, 0).locator(".kw-set-cost")).to_have_text("19 points")


def test_another_question_gives_other_cards(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.click(".kw-need[data-id='login']")
    page.select_option(".kw-add-service", "tistory")
    expect(page.locator(".kw-kept .kw-chip")).to_have_count(2)
    page.click(".kw-preset[data-id='all']")
    expect(page.locator(".kw-kept .kw-chip")).to_have_count(8)
    page.click(".kw-more-kept")
    expect(page.locator(".kw-kept .kw-chip")).to_have_count(75)
    page.click(".kw-preset[data-id='first']")
    expect(page.locator(".kw-kept .kw-chip")).to_have_count(1)
    expect(page.locator(".kw-more-kept")).to_be_hidden()
    page.wait_for_function(
        "location.search.includes('keep=kakaotalk-text') && location.search.includes('need=login')"
    )


def test_sets_for_a_time_come_with_a_bar_that_can_be_stopped(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.click(".kw-need[data-id='time']")
    switch = page.locator(".kw-may-hurt").bounding_box()
    assert switch is not None
    assert switch["height"] <= 44, "the switch beside the hours is squeezed"
    bar = page.locator(".kw-cards [role=progressbar]")
    expect(bar).to_be_visible()
    page.wait_for_function("Number(document.querySelector('.kw-cards [role=progressbar]').ariaValueNow) > 1")
    page.click(".kw-cards .kw-cancel")
    expect(bar).to_be_hidden()
    expect(page.locator(".kw-set").first).to_be_visible()


def test_the_heat_map_is_walked_by_keys_and_a_window_says_why(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.click(".kw-k[data-id='2']")
    expect(page.locator(".kw-heat")).to_have_attribute("data-k", "2")
    first = page.locator(".kw-cell").first
    first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    said = page.locator(":focus").get_attribute("title") or ""
    assert said
    expect(page.locator(".kw-heat .kw-chosen")).to_have_text(said)
    service = page.locator(":focus").get_attribute("data-service")
    page.keyboard.press("Enter")
    expect(page.locator(".kw-details")).to_have_attribute("data-id", service or "?")


def test_the_dial_turns_at_once_and_says_what_it_means(open_page: Callable[..., Page]) -> None:
    page = open_page()
    slider = page.locator(".kw-dial-at")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator(".kw-dial")).to_have_attribute("data-at", "0")
    expect(page.locator(".kw-dial-said")).to_contain_text("with 0 of")
    page.click(".kw-dial-kind[data-id='site']")
    expect(page.locator(".kw-dial")).to_have_attribute("data-kind", "site")
    expect(page.locator(".kw-dial-said")).to_contain_text("SK C&C Pangyo")


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_and_nothing_scrolls_sideways(
    open_page: Callable[..., Page], size: str, language: str
) -> None:
    width, height = SIZES[size]
    query = f"lose=pangyo&keep=tistory&need=login&lang={language}"
    page = open_page(query, viewport={"width": width, "height": height})
    page.wait_for_selector(f".kw-app[data-room='{size}'] .kw-set")
    assert page.evaluate(SIDEWAYS) <= 0
    for part in (
        ".kw-set-said",
        ".kw-change-name",
        ".kw-need",
        ".kw-preset",
        ".kw-try",
        ".kw-dial-kind",
        ".kw-dial-said",
    ):
        assert page.evaluate(CUT, part) == []
