"""A kernel that ends, a server that is restarted: the reader is told, and gets the same scenario back."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from kakao_whatif.model.scenario import Scenario
from tests.browser.conftest import Server, Watch, await_live, start_voila
from tests.browser.explorer import DEFAULT, Explorer

HELD = Scenario({*DEFAULT.losses, "anyang"})


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Server]]:
    """Start a server that a test may stop; what the test puts into the list is stopped at the end.

    A test asks for it before its page, so that the page is left first.
    """
    servers = [start_voila(tmp_path_factory.mktemp("voila") / "log.txt")]
    yield servers
    for server in servers:
        if server.process.poll() is None:
            server.stop()


def opened(page: Page, server: Server, language: str) -> Explorer:
    """Open the dashboard and switch one more site, so that the address holds what no default does."""
    page.goto(server.render("blackout.ipynb", f"lang={language}"), wait_until="commit")
    await_live(page)
    explorer = Explorer(page)
    explorer.lose("anyang")
    explorer.shows(HELD)
    return explorer


def await_return(page: Page, before: str) -> None:
    """Wait for another page at the same address than the one that bears the mark, and for its life."""
    page.wait_for_function("() => !window.kwMarked")
    await_live(page)
    assert page.url == before


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "The connection to the computation has ended."), ("ko", "계산 프로세스와의 연결이 끊겼습니다.")],
)
def test_a_killed_kernel_is_told_and_the_page_comes_back_with_its_scenario(
    own: list[Server], page: Page, watch: Watch, language: str, words: str
) -> None:
    explorer = opened(page, own[0], language)
    before = page.url
    page.evaluate("window.kwMarked = true")
    own[0].kill_kernels()
    page.click(".kw-site[data-id='anyang']")  # nobody hears this one
    told = page.get_by_role("alert")
    expect(told).to_contain_text(words)
    expect(told.get_by_role("button")).to_be_visible()
    await_return(page, before)
    explorer.shows(HELD)
    explorer.lose("anyang")
    explorer.shows(DEFAULT)
    assert own[0].kernels() == 1
    watch.errors.clear()  # the browser itself reports what the server no longer has


def test_a_kernel_that_keeps_ending_is_told_and_left_to_the_reader(
    own: list[Server], page: Page, watch: Watch
) -> None:
    explorer = opened(page, own[0], "en")
    for words in ("opens again in a moment", "has ended again"):
        page.evaluate("window.kwMarked = true")
        own[0].kill_kernels()
        page.click(".kw-site[data-id='pangyo']")
        expect(page.get_by_role("alert")).to_contain_text(words)
        if "again in" in words:
            await_return(page, page.url)
    assert page.evaluate("window.kwMarked")
    page.get_by_role("alert").get_by_role("button", name="Reload").click()
    await_return(page, page.url)
    explorer.shows(HELD)
    watch.errors.clear()


def test_a_restarted_server_gets_its_readers_back_with_their_scenario(
    own: list[Server], page: Page, watch: Watch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    explorer = opened(page, own[0], "en")
    before = page.url
    page.evaluate("window.kwMarked = true")
    own[0].stop()
    page.click(".kw-site[data-id='anyang']")
    told = page.get_by_role("alert")
    expect(told).to_contain_text("The server does not answer.")
    told.get_by_role("button", name="Try now").click()
    expect(told).to_have_count(1)
    assert page.evaluate("window.kwMarked")
    port = urlsplit(own[0].address).port
    own.append(start_voila(tmp_path_factory.mktemp("voila") / "log.txt", port=port))
    await_return(page, before)
    explorer.shows(HELD)
    watch.errors.clear()


def test_a_server_that_was_only_away_takes_its_words_back(
    own: list[Server], new_page: Callable[..., Page], watch: Watch
) -> None:
    page = new_page(locale="en-US")
    explorer = opened(page, own[0], "en")
    page.route("**/api/kernels/*", lambda route: route.abort())
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer.")
    page.unroute("**/api/kernels/*")
    expect(page.locator("#kw-shell-alerts > *")).to_have_count(0)
    explorer.lose("anyang")
    explorer.shows(DEFAULT)
    watch.errors.clear()
