"""Nothing serious keeps anybody from using the dashboards: axe-core looks at each, as a test needs no eyes to do."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.axe import findings, still

SIZES = ((390, 844), (1280, 800), (1920, 1080))
LOCALES = {"ko": "ko-KR", "en": "en-GB"}
#: What a reader opens on the way, and how wide the page is then.
OPENED: dict[str, tuple[tuple[int, str], ...]] = {
    "index": (),
    "blackout": (
        (1920, ".kw-tile[data-id='tistory']"),
        (390, ".kw-details .kw-sheet-close"),
        (390, ".kw-switches .kw-sheet-open"),
    ),
    "recovery": ((1920, ".kw-band-switch"),),
    "had-kakao": (
        (1920, ".kw-k[data-id='2']"),
        (1920, ".kw-dial-kind[data-id='site']"),
        (1920, ".kw-need[data-id='login']"),
    ),
    "compare": ((1920, ".kw-swap"),),
}


@pytest.mark.slow
@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("dashboard", OPENED)
def test_axe_finds_nothing_serious(
    new_page: Callable[..., Page], visit: Callable[..., Page], dashboard: str, language: str
) -> None:
    page = visit(new_page(locale=LOCALES[language], reduced_motion="reduce"), f"{dashboard}.ipynb")
    found = {}
    for at, (width, height) in enumerate(SIZES):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in (
            ("light", "dark") if at == 1 else ("dark",)
        ):  # what is where does not hang on the colours
            page.emulate_media(color_scheme=scheme)
            still(page)
            found[width, scheme] = findings(page)
    for width, selector in OPENED[dashboard]:
        page.set_viewport_size({"width": width, "height": 900})
        page.locator(selector).first.click()
        still(page)
        found[width, selector] = findings(page)
    assert {place: rules for place, rules in found.items() if rules} == {}


def test_axe_would_find_a_button_without_a_name_and_pale_words(page: Page) -> None:
    page.set_content(
        "<html lang='en'><title>A page</title><button></button><p style='color:#bbb;background:#fff'>Pale</p>"
    )
    assert set(findings(page)) == {"button-name", "color-contrast"}
