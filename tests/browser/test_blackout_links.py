"""The scenario in the address, the language, and the ways in and out of the page."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import say
from kakao_whatif.views.link import read_link
from kakao_whatif.views.qr import qr
from tests.browser.conftest import Server, await_live
from tests.browser.explorer import CASE, DEFAULT, UNIFICATION, Explorer, Open, impact_of
from tests.browser.test_first_picture import open_first_picture, statuses

LINKS = {
    "": DEFAULT,
    "lose=pangyo-feed": Scenario({"pangyo-feed"}),
    "lose=anyang&with=failover-control-two-sites&read=keys-to-run": Scenario(
        {"anyang"}, {"failover-control-two-sites"}, {"keys-to-run"}
    ),
    "lose=": Scenario(),
}


@pytest.mark.parametrize("query", LINKS)
def test_both_pictures_of_a_link_are_what_the_core_makes_of_it(page: Page, voila: Server, query: str) -> None:
    wanted = {id: status.word for id, status in impact_of(LINKS[query]).status.items()}
    release = open_first_picture(page, voila, query)
    assert statuses(page, "#kw-first") == wanted
    release()
    await_live(page)
    Explorer(page).shows(LINKS[query])


def test_the_address_restores_everything(open_explorer: Open) -> None:
    explorer = open_explorer()
    explorer.lose("anyang")
    explorer.switch("unify", UNIFICATION.members[0])
    explorer.switch("mitigate", "contain-fire")
    explorer.switch("read", "keys-to-run")
    explorer.select("naver")
    explorer.speak("en")
    scenario = Scenario({"anyang", "pangyo"}, {UNIFICATION.members[0], "contain-fire"}, {"keys-to-run"})
    explorer.shows(scenario)
    address = explorer.page.url
    other = open_explorer(query=address.partition("?")[2])
    other.shows(scenario)
    assert other.selected == "naver"
    assert other.language == "en"
    assert other.chips() == explorer.chips()
    assert other.page.url == address
    assert other.text(".kw-headline") == explorer.text(".kw-headline")
    assert other.text(".kw-details") == explorer.text(".kw-details")


def test_going_back_leaves_the_page_instead_of_stepping_through_scenarios(explorer: Explorer) -> None:
    length = explorer.page.evaluate("history.length")
    explorer.lose("anyang")
    explorer.select("naver")
    assert explorer.page.evaluate("history.length") == length


def test_the_link_can_be_copied(open_explorer: Open) -> None:
    explorer = open_explorer(permissions=["clipboard-read", "clipboard-write"])
    explorer.lose("anyang")
    word = explorer.text(".kw-copy")
    explorer.page.click(".kw-copy")
    expect(explorer.find(".kw-copy")).not_to_have_text(word)  # it says that it is done
    assert explorer.page.evaluate("navigator.clipboard.readText()") == explorer.page.url


def test_the_link_can_be_shown_as_a_code(open_explorer: Open) -> None:
    explorer = open_explorer("lose=pangyo&with=own-ids&lang=en")
    page = explorer.page
    page.click(".kw-code")
    dialog = page.locator("dialog.kw-code-dialog")
    expect(dialog).to_be_visible()
    expect(dialog.locator(".kw-code-address")).to_have_text(page.url)
    expect(dialog.locator("svg path")).to_have_attribute("d", qr(page.url)["path"])
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    explorer.click(".kw-switch[data-kind='lose'][data-id='anyang']")
    expect(dialog).to_be_hidden()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_link_that_asks_for_too_much_says_what_was_kept(open_explorer: Open, language: Language) -> None:
    query = f"lose=pangyo,pangio&with=own-ids-elsewhere,nothing&view=nobody&lang={language}"
    link = read_link(query, CASE)
    explorer = open_explorer(query)
    explorer.shows(link.scenario)
    assert link.scenario.losses == {"pangyo"}
    problem = explorer.find(".kw-problem")
    expect(problem).to_be_visible()
    expect(problem).to_have_attribute("role", "alert")
    for told in link.problems:
        expect(problem).to_contain_text(told.in_language(language))
    for word in ("'pangio'", "'nothing'", "'nobody'", CASE.label("pangyo").in_language(language)):
        expect(problem).to_contain_text(word)
    explorer.lose("anyang")
    expect(problem).to_be_hidden()  # it was read; the next click is another matter


def test_markup_in_a_link_stays_text(open_explorer: Open) -> None:
    explorer = open_explorer("lose=<img/src=x/onerror=alert(1)>,pangyo&view=<b>")
    explorer.shows(DEFAULT)
    expect(explorer.find(".kw-problem")).to_contain_text("<img/src=x")
    assert explorer.find("img").count() == 0


@pytest.mark.parametrize(("language", "locale"), [("ko", "en-US"), ("en", "ko-KR")])
def test_one_language_throughout(open_explorer: Open, language: Language, locale: str) -> None:
    """The link's language wins over the browser's, in every view."""
    explorer = open_explorer(f"lang={language}&view=tistory", locale=locale)
    expect(explorer.find("html")).to_have_attribute("lang", language)
    langs = explorer.find("[data-view]").evaluate_all("views => views.map(view => view.lang)")
    assert langs == [language] * 5
    for id in ("tistory", "webtoon-reading", "upbit", "naver"):
        word = say(f"status.{explorer.statuses[id]}", language)
        name = explorer.find(f".kw-tile[data-id='{id}']").get_attribute("aria-label")
        assert name is not None
        assert word in name
        assert CASE.label(id).in_language(language) in name
    words = explorer.text(".kw-headline")
    assert bool(re.search("[가-힣]", words)) == (language == "ko")


def test_the_language_changes_without_changing_anything_else(explorer: Explorer) -> None:
    explorer.select("tistory")
    korean = explorer.text(".kw-headline")
    explorer.speak("en")
    explorer.shows(DEFAULT)
    assert explorer.selected == "tistory"
    assert not re.search("[가-힣]", explorer.text(".kw-headline") + explorer.text(".kw-details"))
    explorer.speak("ko")
    assert explorer.text(".kw-headline") == korean


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_front_page_leads_to_the_dashboard_and_back(
    page: Page, visit: Callable[..., Page], language: Language
) -> None:
    visit(page, "index.ipynb", f"lang={language}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.click("a[data-id='blackout']")
    await_live(page)
    explorer = Explorer(page)
    assert explorer.language == language
    explorer.shows(DEFAULT)
    page.click(".kw-home")
    page.wait_for_selector("a[data-id='blackout']")
    expect(page.locator("html")).to_have_attribute("lang", language)


def test_the_front_page_changes_language(page: Page, visit: Callable[..., Page]) -> None:
    visit(page, "index.ipynb")
    page.click("a[lang='en']")
    await_live(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert not re.search("[가-힣]", page.locator(".kw-front ul.kw-cards").inner_text())
