"""The report in a real browser: on a phone and a screen, on paper, and from the dashboard's header."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from kakao_whatif.model.text import Language
from kakao_whatif.report.writing import write_report
from tests.browser.conftest import Server, await_live
from tests.report.nights import column, night

LOCALES: list[tuple[Language, str]] = [("ko", "ko-KR"), ("en", "en-US")]

#: What stands out of its box, or over another text, measured in the page.
CLIPPED = """
() => {
  const wide = document.documentElement.scrollWidth > innerWidth;
  const seen = (node) => !node.closest('.unseen, thead, svg') && node.getClientRects().length;
  const cut = [...document.querySelectorAll('td, th, p, li, h1, h2, h3, h4, caption')]
    .filter((node) => seen(node) && node.scrollWidth > node.clientWidth + 1)
    .map((node) => `${node.tagName}.${node.className}: ${node.textContent.slice(0, 40)}`);
  return { wide, cut };
}
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Language], str]:
    folder = tmp_path_factory.mktemp("report")

    def address(language: Language) -> str:
        path: Path = folder / f"{language}.html"
        if not path.exists():
            write_report(night(language), path)
        return path.as_uri()

    return address


@pytest.mark.parametrize(("language", "locale"), LOCALES)
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_cut_and_nothing_scrolls_sideways(
    new_page: Callable[..., Page],
    written: Callable[[Language], str],
    language: Language,
    locale: str,
    width: int,
) -> None:
    page = new_page(locale=locale, viewport={"width": width, "height": 800})
    page.context.set_offline(True)
    page.goto(written(language))
    assert page.locator("html").get_attribute("lang") == language
    assert page.evaluate(CLIPPED) == {"wide": False, "cut": []}


@pytest.mark.parametrize(("language", "locale"), LOCALES)
def test_on_paper_no_row_is_cut_and_every_source_is_written_out(
    new_page: Callable[..., Page],
    written: Callable[[Language], str],
    language: Language,
    locale: str,
) -> None:
    page = new_page(locale=locale, color_scheme="dark")
    page.goto(written(language))
    sheets = [
        each.extract_text() for each in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    ]
    joined = ["".join(normalize("NFKC", sheet).split()) for sheet in sheets]  # "fi" may be one sign on paper
    report = night(language)
    for section in report.sections:
        assert any("".join(normalize("NFKC", section.title).split()) in sheet for sheet in joined)
    for table, parts in (("back", ("service", "until", "waited")), ("record", ("service", "observed"))):
        for row in zip(*(column(report.table(table), part) for part in parts), strict=True):
            wanted = ["".join(normalize("NFKC", str(words)).split()) for words in row]
            assert any(all(words in sheet for words in wanted) for sheet in joined), row
    url = next(
        row[2].url for each in report.tables if each.id == "facts-fact" for row in each.rows if row[2].url
    )
    assert "".join(str(url).split()) in "".join(joined)
    assert 15 < len(sheets) < 50


def test_the_header_leads_to_the_report_of_what_is_shown(
    new_page: Callable[..., Page], serve_with: Callable[..., Server]
) -> None:
    server = serve_with(base_url="/user/x/")
    page = new_page(locale="en-US")
    page.goto(server.render("blackout.ipynb", "lose=pangyo&lang=en"), wait_until="commit")
    await_live(page)
    page.locator('.kw-switches [role="switch"][data-id="anyang"]').first.click()
    expect(page.locator("a.kw-report")).to_have_attribute("href", _names("anyang,pangyo"))
    with page.context.expect_page() as opened:
        page.locator("a.kw-report").click()
    report = opened.value
    report.wait_for_load_state()
    assert report.url.startswith(f"{server.address}voila/render/kakao-whatif/report?")
    expect(report.locator(".subtitle")).to_have_text("Lost: Anyang and SK C&C Pangyo")


def test_of_a_case_of_ones_own_the_kernel_makes_the_report(
    new_page: Callable[..., Page], serve_with: Callable[..., Server], tmp_path: Path
) -> None:
    (tmp_path / "own.yaml").write_text(
        "schema: kakao-whatif/1\nid: own\ntitle: My shop\ndomains: [{id: east, kind: site}]\n"
        "services: [{id: shop, replicas: [{in: east}]}]\n",
        encoding="utf-8",
    )
    code = "from kakao_whatif.dashboards import blackout; blackout('own.yaml')"
    cells = [
        {
            "cell_type": "code",
            "id": "a",
            "execution_count": None,
            "metadata": {},
            "outputs": [],
            "source": code,
        }
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "own.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    page = new_page(locale="en-US")
    page.goto(serve_with(folder=tmp_path).render("own.ipynb", "lose=east&lang=en"), wait_until="commit")
    await_live(page)
    with page.expect_download() as kept:
        page.locator("a.kw-report").click()
    assert kept.value.suggested_filename == "own-report.html"
    assert "<h1>What if: My shop</h1>" in Path(kept.value.path()).read_text("utf-8")


def _names(losses: str) -> object:
    import re

    return re.compile(rf"kakao-whatif/report\?.*lose={losses}")
