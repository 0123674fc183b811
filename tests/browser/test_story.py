"""The talk in a browser: keys, notes, black screen; change and return; both languages; every size, nothing cut."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kakao_whatif.cases import load_case
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.views.link import read_link
from kakao_whatif.views.story.page import talk_for
from tests.browser.conftest import Server, await_live
from tests.browser.test_blackout_sizes import SIDEWAYS
from tests.browser.test_had_kakao import statuses

CASE = load_case("kakao-2022")
TALK = talk_for(CASE)
IDS = [beat.id for beat in TALK.beats]
SIZES = {"laptop": (1280, 720), "beamer": (1920, 1080), "phone": (390, 844)}
PARTS = (
    ".kw-beat-title",
    ".kw-beat-line",
    ".kw-n",
    ".kw-big-said",
    ".kw-try",
    ".kw-return",
    ".kw-tool",
    ".kw-claim",
    ".kw-live",
)
PARTS += (
    ".kw-drawn figcaption",
    ".kw-step-label",
    ".kw-step-cost",
    ".kw-asked li",
    ".kw-two-key li",
    ".kw-ribbon-name",
)

#: Words that are wider than their box or the page, or that an ellipsis or an edge cuts. Letters as high as these may
#: reach over their line, so heights are asked for only where something is cut off.
CUT = """selector => [...document.querySelectorAll(selector)].filter(box => {
    if (!box.checkVisibility()) return false;
    const words = document.createRange();
    words.selectNodeContents(box);
    const [rect, frame] = [words.getBoundingClientRect(), box.getBoundingClientRect()];
    const isWide = rect.left < frame.left - 2 || rect.right > frame.right + 2;
    const hides = getComputedStyle(box).overflow !== "visible";
    const isCut = hides && (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1);
    const runsOff = frame.left < -1 || frame.right > document.documentElement.clientWidth + 1;
    return isWide || isCut || runsOff;
}).map(box => box.innerText)"""

#: Which of some parts stick out of the box that shows them: the column of words, the foot, the picture.
STICKS_OUT = """selector => {
    const boxes = [...document.querySelectorAll(".kw-told, .kw-stage .kw-claims, .kw-stage > .kw-drawn")];
    const cutting = boxes.filter(box => box.checkVisibility() && getComputedStyle(box).overflow !== "visible");
    return cutting.flatMap(box => {
        const frame = box.getBoundingClientRect();
        return [...box.querySelectorAll(selector)].filter(part => {
            const rect = part.getBoundingClientRect();
            return part.checkVisibility() && (rect.left < frame.left - 2 || rect.right > frame.right + 2
                || rect.top < frame.top - 2 || rect.bottom > frame.bottom + 2);
        }).map(part => part.innerText);
    });
}"""

#: How much of the house or the ribbons lies outside the window, in pixels.
BELOW = """() => Math.max(0, ...[...document.querySelectorAll(".kw-area-building, .kw-area-ribbons, .kw-rest")]
    .filter(box => box.checkVisibility()).map(box => box.getBoundingClientRect().bottom - innerHeight))"""


@pytest.fixture
def open_talk(new_page: Callable[..., Page], voila: Server) -> Callable[..., Page]:
    def go(query: str = "lang=en", **options: object) -> Page:
        page = new_page(**({"viewport": {"width": 1280, "height": 720}} | options))
        page.goto(voila.render("story.ipynb", query), wait_until="commit")
        await_live(page)
        return page

    return go


def at(page: Page, id: str) -> None:
    """Hold that the page shows a beat."""
    expect(page.locator(".kw-stage")).to_have_attribute("data-id", id)


def settled_at(page: Page, id: str) -> None:
    """Hold that the page shows a beat, and that the kernel has answered: its rows are no longer ahead of it."""
    at(page, id)
    expect(page.locator(".kw-stage")).to_have_attribute("data-ahead", "false")


def test_keys_lead_through_all_beats_and_back(open_talk: Callable[..., Page]) -> None:
    page = open_talk()
    settled_at(page, IDS[0])
    for key, id in zip(("ArrowRight", "PageDown", "Space", "Enter"), IDS[1:5], strict=True):
        page.keyboard.press(key)
        settled_at(page, id)
    for key, id in zip(("ArrowLeft", "PageUp", "Backspace"), IDS[3:0:-1], strict=True):
        page.keyboard.press(key)
        settled_at(page, id)
    page.keyboard.press("End")
    settled_at(page, IDS[-1])
    page.keyboard.press("ArrowRight")
    settled_at(page, IDS[-1])
    page.keyboard.press("Home")
    settled_at(page, IDS[0])
    page.wait_for_function("location.search.includes('beat=normal')")


def test_every_beat_shows_what_the_model_says(open_talk: Callable[..., Page]) -> None:
    page = open_talk()
    for beat in TALK.beats:
        at(page, beat.id)
        expected = propagate(CASE, beat.scenario).status
        assert statuses(page) == {id: status.word for id, status in expected.items()}
        page.keyboard.press("PageDown")


def test_a_beat_is_shown_before_the_kernel_answers(open_talk: Callable[..., Page]) -> None:
    """The deck is in the page: the DOM has the next beat when the key has been handled, whatever the kernel does."""
    page = open_talk()
    shown = page.evaluate(
        """() => {
            const ids = [];
            for (const key of ["PageDown", "PageDown", "PageDown", "PageUp"]) {
                document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
                const lost = [...document.querySelectorAll(".kw-site[data-lost]")].map(site => site.dataset.id);
                ids.push([document.querySelector(".kw-stage").dataset.id, lost.join()]);
            }
            return ids;
        }"""
    )
    assert shown == [["feed", "pangyo-feed"], ["cut", "pangyo"], ["standbys", "pangyo"], ["cut", "pangyo"]]


def test_b_makes_the_screen_black_and_brings_it_back(open_talk: Callable[..., Page]) -> None:
    page = open_talk()
    black = page.locator(".kw-black")
    expect(black).to_be_hidden()
    page.keyboard.press("b")
    expect(black).to_be_visible()
    box = black.bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (1280, 720)
    page.keyboard.press("B")
    expect(black).to_be_hidden()
    page.keyboard.press(".")
    black.click()
    expect(black).to_be_hidden()
    page.keyboard.press("b")
    page.keyboard.press("PageDown")
    expect(black).to_be_hidden()
    at(page, IDS[1])


def test_notes_and_a_timer_come_on_request(open_talk: Callable[..., Page]) -> None:
    page = open_talk("beat=cut&lang=en")
    notes = page.locator(".kw-notes")
    expect(notes).to_be_hidden()
    page.keyboard.press("n")
    expect(notes.locator("li")).to_have_text([text.en for text in TALK.beats[2].notes])
    expect(notes.locator(".kw-notes-next")).to_contain_text(TALK.beats[3].title.en)
    expect(notes.locator(".kw-notes-time")).to_have_text("0:00")
    page.keyboard.press("PageDown")
    expect(notes.locator("li").first).to_have_text(TALK.beats[3].notes[0].en)
    page.wait_for_function("document.querySelector('.kw-notes-time').textContent !== '0:00'")
    expect(page.locator(".kw-timer")).to_be_visible()
    page.keyboard.press("t")
    expect(notes.locator(".kw-notes-toggle")).to_have_text("Start")
    page.keyboard.press("n")
    expect(notes).to_be_hidden()


def test_notes_stand_in_a_second_window_whose_keys_lead_the_talk(open_talk: Callable[..., Page]) -> None:
    page = open_talk("beat=cut&lang=en")
    with page.context.expect_page() as opened:
        page.keyboard.press("Shift+N")
    other = opened.value
    expect(other.locator(".kw-notes li")).to_have_text([text.en for text in TALK.beats[2].notes])
    expect(page.locator(".kw-notes")).to_have_count(0)
    other.keyboard.press("PageDown")
    at(page, IDS[3])
    expect(other.locator(".kw-notes li").first).to_have_text(TALK.beats[3].notes[0].en)
    other.close()
    expect(page.locator(".kw-notes")).to_be_hidden()
    page.keyboard.press("n")
    expect(page.locator(".kw-notes")).to_be_visible()


def test_the_audience_changes_something_and_the_talk_returns(open_talk: Callable[..., Page]) -> None:
    page = open_talk("beat=cut&lang=en")
    back = page.locator(".kw-return")
    expect(back).to_be_hidden()
    page.click(".kw-try[data-id='failover-control-two-sites']")
    expect(page.locator(".kw-stage")).to_have_attribute("data-changed", "true")
    changed = propagate(CASE, Scenario({"pangyo"}, {"failover-control-two-sites"})).status
    assert statuses(page) == {id: status.word for id, status in changed.items()}
    page.click(".kw-site[data-id='anyang']")
    expect(page.locator(".kw-site[data-id='anyang']")).to_have_attribute("aria-checked", "true")
    # the map is drawn first, the words around it follow
    page.wait_for_function("document.querySelector('.kw-stage .kw-live').href.includes('anyang')")
    link = page.locator(".kw-stage .kw-live").get_attribute("href") or ""
    asked = read_link(link.partition("?")[2], CASE).scenario
    assert asked == Scenario({"pangyo", "anyang"}, {"failover-control-two-sites"})
    back.click()
    expect(page.locator(".kw-stage[data-changed]")).to_have_count(0)
    told = propagate(CASE, Scenario({"pangyo"})).status
    page.wait_for_function("!document.querySelector(\".kw-site[data-id='anyang'][data-lost]\")")
    assert statuses(page) == {id: status.word for id, status in told.items()}
    page.click(".kw-try[data-id='anyang']")
    expect(page.locator(".kw-stage")).to_have_attribute("data-changed", "true")
    page.keyboard.press("Escape")
    expect(page.locator(".kw-stage[data-changed]")).to_have_count(0)
    page.click(".kw-try[data-id='anyang']")
    page.keyboard.press("ArrowRight")  # a click with the mouse leaves the keys to the talk
    at(page, IDS[3])
    page.keyboard.press("ArrowLeft")
    at(page, "cut")
    expect(page.locator(".kw-stage[data-changed]")).to_have_count(0)


def test_a_step_of_cost_switches_on_and_a_window_says_why(open_talk: Callable[..., Page]) -> None:
    page = open_talk("beat=cost&lang=en")
    step = page.locator(".kw-stage .kw-step-of-cost[data-id='failover-control-two-sites']")
    step.click()
    expect(step).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Home")
    page.click(".kw-tile[data-id='tistory']")
    expect(page.locator(".kw-why-box")).to_contain_text("Tistory")
    page.click(".kw-why-close")
    expect(page.locator(".kw-why-box")).to_be_hidden()


def test_the_link_and_its_code_are_of_the_page_that_the_browser_sees(
    open_talk: Callable[..., Page], voila: Server
) -> None:
    page = open_talk("beat=tools&lang=ko")
    page.wait_for_selector(".kw-stage .kw-out .kw-qr path", state="attached")
    page.keyboard.press("q")
    address = page.locator(".kw-qr-address").inner_text()
    assert address.startswith(f"{voila.address}voila/render/recovery.ipynb?")
    expect(page.locator(".kw-qr-note")).to_contain_text("이 컴퓨터에서만")
    page.goto(address)
    await_live(page)
    expected = propagate(CASE, Scenario({"pangyo"}, {"operations-tools-two-sites"}))
    assert read_link(page.url.partition("?")[2], CASE).scenario == expected.scenario


def test_the_same_story_is_read_as_a_page(open_talk: Callable[..., Page]) -> None:
    page = open_talk("read&lang=en")
    expect(page.locator(".kw-page-beat")).to_have_count(len(TALK.beats))
    titles = page.locator(".kw-page-beat h2").all_inner_texts()
    assert len(set(titles)) == len(TALK.beats)
    expect(page.locator(".kw-page-beat .kw-claim[data-kind='assumed']")).to_have_count(len(TALK.beats))
    page.locator(".kw-page-beat[data-id='hours']").scroll_into_view_if_needed()
    page.evaluate("document.querySelector(\".kw-page-beat[data-id='three-sites']\").scrollIntoView()")
    expect(page.locator(".kw-stage")).to_have_attribute("data-id", "three-sites")
    assert statuses(page) == {
        id: status.word
        for id, status in propagate(CASE, CASE.scenarios["three-sites"].scenario).status.items()
    }
    page.locator(".kw-page-beat[data-id='three-sites'] .kw-page-go").click()
    expect(page.locator(".kw-app[data-mode]")).to_have_attribute("data-mode", "talk")
    at(page, "three-sites")
    page.keyboard.press("p")
    expect(page.locator(".kw-app[data-mode]")).to_have_attribute("data-mode", "read")
    page.wait_for_function("location.search.includes('read=1')")


def test_the_language_is_changed_on_the_stage(open_talk: Callable[..., Page]) -> None:
    page = open_talk("beat=ring&lang=en")
    page.click(".kw-language[data-id='ko']")
    expect(page.locator(".kw-beat-title")).to_have_text(TALK.beats[IDS.index("ring")].title.ko)
    expect(page.locator(".kw-stage")).to_have_attribute("lang", "ko")
    page.keyboard.press("PageDown")
    expect(page.locator(".kw-beat-title")).to_contain_text("127시간 30분")


def test_every_control_can_be_reached_by_keyboard(open_talk: Callable[..., Page]) -> None:
    page = open_talk("beat=cut&lang=en")
    seen: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.className.split(' ').at(-1)"))
    for part in ("kw-tool", "kw-language", "kw-try", "kw-turn", "kw-dot", "kw-live", "kw-qr"):
        assert part in seen, part
    page.locator(".kw-try").first.focus()
    page.keyboard.press("Space")
    expect(page.locator(".kw-try").first).to_have_attribute("aria-checked", "true")
    at(page, "cut")


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_on_any_beat_told_or_changed(
    open_talk: Callable[..., Page], size: str, language: str
) -> None:
    width, height = SIZES[size]
    page = open_talk(f"lang={language}", viewport={"width": width, "height": height})
    for beat in TALK.beats:
        at(page, beat.id)
        for is_changed in (False, True):
            if is_changed:
                page.locator(".kw-try").first.click()
                expect(page.locator(".kw-stage")).to_have_attribute("data-changed", "true")
            where = (beat.id, is_changed)
            assert page.evaluate(SIDEWAYS) <= 0, where
            for part in PARTS:
                assert page.evaluate(CUT, part) == [], (*where, part)
            assert page.evaluate(STICKS_OUT, ", ".join(PARTS)) == [], where
            if size != "phone":
                assert page.evaluate(BELOW) <= 1, where
        page.keyboard.press("PageDown")


def test_on_a_phone_each_beat_begins_at_its_top_and_an_answer_comes_into_sight(
    open_talk: Callable[..., Page],
) -> None:
    page = open_talk(viewport={"width": 390, "height": 844})
    for beat in TALK.beats:
        at(page, beat.id)
        expect(page.locator(".kw-beat-title")).to_be_in_viewport(ratio=1)
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        page.click(".kw-turn[data-way='on']" if beat is not TALK.beats[-1] else ".kw-turn[data-way='back']")
    page.click(".kw-dot[data-beat='2']")
    at(page, TALK.beats[2].id)
    page.click(".kw-tile[data-id='tistory']")
    expect(page.locator(".kw-why-box")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_nothing_is_cut_on_the_reading_page(open_talk: Callable[..., Page], size: str, language: str) -> None:
    width, height = SIZES[size]
    page = open_talk(f"read&lang={language}", viewport={"width": width, "height": height})
    expect(page.locator(".kw-page-beat")).to_have_count(len(TALK.beats))
    assert page.evaluate(SIDEWAYS) <= 0
    for part in (
        ".kw-page-beat h2",
        ".kw-page-lines p",
        ".kw-page-figures li",
        ".kw-deck .kw-claim",
        ".kw-page-times li",
    ):
        assert page.evaluate(CUT, part) == [], part


def test_in_jupyterlab_it_is_told_in_its_cell_and_lab_keeps_its_keys(page: Page, lab: Server) -> None:
    page.set_viewport_size({"width": 1600, "height": 900})
    page.goto(lab.address + "lab/tree/notebooks/story.ipynb")
    cell = page.locator(".jp-CodeCell").first
    cell.click()
    expect(page.get_by_text(re.compile(r"\| Idle$"))).to_be_visible()
    page.click("[data-command='notebook:run-cell-and-select-next']")
    page.wait_for_selector(".kw-stage[data-seq]")
    cells = page.locator(".jp-Cell").count()
    page.click(".kw-turn[data-way='on']")
    at(page, IDS[1])
    page.keyboard.press("ArrowRight")
    at(page, IDS[2])
    page.keyboard.press("b")
    expect(page.locator(".kw-black")).to_be_visible()
    page.keyboard.press("b")
    page.click(".kw-try >> nth=0")
    expect(page.locator(".kw-stage")).to_have_attribute("data-changed", "true")
    assert page.locator(".jp-Cell").count() == cells
    assert page.url == lab.address + "lab/tree/notebooks/story.ipynb"
    expect(page.locator(".kw-stage .kw-live")).to_be_hidden()
    expect(page.locator(".kw-error:visible")).to_have_count(0)
