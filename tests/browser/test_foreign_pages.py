"""What other pages can do with ours in a real browser: show it in a frame of the same server, and nothing else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import LIVE, Server, Watch
from tests.patience import MILLISECONDS

FOREIGN = """<!doctype html><img src="{0}"><iframe src="{0}"></iframe><link rel="prefetch" href="{0}">
<script src="{0}"></script><form method="post" action="{0}"><button>send</button></form>
<script>
const ask = mode => fetch("{0}", {{ method: "POST", mode, credentials: "include" }}).catch(() => "refused");
window.done = Promise.all([ask("cors"), ask("no-cors"), ask("same-origin")]);
</script>"""


def shown_at(page: Page, address: str, text: str) -> None:
    """Let the browser find a page at an address that no server has to serve."""

    def give(route: Route) -> None:
        route.fulfill(body=text, content_type="text/html")

    page.route(address, give)
    page.goto(address)


@pytest.fixture
def server(serve_with: Callable[..., Server]) -> Server:
    """Serve for one test alone: its kernels are counted."""
    return serve_with()


def test_a_page_of_another_site_starts_no_kernel(server: Server, page: Page, watch: Watch) -> None:
    target = server.render("blackout.ipynb")
    other = server.address.replace("127.0.0.1", "localhost") + "elsewhere"
    page.goto(target)  # the visitor has a cookie of ours
    page.wait_for_selector(LIVE, state="attached", timeout=MILLISECONDS)
    page.goto("about:blank")
    assert server.await_kernels(0) == 0
    shown_at(page, other, FOREIGN.format(target))
    page.evaluate("window.done")
    page.get_by_role("button").click()
    page.wait_for_load_state("networkidle")
    assert server.kernels() == 0
    watch.errors.clear()  # the browser reports each refusal
    watch.foreign.clear()


def test_a_frame_of_the_same_server_comes_to_life(server: Server, page: Page) -> None:
    target = server.render("blackout.ipynb", "lang=en")
    shown_at(page, server.address + "slides", f'<!doctype html><iframe width=1200 height=700 src="{target}">')
    expect(page.frame_locator("iframe").locator(LIVE)).to_be_attached(timeout=MILLISECONDS)


def test_a_page_without_cookies_is_told_that_it_needs_them(server: Server, page: Page, watch: Watch) -> None:
    page.add_init_script("Object.defineProperty(document, 'cookie', { get: () => '', set: () => {} })")
    page.goto(server.render("blackout.ipynb", "lang=en"))
    expect(page.get_by_role("alert")).to_contain_text("Allow cookies for this address")
    assert server.kernels() == 0
    watch.errors.clear()  # the browser reports the refusal
