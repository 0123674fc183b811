"""The page without a server, opened from disk in a browser that has no network."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from kakao_whatif.cases import load_case
from kakao_whatif.files.read import read_system
from kakao_whatif.handout.page import handout_page
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.views.link import write_link
from tests.town import town

HOSTILE = "</script><img src=x onerror=alert(1)><!-- <script>"


@cache
def html_of(case: str) -> str:
    return handout_page(load_case(case) if case != "town" else town()).html


@dataclass
class Handout:
    """A page from disk: what it asked of anybody, and what went wrong in it."""

    page: Page
    file: Path
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, query: str = "") -> "Handout":
        self.page.goto(self.file.as_uri() + query)
        return self.settled()

    def settled(self) -> "Handout":
        """Wait until everything shows the same moment."""
        self.page.wait_for_function(
            "() => { const seen = document.querySelectorAll('#kw-page [data-seq], #kw-when[data-seq]');"
            " return seen.length === 6 && new Set([...seen].map((node) => node.dataset.seq)).size === 1; }"
        )
        return self

    def click(self, selector: str) -> "Handout":
        self.page.locator(selector).first.click()
        return self.settled()

    def statuses(self) -> dict[str, str]:
        code = "tiles => Object.fromEntries(tiles.map(tile => [tile.dataset.id, tile.dataset.status]))"
        found: dict[str, str] = self.page.locator(".kw-tile").evaluate_all(code)
        return found

    def asked_for(self) -> dict[str, list[str]]:
        """Return the scenario that the address names."""
        return parse_qs(urlsplit(self.page.url).query, keep_blank_values=True)


@pytest.fixture
def handout(browser: Browser, tmp_path: Path) -> Any:
    """Give a function that writes a page and opens it; at the end nothing may be held against it."""
    opened: list[Handout] = []

    def make(case: str = "kakao-2022", query: str = "", html: str | None = None, **settings: Any) -> Handout:
        file = tmp_path / "page with a name.html"
        file.write_text(html or html_of(case), encoding="utf-8")
        wanted = {"locale": "ko-KR", "viewport": {"width": 1280, "height": 800}, "offline": True}
        context = browser.new_context(**(wanted | settings))
        found = Handout(context.new_page(), file)
        context.on("request", lambda request: found.asked.append(request.url))
        context.on("weberror", lambda error: found.errors.append(str(error.error)))
        context.on(
            "console", lambda said: said.type in ("error", "warning") and found.errors.append(said.text)
        )
        opened.append(found)
        return found.open(query)

    yield make
    for each in opened:
        assert {urlsplit(address).path for address in each.asked} == {urlsplit(each.file.as_uri()).path}
        assert each.errors == []
        each.page.context.close()


Open = Callable[..., Handout]


def expected(system: System, scenario: Scenario) -> dict[str, str]:
    return {id: status.word for id, status in propagate(system, scenario).status.items()}


def test_it_opens_on_the_answer_and_asks_nobody(handout: Open) -> None:
    page = handout()
    assert page.statuses() == expected(load_case("kakao-2022"), Scenario({"pangyo"}))
    assert page.page.evaluate("document.documentElement.lang") == "ko"
    expect(page.page).to_have_title("만약에? · 카카오 2022")
    assert page.page.locator(".kw-ribbon").count() > 50


def test_what_needs_a_server_is_not_offered(handout: Open) -> None:
    page = handout().page
    for part in (".kw-report", ".kw-code", ".kw-pages", ".kw-home"):
        assert not page.locator(part).is_visible(), part


def test_every_switch_is_live(handout: Open) -> None:
    page = handout(locale="en-US")
    kakao = load_case("kakao-2022")
    page.click(".kw-switch[data-kind='mitigate'][data-id='failover-control-two-sites']")
    scenario = Scenario({"pangyo"}, {"failover-control-two-sites"})
    assert page.statuses() == expected(kakao, scenario)
    page.click(".kw-site[data-id='anyang']")
    assert page.statuses() == expected(kakao, scenario.with_losses("anyang"))
    page.click(".kw-switch[data-kind='unify'][data-id='own-ids']")
    assert page.statuses() == expected(kakao, scenario.with_losses("anyang").with_mitigations("own-ids"))
    page.page.keyboard.press("Control+z")
    page.settled().click(".kw-undo").click(".kw-undo")
    assert page.statuses() == expected(kakao, Scenario({"pangyo"}))
    page.click(".kw-language[data-id='ko']")
    assert page.page.evaluate("document.documentElement.lang") == "ko"
    expect(page.page.locator("#kw-when h2")).to_have_text("언제 돌아오나")


def test_why_is_told_for_any_combination(handout: Open) -> None:
    kakao = load_case("kakao-2022")
    scenario = Scenario({"anyang", "kakao-account"}, {"own-tistory-id"})
    page = handout(query=write_link(kakao, scenario, language="en", selected="brunch"))
    said = page.page.locator(".kw-why li, .kw-also li, .kw-sign-in li").all_inner_texts()
    told = propagate(kakao, scenario).explain("brunch").sentences("en")
    assert [" ".join(words.split()) for words in said] == list(told)


def test_a_link_opens_exactly_its_picture_and_the_address_keeps_up(handout: Open) -> None:
    kakao = load_case("kakao-2022")
    scenario = Scenario({"pangyo", "submarine-cable"}, {"own-ids"})
    page = handout(query=write_link(kakao, scenario, language="en", selected="tistory"))
    assert page.statuses() == expected(kakao, scenario)
    page.click(".kw-chip[data-id='submarine-cable']")
    assert page.asked_for()["lose"] == ["pangyo"]
    assert page.asked_for()["with"] == ["own-ids"]
    before = page.statuses()
    page.page.reload()
    assert page.settled().statuses() == before


def test_times_that_were_not_worked_out_are_said_to_be_missing(handout: Open) -> None:
    page = handout(query="?lose=pangyo,anyang&with=own-ids&lang=en")
    expect(page.page.locator("#kw-when p")).to_contain_text("were not worked out beforehand")
    expect(page.page.locator("#kw-times")).to_be_hidden()
    page = handout(query="?lose=pangyo&with=own-ids,failover-control-two-sites&lang=en&view=daum-mail")
    expect(page.page.locator("#kw-saved p")).to_contain_text("no sets of changes were worked out beforehand")
    page.click("#kw-when button")
    expect(page.page.locator(".kw-ribbon[data-id='daum-mail']")).to_be_visible()
    assert page.asked_for()["lose"] == ["pangyo"]
    assert "with" not in page.asked_for()


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Nothing is lost here, so nothing is down"), ("ko", "잃은 것이 없으므로 멈춘 것도")],
)
def test_with_nothing_lost_it_says_that_nothing_is_down_and_what_to_do(
    handout: Open, language: str, said: str
) -> None:
    page = handout(query=f"?lose=&lang={language}").page
    expect(page.locator("#kw-when p")).to_contain_text(said)
    expect(page.locator(".kw-sentence")).to_contain_text(
        {"en": "switch off a site", "ko": "서비스를 꺼서"}[language]
    )


def test_a_system_without_a_title_has_no_loose_end_in_its_own_and_says_what_to_do(handout: Open) -> None:
    services = [{"id": "app", "replicas": [{"in": "site", "role": "active"}]}]
    case = {"schema": "kakao-whatif/1", "services": services, "domains": [{"id": "site", "kind": "site"}]}
    page = handout(html=handout_page(read_system(case)).html, locale="en-US").page
    expect(page).to_have_title("What if? · your system")
    expect(page.locator("h1")).to_have_text("What if? · your system")
    expect(page.locator(".kw-sentence")).to_contain_text("Nothing is lost yet")


def test_a_copied_address_of_a_file_is_said_to_be_one(handout: Open) -> None:
    page = handout(query="?lose=anyang&lang=en").page
    page.locator(".kw-copy").click()
    expect(page.locator(".kw-copy")).to_have_text("Link copied")
    expect(page.locator(".kw-copied-hint")).to_contain_text("on this device only")
    expect(page.locator(".kw-header [role=status]")).to_contain_text(
        "Link copied. This address leads to this file"
    )


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_long_title_ends_where_its_room_does(handout: Open, width: int, height: int, language: str) -> None:
    title = {
        "en": "The long night in which everything went dark at once " * 3,
        "ko": "모든 것이 한꺼번에 멈춘 기나긴 밤 " * 5,
    }
    services = [{"id": "app", "replicas": [{"in": "site", "role": "active"}]}]
    case = {"schema": "kakao-whatif/1", "title": title, "services": services}
    system = read_system(case | {"domains": [{"id": "site", "kind": "site"}]})
    viewport = {"width": width, "height": height}
    page = handout(html=handout_page(system).html, query=f"?lang={language}", viewport=viewport).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    boxes = page.evaluate(
        "['h1', '.kw-pick'].map((of) => document.querySelector(of).getBoundingClientRect())"
        ".map(({ left, top, right, bottom }) => ({ left, top, right, bottom }))"
    )
    name, pick = boxes
    assert name["right"] <= pick["left"] or name["bottom"] <= pick["top"]
    assert title[language].strip() in str(page.locator("h1").get_attribute("title"))  # type: ignore[index]


def test_a_set_that_would_have_saved_a_service_can_be_tried(handout: Open) -> None:
    page = handout(query="?lose=pangyo&view=kakaotalk-text&lang=en")
    assert page.statuses()["kakaotalk-text"] == "dark"
    page.click("#kw-saved li button")
    assert page.statuses()["kakaotalk-text"] != "dark"
    expect(page.page.locator(".kw-announce")).to_contain_text("Failover control at two sites: on.")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_scrolls_sideways_or_lies_under_the_buttons(
    handout: Open, width: int, height: int, language: str
) -> None:
    viewport = {"width": width, "height": height}
    page = handout(query=f"?lose=pangyo&view=tistory&lang={language}", viewport=viewport).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    about = page.locator("#kw-about p").last.bounding_box()
    assert about is not None
    bars = page.locator(".kw-sheet-open:visible").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().top)"
    )
    assert about["y"] + about["height"] <= min([height, *bars])


def test_it_can_be_worked_with_keys_alone(handout: Open) -> None:
    page = handout()
    page.page.keyboard.press("Tab")
    page.page.keyboard.press("Enter")  # to the map
    page.page.keyboard.press("ArrowRight")
    page.page.keyboard.press("Enter")
    page.settled()
    assert page.asked_for()["view"] == [page.page.evaluate("document.activeElement.dataset.id")]
    page.page.locator("#kw-saved button").first.focus()
    page.page.keyboard.press("Enter")
    page.settled()
    assert "with" in page.asked_for()


def test_a_case_of_ones_own_may_hold_any_words(handout: Open) -> None:
    name = {"en": HOSTILE, "ko": HOSTILE}
    services = [{"id": "app", "name": name, "replicas": [{"in": "site", "role": "active"}], "assumed": name}]
    case = {"schema": "kakao-whatif/1", "id": "own", "version": "1", "title": name, "services": services}
    system = read_system(case | {"domains": [{"id": "site", "kind": "site", "name": name}]})
    page = handout(html=handout_page(system).html, query="?lose=site&view=app&lang=en")
    assert page.statuses() == {"app": "dark"}
    expect(page.page.locator(".kw-details .kw-panel-title")).to_have_text(HOSTILE)
    assert page.page.locator("img").count() == 0


def test_a_small_case_has_everything_too(handout: Open) -> None:
    page = handout("town", query="?lose=pangyo&view=chat&lang=en")
    assert page.statuses() == expected(town(), Scenario({"pangyo"}))
    assert page.page.locator(".kw-why li").count() > 0
    assert page.page.locator(".kw-ribbon").count() > 0


def test_a_link_to_another_case_shows_no_picture_and_offers_the_pages_own(handout: Any) -> None:
    shown = handout("town")
    shown.page.goto(shown.file.as_uri() + "?case=kakao-2023&lose=pangyo&lang=en")
    expect(shown.page.locator("h1")).to_have_text("The case 'kakao-2023' is not here")
    assert shown.statuses() == {}
    shown.page.locator("#kw-page a").click()
    assert shown.settled().statuses()
