"""The pages of the other cases, whose titles and names are longer than those of the first, at every size."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_blackout_sizes import SIDEWAYS, SIZES

#: Whether the title lies over the controls beside it, or beyond the page.
COVERS = """() => {
    const [title, pick] = ["h1.kw-title", ".kw-pick"].map((of) => document.querySelector(of).getBoundingClientRect());
    const isBeside = title.right <= pick.left || title.left >= pick.right;
    return !(isBeside || title.bottom <= pick.top) || title.right > document.documentElement.clientWidth;
}"""


@pytest.mark.parametrize("dashboard", ["blackout", "recovery", "had-kakao", "compare"])
@pytest.mark.parametrize("case", ["facebook-2021", "nirs-2025"])
def test_nothing_runs_off_the_page_and_the_title_covers_nothing(
    new_page: Callable[..., Page], visit: Callable[..., Page], dashboard: str, case: str
) -> None:
    page = visit(new_page(reduced_motion="reduce"), f"{dashboard}.ipynb", f"case={case}&lang=en")
    for language in ("en", "ko"):
        page.locator(f".kw-language[data-id='{language}']").click()
        expect(page.locator(".kw-header")).to_have_attribute("lang", language)
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_selector(f".kw-app[data-room='{size}']")
            assert page.evaluate(SIDEWAYS) <= 0, (language, size)
            assert not page.evaluate(COVERS), (language, size)
