"""The page on a laptop, on a beamer and on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.text import Language
from tests.browser.explorer import DEFAULT, Explorer

SIZES = {"wide": (1280, 800), "beamer": (1920, 1080), "phone": (390, 844)}

#: What is cut: words that need more room than their box has, or that stick out of their tile or of the page.
CUT = """selector => [...document.querySelectorAll(selector)].filter(box => {
    if (!box.checkVisibility()) return false;
    const name = box.querySelector(".kw-name") ?? box;
    const words = document.createRange();
    words.selectNodeContents(name);
    const [rect, frame] = [words.getBoundingClientRect(), box.getBoundingClientRect()];
    const sticksOut = rect.left < frame.left - 1 || rect.right > frame.right + 1
        || rect.top < frame.top - 1 || rect.bottom > frame.bottom + 1;
    const isCut = name.scrollWidth > name.clientWidth + 1 || name.scrollHeight > name.clientHeight + 1;
    const runsOff = frame.left < -1 || frame.right > document.documentElement.clientWidth + 1;
    return sticksOut || isCut || runsOff;
}).map(box => box.innerText)"""

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def sized(explorer: Explorer, size: str) -> Iterator[Explorer]:
    """Give the shared page in another size, and its old one back at the end."""
    resize(explorer, size)
    yield explorer
    explorer.page.evaluate(
        "document.querySelectorAll('[data-open] .kw-sheet-close').forEach(one => one.click())"
    )
    resize(explorer, "wide")


def resize(explorer: Explorer, size: str) -> None:
    width, height = SIZES[size]
    explorer.page.set_viewport_size({"width": width, "height": height})
    explorer.page.wait_for_selector(f".kw-app[data-room='{size}']")


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_no_word_is_cut_and_nothing_runs_off_the_page(sized: Explorer, size: str, language: Language) -> None:
    if sized.language != language:
        sized.speak(language)
    for scenario in ("site-cut", "with-ansan"):
        sized.choose(scenario)
        sized.settle()
        tiles = sized.find(".kw-tile")
        assert tiles.count() >= 80
        assert sized.page.evaluate(CUT, ".kw-tile") == []
        assert sized.page.evaluate(CUT, ".kw-site, .kw-chip, .kw-count-word") == []
        assert sized.page.evaluate(SIDEWAYS) <= 0


@pytest.mark.parametrize("size", SIZES)
def test_windows_are_large_enough_for_a_finger(sized: Explorer, size: str) -> None:
    code = """tiles => tiles.map(tile => tile.getBoundingClientRect())
        .filter(box => box.width < 44 || box.height < 44).length"""
    assert sized.find(".kw-tile").evaluate_all(code) == 0
    assert sized.find(".kw-site").evaluate_all(code) == 0


@pytest.mark.parametrize("size", SIZES)
def test_the_site_is_switched_and_the_answer_read_at_every_size(sized: Explorer, size: str) -> None:
    sized.lose("pangyo")
    sized.shows(Scenario())
    sized.lose("pangyo")
    sized.shows(DEFAULT)
    expect(sized.find(".kw-sentence")).to_be_visible()


@pytest.mark.parametrize("size", ["phone"])
def test_on_a_phone_the_figures_come_first_and_stay_in_sight(sized: Explorer, size: str) -> None:
    expect(sized.find(".kw-counts")).to_be_in_viewport()
    sized.find(".kw-tile[data-id='backups']").scroll_into_view_if_needed()
    expect(sized.find(".kw-counts")).to_be_in_viewport()
    expect(sized.find(".kw-tile[data-id='backups']")).to_be_in_viewport()


@pytest.mark.parametrize("size", ["phone"])
def test_on_a_phone_the_switches_are_a_sheet(sized: Explorer, size: str) -> None:
    opener, sheet = sized.find(".kw-switches .kw-sheet-open"), sized.find(".kw-switches .kw-sheet")
    expect(sheet).not_to_be_in_viewport()
    expect(opener).to_be_in_viewport()
    opener.click()
    expect(sheet).to_be_in_viewport()
    expect(opener).to_have_attribute("aria-expanded", "true")
    sized.switch("unify", "own-webtoon-id")
    sized.shows(Scenario(DEFAULT.losses, {"own-webtoon-id"}))
    assert sized.page.evaluate(SIDEWAYS) <= 0
    sized.find(".kw-switches .kw-sheet-close").click()
    expect(sheet).not_to_be_in_viewport()
    opener.click()
    sized.page.keyboard.press("Escape")
    expect(sheet).not_to_be_in_viewport()


@pytest.mark.parametrize("size", ["phone"])
def test_on_a_phone_the_details_come_from_below(sized: Explorer, size: str) -> None:
    sheet = sized.find(".kw-details .kw-sheet")
    expect(sheet).not_to_be_in_viewport()
    sized.select("tistory")
    expect(sheet).to_be_in_viewport()
    expect(sized.find(".kw-why")).to_be_in_viewport()
    sized.click(".kw-why .kw-link[data-id='failover-control'] >> nth=0")
    assert sized.selected == "failover-control"
    expect(sheet).to_be_in_viewport()
    assert sized.page.evaluate(SIDEWAYS) <= 0
    sized.find(".kw-details .kw-sheet-close").click()
    expect(sheet).not_to_be_in_viewport()


@pytest.mark.parametrize("size", ["phone"])
def test_on_a_phone_every_tool_can_be_reached(sized: Explorer, size: str) -> None:
    for tool in (
        ".kw-scenario",
        ".kw-reset",
        ".kw-undo",
        ".kw-search",
        ".kw-language",
        ".kw-copy",
        ".kw-home",
    ):
        control = sized.find(tool).first
        control.scroll_into_view_if_needed()
        expect(control).to_be_in_viewport(ratio=1)
        code = "one => { const box = one.getBoundingClientRect();"
        code += " const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);"
        code += " return one.contains(hit) || hit.contains(one); }"
        assert control.evaluate(code), f"{tool} is covered"


def test_between_the_sizes_nothing_runs_off_the_page(explorer: Explorer) -> None:
    try:
        for width in (360, 600, 701, 900, 1099, 1100, 1500, 1719, 1720):
            explorer.page.set_viewport_size({"width": width, "height": 800})
            explorer.page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
            assert explorer.page.evaluate(SIDEWAYS) <= 0, width
    finally:
        resize(explorer, "wide")
