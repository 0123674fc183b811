"""Nothing serious keeps anybody from following the talk, the report and the page from disk: axe-core looks at each."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from kakao_whatif.cases import load_case
from kakao_whatif.model.text import Language
from kakao_whatif.report.writing import write_report
from kakao_whatif.views.story.page import talk_for
from tests.browser.axe import findings, still
from tests.browser.test_handout_page import html_of
from tests.report.nights import night

LANGUAGES: tuple[Language, ...] = ("ko", "en")
BEATS = [beat.id for beat in talk_for(load_case("kakao-2022")).beats]
#: What a speaker calls up over a beat, by its key, and what shows that it is there.
CALLED = {"n": ".kw-notes li", "q": ".kw-qr-address", "?": ".kw-keys"}
NewPage = Callable[..., Page]


def looked_at(page: Page, width: int, scheme: str = "light") -> dict[str, list[str]]:
    """Return what axe finds at a width, in a colour scheme."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    still(page)
    return findings(page)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_beat_and_what_is_called_up_over_it(
    new_page: NewPage, visit: Callable[..., Page], language: Language
) -> None:
    page = visit(new_page(reduced_motion="reduce"), "story.ipynb", f"lang={language}")
    found = {}
    for beat in BEATS:
        page.wait_for_selector(f".kw-stage[data-id='{beat}']")
        found[beat] = looked_at(page, 1280)
        page.keyboard.press("PageDown")
    page.locator(".kw-try").first.click()
    page.wait_for_selector(".kw-stage[data-changed]")
    found["changed"] = looked_at(page, 390)
    page.set_viewport_size({"width": 1920, "height": 1080})
    for key, part in CALLED.items():
        page.keyboard.press(key)
        page.wait_for_selector(part)
        found[key] = looked_at(page, 1920)
        page.keyboard.press("Escape" if key != "n" else key)
    assert {place: rules for place, rules in found.items() if rules} == {}


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_talk_as_a_page_to_read(
    new_page: NewPage, visit: Callable[..., Page], language: Language
) -> None:
    page = visit(new_page(reduced_motion="reduce"), "story.ipynb", f"read&lang={language}")
    found = {
        (width, scheme): looked_at(page, width, scheme) for width, scheme in ((390, "dark"), (1280, "light"))
    }
    assert {place: rules for place, rules in found.items() if rules} == {}


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report(new_page: NewPage, tmp_path: Path, language: Language) -> None:
    file = tmp_path / "report.html"
    write_report(night(language), file)
    page = new_page()
    page.goto(file.as_uri())
    found = {
        (width, scheme): looked_at(page, width, scheme) for width, scheme in ((390, "dark"), (1280, "light"))
    }
    assert {place: rules for place, rules in found.items() if rules} == {}


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_without_a_server(new_page: NewPage, tmp_path: Path, language: Language) -> None:
    file = tmp_path / "handout.html"
    file.write_text(html_of("kakao-2022"), encoding="utf-8")
    page = new_page(reduced_motion="reduce")
    page.goto(f"{file.as_uri()}?lose=pangyo&lang={language}")
    page.wait_for_selector(".kw-ribbon")
    found = {
        (width, scheme): looked_at(page, width, scheme) for width, scheme in ((390, "light"), (1280, "dark"))
    }
    page.locator(".kw-tile[data-id='tistory']").click()
    page.wait_for_selector(".kw-why li")
    found[1280, "selected"] = looked_at(page, 1280)
    assert {place: rules for place, rules in found.items() if rules} == {}
