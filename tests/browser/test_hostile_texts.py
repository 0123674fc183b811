"""A report and a handout of hostile texts in a real browser: nothing runs, nothing is fetched, no element is made."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from kakao_whatif.handout.page import handout_page
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.report.contents import build_report
from kakao_whatif.report.html import html_text
from tests.hostile import PIECES, hostile_case

#: Every piece stands somewhere, several of them beside each other.
TEXTS = ("".join(PIECES[0::3]), "".join(PIECES[1::3]), "".join(PIECES[2::3]))
FOREIGN = (
    "img, iframe, object, embed, form, base, link:not([href='data:,']), [src], [onerror], [onload], "
    "a[href^='javascript:']"
)


def pages() -> dict[str, str]:
    case = hostile_case(*TEXTS)
    report = build_report(case, Scenario({"east"}, {f"m {TEXTS[2]}"}), "en", keep=("pay",))
    return {"report": html_text(report), "handout": handout_page(case).html}


@pytest.mark.parametrize("name", ["report", "handout"])
def test_nothing_of_a_hostile_case_runs_or_becomes_an_element(
    new_page: Callable[..., Page], tmp_path: Path, name: str
) -> None:
    file = tmp_path / f"{name}.html"
    file.write_text(pages()[name], encoding="utf-8")
    address = file.as_uri() + "?lose=east&lang=en"
    page = new_page()
    happened: list[str] = []
    page.on("dialog", lambda dialog: (happened.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: happened.append(request.url))
    page.goto(address)
    if name == "handout":
        page.locator(".kw-tile").first.click()
    page.evaluate("() => new Promise(done => requestIdleCallback(done))")
    shown = page.locator("body").inner_text()
    assert "<img src=x onerror=alert(1)>" in shown
    assert "[U+202E]" in shown
    assert page.locator(FOREIGN).evaluate_all("all => all.map(one => one.outerHTML.slice(0, 200))") == []
    assert page.locator("script").count() == (2 if name == "handout" else 0)
    assert happened == [address]
