"""The answer on the screen before there is a kernel, and the live dashboard taking its place."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Server, Watch, await_live

DRAWN = "#kw-first[data-kw-first='drawn']"
FRONT_END = "**/kakao-whatif/front-end.js?*"
FRONT_END_ITSELF = "**/voila/static/voila.js"
SIZES = {"laptop": (1280, 800), "beamer": (1920, 1080), "phone": (390, 844)}


def hold_front_end(page: Page) -> Callable[[], None]:
    """Keep the live dashboard from starting; return the function that lets it go on."""
    held: list[Route] = []
    is_open = False

    def on_request(route: Route) -> None:
        if is_open:
            route.continue_()
        else:
            held.append(route)

    def release() -> None:
        nonlocal is_open
        is_open = True
        for route in held:
            route.continue_()
        page.unroute(FRONT_END)  # while requests are held up, a page that is left cannot end its kernel

    page.route(FRONT_END, on_request)
    return release


def open_first_picture(page: Page, voila: Server, query: str = "") -> Callable[[], None]:
    release = hold_front_end(page)
    with page.expect_request(FRONT_END):
        page.goto(voila.render("blackout.ipynb", query), wait_until="commit")
        page.wait_for_selector(DRAWN)
    return release


def statuses(page: Page, place: str) -> dict[str, str]:
    """Return the status of each tile as it is drawn."""
    code = "tiles => Object.fromEntries(tiles.map(tile => [tile.dataset.id, tile.dataset.status]))"
    found: dict[str, str] = page.locator(f"{place} .kw-tile").evaluate_all(code)
    return found


def places(page: Page, place: str) -> dict[str, list[float]]:
    """Return where each view stands in the document, and how large it is."""
    code = """views => Object.fromEntries(views.map(view => {
        const box = view.getBoundingClientRect();
        return [view.dataset.view, [box.x + scrollX, box.y + scrollY, box.width, box.height].map(Math.round)];
    }))"""
    found: dict[str, list[float]] = page.locator(f"{place} [data-view]").evaluate_all(code)
    return found


def test_the_first_picture_is_the_answer_to_the_site_cut(page: Page, voila: Server) -> None:
    release = open_first_picture(page, voila)
    first = statuses(page, "#kw-first")
    assert first["tistory"] == "dark"
    assert first["naver"] != "dark"
    expect(page.locator("#loading")).to_contain_text("지금 보이는 그림은 이미 이 주소의 답입니다")
    release()
    await_live(page)
    assert statuses(page, "#rendered_cells") == {}, "the picture is drawn twice"
    assert statuses(page, "#kw-first") == first
    expect(page.locator("#loading")).to_have_count(0)


@pytest.mark.parametrize(
    "query", ["lose=anyang", "lose=pangyo&with=own-ids", "lose=pangyo-feed&view=tistory&lang=en"]
)
def test_a_link_is_evaluated_by_the_server_as_by_the_kernel(page: Page, voila: Server, query: str) -> None:
    release = open_first_picture(page, voila, query)
    first = statuses(page, "#kw-first")
    sentences = page.locator("#kw-first [data-view='headline']").inner_text()
    release()
    await_live(page)
    assert statuses(page, "#kw-first") == first
    assert page.locator("#kw-first [data-view='headline']").inner_text() == sentences


@pytest.mark.parametrize("size", SIZES)
def test_the_live_dashboard_takes_its_place_without_a_jump(
    new_page: Callable[..., Page], voila: Server, size: str
) -> None:
    width, height = SIZES[size]
    page = new_page(viewport={"width": width, "height": height})
    release = open_first_picture(page, voila)
    page.evaluate("scrollTo(0, 240)")
    before, scrolled = places(page, "#kw-first"), page.evaluate("scrollY")
    assert len(before) == 5
    release()
    await_live(page)
    assert places(page, "body") == before
    assert page.evaluate("scrollY") == scrolled
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_front_end_is_loaded_while_the_kernel_starts(page: Page, voila: Server) -> None:
    with page.expect_request(FRONT_END) as asked:
        page.goto(voila.render("blackout.ipynb"), wait_until="commit")
    assert page.locator("#rendered_cells").count() == 0
    await_live(page)
    assert asked.value.response().status == 200
    parts = "performance.getEntriesByType('resource').map(entry => entry.name.split('/static/')[1])"
    first_parts = [name for name in page.evaluate(parts) if name and "voila.js" in name]
    assert len(first_parts) <= 20, "the entry asked for its parts one by one"
    assert "voila.js" not in first_parts


def test_a_front_end_that_does_not_arrive_is_asked_for_as_voila_does(
    page: Page, voila: Server, watch: Watch
) -> None:
    page.route(FRONT_END, lambda route: route.abort())
    with page.expect_request(FRONT_END_ITSELF):
        page.goto(voila.render("blackout.ipynb"), wait_until="commit")
    await_live(page)
    page.unroute(FRONT_END)
    watch.errors.clear()  # the browser itself reports the script that did not arrive


def test_a_front_end_that_comes_late_finds_its_kernel(page: Page, voila: Server) -> None:
    release = open_first_picture(page, voila)
    page.wait_for_function("document.body.dataset.kernelId")
    release()
    await_live(page)


def test_leaving_before_the_front_end_has_come_ends_the_kernel(
    page: Page, serve_with: Callable[..., Server]
) -> None:
    server = serve_with()
    open_first_picture(page, server)
    page.wait_for_function("document.body.dataset.kernelId")
    page.goto("about:blank")
    assert server.await_kernels(0) == 0


def test_controls_can_be_read_but_not_operated_until_it_is_live(page: Page, voila: Server) -> None:
    release = open_first_picture(page, voila)
    tile = page.locator("#kw-first .kw-tile").first
    expect(tile).to_have_attribute("aria-disabled", "true")
    release()
    await_live(page)
    expect(page.locator("#kw-first .kw-tile").first).not_to_have_attribute("aria-disabled", "true")


def test_a_control_keeps_the_focus_when_its_picture_comes_to_life(page: Page, voila: Server) -> None:
    release = open_first_picture(page, voila)
    tile = page.locator("#kw-first .kw-tile[data-id='tistory']")
    tile.focus()
    release()
    await_live(page)
    expect(tile).to_be_focused()
    page.keyboard.press("Enter")
    expect(tile).to_have_attribute("aria-pressed", "true")


def test_a_reader_with_an_english_browser_gets_both_pictures_in_english(
    new_page: Callable[..., Page], voila: Server
) -> None:
    page = new_page(locale="en-GB")
    release = open_first_picture(page, voila)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#kw-first [data-view='headline']")).to_have_attribute("lang", "en")
    release()
    await_live(page)
    expect(page.locator("#kw-first [data-view='headline']")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("query", ["lose=nowhere", "nonsense=1&&=%ff%", "lang=xx", "v=1999-01"])
def test_no_link_costs_the_reader_the_picture(page: Page, voila: Server, query: str) -> None:
    release = open_first_picture(page, voila, query)
    assert statuses(page, "#kw-first")["tistory"] in ("up", "degraded", "locked", "dark")
    release()
    await_live(page)


def test_both_pictures_are_read_in_the_same_order(page: Page, voila: Server) -> None:
    release = open_first_picture(page, voila)
    first = list(places(page, "#kw-first"))
    assert first == ["header", "switches", "headline", "building", "details"]
    release()
    await_live(page)
    assert list(places(page, "body")) == first
