"""What the dashboard shows when something fails, and what it leaves behind when it goes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kakao_whatif.model.scenario import Scenario
from kakao_whatif.propagation.impact import propagate
from tests.browser.conftest import ROOT, Server, Watch, await_live
from tests.browser.explorer import DEFAULT, Explorer, Open, impact_of
from tests.browser.test_page_shell import write_notebook
from tests.town import town

#: A view that is sent rows it cannot draw.
BROKEN = """from kakao_whatif.dashboards import blackout
page = blackout()
headline = page.children[2]
headline.data = {**headline.data, "counts": 5}
page"""

#: A case in which two mitigations exclude each other.
TOWN = "from kakao_whatif.dashboards import blackout; from tests.town import town; blackout(town(), 'lose=pangyo')"


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory, serve_with: Callable[..., Server]) -> Server:
    """Serve dashboards that are not those of the package."""
    folder = tmp_path_factory.mktemp("notebooks")
    for name, code in (("index", "pass"), ("broken", BROKEN), ("town", TOWN)):
        write_notebook(folder / f"{name}.ipynb", code)
    return serve_with(folder=folder, PYTHONPATH=str(ROOT))


def test_a_view_that_fails_says_so_and_the_others_go_on(open_explorer: Open, watch: Watch) -> None:
    explorer = open_explorer()
    page = explorer.page
    before = explorer.text(".kw-sentence")
    page.evaluate("document.querySelector('.kw-counts').kwNodes = 'gone'")
    page.click(".kw-site[data-id='anyang']")
    error = explorer.find(".kw-error:visible")
    expect(error).to_have_count(1)
    expect(error).to_contain_text("headline")
    expect(error).to_have_attribute("role", "alert")
    page.wait_for_selector(".kw-switches[data-seq='2']")
    assert explorer.find(".kw-headline").get_attribute("data-seq") == "1"
    impact = impact_of(Scenario({*DEFAULT.losses, "anyang"}))
    assert explorer.statuses == {id: status.word for id, status in impact.status.items()}
    assert explorer.text(".kw-sentence") == before  # the last good picture stays
    assert watch.errors
    watch.errors.clear()


def test_rows_that_cannot_be_drawn_are_told_in_the_page(page: Page, scratch: Server, watch: Watch) -> None:
    page.goto(scratch.render("broken.ipynb"), wait_until="commit")
    expect(page.locator(".kw-error:visible")).to_contain_text("headline")
    expect(page.locator(".kw-building .kw-tile").first).to_be_visible()
    assert watch.errors
    watch.errors.clear()


def test_a_refused_click_is_told_and_changes_nothing(page: Page, scratch: Server) -> None:
    page.goto(scratch.render("town.ipynb"), wait_until="commit")
    page.wait_for_selector(".kw-switches[data-seq]")
    await_live(page)
    explorer = Explorer(page)
    explorer.switch("mitigate", "control-twice")
    explorer.switch("mitigate", "control-moved")
    problem = explorer.find(".kw-problem")
    expect(problem).to_be_visible()
    for id in ("control-twice", "control-moved"):
        expect(problem).to_contain_text(town().mitigations[id].name.ko)
    impact = propagate(town(), Scenario({"pangyo"}, {"control-twice"}))
    assert explorer.statuses == {id: status.word for id, status in impact.status.items()}
    assert explorer.state_of("mitigate", "control-moved") == "false"
    explorer.lose("pangyo")
    expect(problem).to_be_hidden()


@pytest.mark.parametrize("notebook", ["blackout.ipynb", "index.ipynb"])
def test_no_kernel_is_left_behind(page: Page, serve_with: Callable[..., Server], notebook: str) -> None:
    server = serve_with()  # nobody else's kernels are counted
    page.goto(server.render(notebook), wait_until="commit")
    await_live(page)
    assert server.kernels() == 1
    page.reload(wait_until="commit")
    await_live(page)
    assert server.await_kernels(1) == 1
    page.close(run_before_unload=True)
    assert server.await_kernels(0) == 0


def test_a_request_to_another_host_would_be_seen(page: Page, watch: Watch) -> None:
    page.route("http://elsewhere.invalid/*", lambda route: route.abort())
    page.evaluate("fetch('http://elsewhere.invalid/style.css').catch(() => null)")
    assert watch.foreign == ["http://elsewhere.invalid/style.css"]
    watch.foreign.clear()
    watch.errors.clear()
