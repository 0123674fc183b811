"""The page of the recovery dashboard: its link, its first picture, its sizes, and what it leaves behind."""

from collections.abc import Callable

import psutil
import pytest
from playwright.sync_api import Page, expect

from kakao_whatif.model.scenario import Scenario
from tests.browser.conftest import Server, await_live
from tests.browser.recovering import CASE, DEFAULT, Night, timeline_of
from tests.browser.test_blackout_sizes import CUT, SIDEWAYS
from tests.browser.test_first_picture import DRAWN, FRONT_END, hold_front_end, places
from tests.patience import SECONDS

NOTEBOOK = "recovery.ipynb"
#: Scroll a heading of the ribbons under their axis, and tell whether the axis is what is seen there.
OVER_THE_AXIS = """async () => {
    const [scale, head] = [document.querySelector('.kw-scale'), document.querySelectorAll('.kw-ribbon-group h3')[1]];
    scrollBy(0, head.getBoundingClientRect().top - scale.getBoundingClientRect().top - 4);
    await new Promise(requestAnimationFrame);
    const { left, top } = head.firstChild.getBoundingClientRect();
    return Boolean(document.elementFromPoint(left + 6, top + 8).closest('.kw-scale'));
}"""
SIZES = {"wide": (1280, 800), "beamer": (1920, 1080), "phone": (390, 844), "tablet": (900, 900)}


def test_the_first_picture_is_of_the_links_moment_and_comes_to_life_without_a_jump(
    page: Page, voila: Server
) -> None:
    release = hold_front_end(page)
    with page.expect_request(FRONT_END):
        page.goto(voila.render(NOTEBOOK, "lose=pangyo&with=more-crews&at=17h"), wait_until="commit")
        page.wait_for_selector(DRAWN)
    night, line = Night(page), timeline_of(DEFAULT.with_mitigations("more-crews"))
    assert night.hour == 17
    night.shows_moment(line)
    page.click(".kw-step[data-way='on']")  # it plays before there is a kernel
    moved = night.hour
    assert moved > 17
    before = places(page, "#kw-first")
    assert len(before) == 9
    release()
    await_live(page)
    assert places(page, "body") == before
    assert night.hour == moved
    page.wait_for_function(f"location.search.includes('at={round(moved, 3):g}h')")


def test_the_address_restores_scenario_moment_and_selection(
    new_page: Callable[..., Page], voila: Server
) -> None:
    query = "lose=pangyo&with=drills&at=36h&view=daum-mail&lang=en"
    page = new_page()
    page.goto(voila.render(NOTEBOOK, query), wait_until="commit")
    await_live(page)
    night = Night(page)
    assert night.hour == 36
    night.shows_moment(timeline_of(Scenario({"pangyo"}, {"drills"})))
    expect(night.find(".kw-ribbon[data-selected]")).to_have_attribute("data-id", "daum-mail")
    expect(night.find(".kw-when")).to_have_text("Mon 17 Oct, 03:30")
    expect(night.find(".kw-details .kw-why")).to_contain_text("Without the changes")
    page.wait_for_function("location.search.startsWith('?case=')")
    for part in ("lose=pangyo", "with=drills", "at=36h", "view=daum-mail", "lang=en"):
        assert part in page.url


def test_a_moment_that_is_none_is_told(page: Page, voila: Server) -> None:
    page.goto(voila.render(NOTEBOOK, "lose=pangyo&at=noon&lang=en"), wait_until="commit")
    await_live(page)
    expect(page.locator(".kw-problem")).to_contain_text("at=noon")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_at_every_size_nothing_is_cut_and_nothing_runs_off_the_page(
    new_page: Callable[..., Page], voila: Server, language: str
) -> None:
    page = new_page()
    page.goto(voila.render(NOTEBOOK, f"lose=pangyo&with=drills&lang={language}"), wait_until="commit")
    await_live(page)
    night = Night(page)
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_selector(f".kw-app[data-room='{size}']")
        assert page.evaluate(SIDEWAYS) <= 0, size
        assert (
            page.evaluate(CUT, ".kw-chip, .kw-count-word, .kw-back, .kw-delta, .kw-when, .kw-since") == []
        ), size
        expect(night.find(".kw-playhead")).to_be_in_viewport()
        # The clock stays in sight over the last ribbon, and so does the house where there is room for it.
        night.find(".kw-ribbon").last.scroll_into_view_if_needed()
        expect(night.find(".kw-play")).to_be_in_viewport()
        assert page.evaluate(OVER_THE_AXIS), f"{size}: a heading prints over the axis"
        if size == "phone":
            expect(night.find(".kw-counts")).to_be_in_viewport()
        if size in ("wide", "beamer"):
            expect(night.find(".kw-building")).to_be_in_viewport(ratio=0.6)
        page.evaluate("scrollTo(0, 0)")


def test_without_motion_it_steps_from_change_to_change(new_page: Callable[..., Page], voila: Server) -> None:
    page = new_page(reduced_motion="reduce")
    page.goto(voila.render(NOTEBOOK, "lose=pangyo&at=0h"), wait_until="commit")
    await_live(page)
    night, changes = Night(page), [moment.hours for moment in timeline_of().moments]
    page.click(".kw-play")
    page.wait_for_function("Number(document.querySelector('.kw-playhead').dataset.hour) > 1")
    page.click(".kw-play")
    assert any(abs(hour - night.hour) < 1e-3 for hour in changes)


def test_closing_the_page_while_it_works_leaves_nothing_behind(
    page: Page, serve_with: Callable[..., Server]
) -> None:
    server = serve_with()
    page.goto(server.render(NOTEBOOK, "lose=pangyo"), wait_until="commit")
    await_live(page)
    page.click(".kw-band-switch")
    expect(page.locator(".kw-sampling [role='progressbar']")).to_be_visible()
    helpers: list[psutil.Process] = []
    while len(helpers) < 1:
        family = psutil.Process(server.process.pid).children(recursive=True)
        helpers = [each for each in family if "multiprocessing.spawn" in " ".join(_command(each))]
    page.close(run_before_unload=True)
    assert server.await_kernels(0) == 0
    _, alive = psutil.wait_procs(helpers, timeout=SECONDS)
    assert alive == []


def _command(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []


def test_the_front_page_leads_to_it(page: Page, voila: Server) -> None:
    page.goto(voila.render("index.ipynb", "lang=en"), wait_until="commit")
    await_live(page)
    page.click("a[data-id='recovery']")
    await_live(page)
    expect(page.locator(".kw-ribbons")).to_have_attribute("lang", "en")
    assert len(Night(page).statuses) == len(CASE.services)
