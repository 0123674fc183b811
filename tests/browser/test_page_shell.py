"""The page around a notebook: what a reader sees when nothing special is there, or when something fails."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, Watch, await_live
from tests.patience import SECONDS

PLAIN = "import ipywidgets; ipywidgets.HTML('<b id=probe>here</b>')"


def write_notebook(path: Path, code: str, **metadata: object) -> None:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [nbformat.v4.new_markdown_cell("# A page"), nbformat.v4.new_code_cell(code)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel, **metadata}), path)


def write_dead_kernel(folder: Path) -> None:
    """A kernel whose process ends before it says a word."""
    place = folder / "kernels" / "dead"
    place.mkdir(parents=True)
    spec = {"argv": ["python", "-c", "raise SystemExit(1)"], "display_name": "Dead", "language": "python"}
    (place / "kernel.json").write_text(json.dumps(spec), "utf-8")


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory, serve_with: Callable[..., Server]) -> Server:
    """Serve a folder of small notebooks, one for each thing that can happen."""
    folder = tmp_path_factory.mktemp("notebooks")
    write_notebook(folder / "index.ipynb", PLAIN)
    write_notebook(folder / "broken.ipynb", "not_for_readers = 1 / 0")
    dead = {"name": "dead", "display_name": "Dead", "language": "python"}
    write_notebook(folder / "dead.ipynb", PLAIN, kernelspec=dead)
    jupyter = tmp_path_factory.mktemp("jupyter")
    write_dead_kernel(jupyter)
    return serve_with(folder=folder, JUPYTER_PATH=str(jupyter))


def open_plain(page: Page, server: Server, query: str = "") -> None:
    page.goto(server.render("index.ipynb", query), wait_until="commit")
    await_live(page)
    expect(page.locator("#probe")).to_be_visible()


def test_a_plain_notebook_is_shown_and_its_waiting_line_goes(page: Page, scratch: Server) -> None:
    open_plain(page, scratch)
    expect(page.locator("#loading")).to_have_count(0)
    expect(page.get_by_role("heading", name="A page")).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "query", "language", "title"),
    [
        ("ko-KR", "", "ko", "만약에? 카카오, 2022년 10월"),
        ("en-US", "", "en", "What if? Kakao, October 2022"),
        ("en-US", "lang=ko", "ko", "만약에? 카카오, 2022년 10월"),
        ("fr-FR", "", "ko", "만약에? 카카오, 2022년 10월"),
    ],
)
def test_the_page_speaks_the_language_of_the_link_or_the_reader(
    new_page: Callable[..., Page], scratch: Server, locale: str, query: str, language: str, title: str
) -> None:
    page = new_page(locale=locale)
    page.goto(scratch.render("index.ipynb", query), wait_until="commit")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page).to_have_title(title)
    await_live(page)


def test_visitors_change_neither_theme_nor_template(page: Page, scratch: Server) -> None:
    open_plain(page, scratch, "theme=dark&template=reveal")
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "true")
    expect(page.locator("#kw-shell-alerts")).to_be_attached()


@pytest.mark.parametrize("leave", ["close", "go elsewhere", "reload"])
def test_leaving_a_page_ends_its_kernel(page: Page, scratch: Server, leave: str) -> None:
    assert scratch.await_kernels(0) == 0
    open_plain(page, scratch)
    assert scratch.kernels() == 1
    if leave == "close":
        page.close(run_before_unload=True)
    elif leave == "reload":
        page.reload(wait_until="commit")
        await_live(page)
    else:
        page.goto("about:blank")
    remaining = 1 if leave == "reload" else 0
    assert scratch.await_kernels(remaining) == remaining


def test_leaving_while_it_starts_ends_the_kernel_too(page: Page, scratch: Server) -> None:
    assert scratch.await_kernels(0) == 0
    page.goto(scratch.render("index.ipynb"), wait_until="commit")
    page.wait_for_selector("#jupyter-config-data", state="attached")
    page.goto("about:blank")
    assert scratch.await_kernels(0) == 0


def test_a_notebook_that_fails_says_so_and_keeps_its_secrets(
    page: Page, scratch: Server, watch: Watch
) -> None:
    page.goto(scratch.render("broken.ipynb", "lang=en"), wait_until="commit")
    expect(page.get_by_role("alert")).to_contain_text("stopped with an error")
    expect(page.get_by_role("button", name="Reload")).to_be_visible()
    expect(page.locator("#loading")).to_have_count(0)
    page.wait_for_load_state()
    assert "ZeroDivisionError" not in page.content()
    assert "not_for_readers" not in page.content()
    assert "ZeroDivisionError" in scratch.log.read_text("utf-8")


def test_a_kernel_that_never_starts_is_told(page: Page, scratch: Server) -> None:
    page.clock.install()
    page.goto(scratch.render("dead.ipynb"), wait_until="commit")
    expect(page.locator("#loading")).to_contain_text("시작하는 중입니다")
    page.clock.fast_forward(20_000)
    expect(page.locator("#loading")).to_contain_text("아직 시작하는 중입니다")
    page.clock.fast_forward(60_000)
    expect(page.get_by_role("alert")).to_contain_text("시작되지 않았습니다")


def test_who_has_to_wait_is_told_how_many_go_first_and_is_not_given_up(page: Page, scratch: Server) -> None:
    page.clock.install()
    page.goto(scratch.render("dead.ipynb"), wait_until="commit")
    page.wait_for_selector("#loading")
    page.evaluate("window.kwShell.queue(12, 'queue')")  # as the server does it, in a script of the page
    page.clock.fast_forward(300_000)
    expect(page.get_by_role("status")).to_contain_text("먼저 시작할 페이지: 12개")
    page.evaluate("window.kwShell.queue(3, 'full')")
    expect(page.get_by_role("status")).to_contain_text("먼저 온 페이지: 3개")
    page.evaluate("window.kwShell.queue(0, 'queue')")
    expect(page.get_by_role("status")).to_contain_text("차례가 되어")
    page.clock.fast_forward(80_000)
    expect(page.get_by_role("alert")).to_contain_text("시작되지 않았습니다")


def test_a_javascript_error_is_shown_in_the_page(page: Page, scratch: Server, watch: Watch) -> None:
    open_plain(page, scratch, "lang=en")
    page.evaluate("setTimeout(() => { throw new Error('a probe <b>of</b> errors') })")
    expect(page.get_by_role("alert")).to_contain_text("A part of this page failed: a probe <b>of</b> errors")
    assert any("a probe" in error for error in watch.errors)
    watch.errors.clear()


def test_a_kernel_that_has_gone_is_told(page: Page, scratch: Server, watch: Watch) -> None:
    open_plain(page, scratch)
    page.evaluate(
        """async () => {
            const config = JSON.parse(document.getElementById("jupyter-config-data").textContent);
            const form = new FormData();
            form.append("_xsrf", document.cookie.match("_xsrf=([^;]*)")[1]);
            await fetch(`${config.baseUrl}voila/api/shutdown/${config.kernelId}`, { method: "POST", body: form });
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    expect(page.get_by_role("alert").filter(has_text="연결이 끊겼습니다")).to_be_visible()
    watch.errors.clear()  # the browser itself reports the 404


def test_a_page_that_is_not_there_says_so_in_both_languages(
    page: Page, scratch: Server, watch: Watch
) -> None:
    for missing in (scratch.render("missing.ipynb"), scratch.address + "missing"):
        answer = page.goto(missing)
        assert answer is not None
        assert answer.status == 404
        expect(page.get_by_text("이 주소에는 페이지가 없습니다.")).to_be_visible()
        expect(page.get_by_text("There is no page at this address.")).to_be_visible()
        page.get_by_role("link").click()
        expect(page).to_have_url(scratch.render("index.ipynb"))
    watch.errors.clear()  # the browser itself reports the 404


def test_the_root_leads_to_the_front_page(page: Page, scratch: Server) -> None:
    page.goto(scratch.address)
    expect(page).to_have_url(scratch.render("index.ipynb"))
    await_live(page)
    expect(page.locator("#probe")).to_be_visible()


def test_everything_works_under_a_base_path(
    page: Page, serve_with: Callable[..., Server], tmp_path: Path
) -> None:
    write_notebook(tmp_path / "index.ipynb", PLAIN)
    server = serve_with(folder=tmp_path, base_url="/user/x/")
    open_plain(page, server)
    page.goto("about:blank")
    assert server.await_kernels(0) == 0


def test_notebooks_and_programs_are_not_handed_out(scratch: Server) -> None:
    for name in ("index.ipynb", "../pyproject.toml"):
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(f"{scratch.address}voila/files/{name}", timeout=SECONDS)
