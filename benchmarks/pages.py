"""The dashboard in a real browser, against notebooks that do nothing, served by the same Voila.

The plain notebooks are no dashboards of ours, so that the server shows them the way Voila shows any notebook.

A page is *interactive* when what its notebook displays stands in the document: for the empty notebook its one
HTML widget, for the dashboard all five views of the first picture, answered for by a kernel. Every load is
cold: a fresh profile, a fresh kernel, no other one running, and a machine that has rested. The page itself notes
the moments, counted from the start of its navigation, so that nothing has to ask it while it is busy. A first
picture counts as drawn when its frame is on its way to the screen; when the browser says that it stood there is
told too.

A click is a real one, by the mouse, and counts from the press until the browser begins the frame that has the
next picture; how long that frame then takes, which is longer for a map of eighty windows than for one line, is
told too.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import nbformat
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.measure import Ratio, readable
from tests.browser import chromium
from tests.browser.conftest import LIVE, Server, start_voila

ROOT = Path(__file__).parent.parent
LOADS = 9
REST_MS = 2_000
CLICKS = 40

EMPTY = "import ipywidgets; ipywidgets.HTML('<b id=probe>here</b>')"
BARE = """import ipywidgets
button, shown = ipywidgets.Button(), ipywidgets.HTML('<b id=probe>0</b>')
button.on_click(lambda _: setattr(shown, 'value', f"<b id=probe>{int(shown.value[12:-4]) + 1}</b>"))
ipywidgets.VBox([button, shown])"""

DRAWN = "#kw-first[data-kw-first='drawn']"
PROBE = "#rendered_cells #probe"
MAP = (".kw-site[data-id='pangyo']", ".kw-building", "data-seq")
LINE = ("#rendered_cells button", "#rendered_cells", "")

#: Be ready for the next click: note when the frame with the change begins, and when it has been drawn.
READY = """([place, attribute]) => {
    const watched = document.querySelector(place);
    const value = () => (attribute ? watched.getAttribute(attribute) : watched.textContent);
    const before = value();
    window.kwDrawn = new Promise(done => {
        let start = 0;
        addEventListener("pointerdown", event => (start = event.timeStamp), { capture: true, once: true });
        const look = () => {
            if (value() === before) return requestAnimationFrame(look);
            const begins = performance.now() - start;
            const drawn = () => done([begins / 1000, (performance.now() - start) / 1000]);
            scheduler.postTask(drawn, { priority: "user-blocking" });
        };
        requestAnimationFrame(look);
    });
}"""
#: Note when each selector first finds something.
NOTED = """(selectors => {
    window.kwSeen = {};
    const look = () => {
        for (const selector of selectors)
            if (!(selector in kwSeen) && document.querySelector(selector)) kwSeen[selector] = performance.now();
    };
    const watched = ["data-kw-first", "data-kw-state"];
    new MutationObserver(look).observe(document, { childList: true, subtree: true, attributeFilter: watched });
})(%s)"""
ALL_SEEN = "count => Object.keys(window.kwSeen ?? {}).length === count"
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
ALL_SHOW_ONE = (
    "new Set([...document.querySelectorAll('[data-view]')].map(view => view.dataset.seq)).size === 1"
)


def ratios() -> Iterator[Ratio]:
    """Yield cold load, first picture, and click to paint, each over its plain counterpart."""
    with dashboards() as server, chrome() as browser:
        loads = measured_loads(server, browser)
        empty, whole, first = median(loads.empty), median(loads.interactive), median(loads.first)
        detail = f"{readable(whole)} / {readable(empty)}"
        yield Ratio("cold load of blackout / empty Voila notebook", whole / empty, detail, at_most=1.15)
        detail = (
            f"{readable(first)} / {readable(empty)}; on the screen after {readable(median(loads.painted))}"
        )
        yield Ratio("  its first picture / the empty notebook's load", first / empty, detail, at_most=0.25)
        clicks = measured_clicks(server, browser)
        begins, bare_begins = (median(click[0] for click in clicks[page]) for page in ("map", "bare"))
        detail = f"{readable(begins)} / {readable(bare_begins)}"
        yield Ratio("click to repainted map / bare HTML widget", begins / bare_begins, detail, at_most=1.5)
        drawn, bare_drawn = (median(click[1] for click in clicks[page]) for page in ("map", "bare"))
        detail = f"{readable(drawn)} / {readable(bare_drawn)}"
        yield Ratio("  until all of that frame is drawn", drawn / bare_drawn, detail)


@dataclass(slots=True)
class Loads:
    """Seconds of each load, in turns."""

    empty: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    painted: list[float] = field(default_factory=list)
    interactive: list[float] = field(default_factory=list)


def measured_loads(server: Server, browser: Browser, turns: int = LOADS) -> Loads:
    """Open the empty notebook and the dashboard in turns; the first turn warms the disk and is left out."""
    loads = Loads()
    for turn in range(turns + 1):
        with fresh_page(server, browser) as page:
            (empty,) = seconds_until(page, server.render("empty.ipynb"), PROBE)
        with fresh_page(server, browser) as page:
            first, interactive = seconds_until(page, server.render("blackout.ipynb"), DRAWN, LIVE)
            painted = page.evaluate(PAINTED) / 1000
        if turn:
            loads.empty.append(empty)
            loads.first.append(first)
            loads.painted.append(painted)
            loads.interactive.append(interactive)
    return loads


def measured_clicks(server: Server, browser: Browser, turns: int = CLICKS) -> dict[str, list[list[float]]]:
    """Click a site of the map and a plain button in turns; the first turns warm up and are left out."""
    clicks: dict[str, list[list[float]]] = {"map": [], "bare": []}
    with fresh_page(server, browser) as map_page, fresh_page(server, browser, kernels=1) as bare_page:
        seconds_until(map_page, server.render("blackout.ipynb"), LIVE)
        seconds_until(bare_page, server.render("bare.ipynb"), PROBE)
        for turn in range(turns + 4):
            bare = click_to_frame(bare_page, *LINE)
            whole = click_to_frame(map_page, *MAP)
            map_page.wait_for_function(ALL_SHOW_ONE)
            map_page.wait_for_selector(".kw-building:not([data-moving])")
            if turn >= 4:
                clicks["bare"].append(bare)
                clicks["map"].append(whole)
    return clicks


def click_to_frame(page: Page, button: str, place: str, attribute: str) -> list[float]:
    """Click a button; return the seconds until the frame with what it changes begins, and is drawn."""
    page.bring_to_front()
    page.locator(button).hover()
    page.evaluate(READY, [place, attribute])
    page.wait_for_timeout(200)  # whatever the pointer set going has ended
    page.mouse.down()
    page.mouse.up()
    taken: list[float] = page.evaluate("window.kwDrawn")
    return taken


def seconds_until(page: Page, address: str, *selectors: str) -> list[float]:
    """Open an address; return the seconds until each selector finds something."""
    page.add_init_script(NOTED % json.dumps(selectors))
    page.goto(address, wait_until="commit")
    page.wait_for_function(ALL_SEEN, arg=len(selectors), polling=100, timeout=60_000)
    seen: dict[str, float] = page.evaluate("window.kwSeen")
    return [seen[selector] / 1000 for selector in selectors]


@contextmanager
def fresh_page(server: Server, browser: Browser, kernels: int = 0) -> Iterator[Page]:
    """Open a page in an empty profile, when no kernel but those that are wanted runs any more."""
    server.await_kernels(kernels)
    context = browser.new_context(locale="ko-KR", viewport={"width": 1280, "height": 1200})
    page = context.new_page()
    page.wait_for_timeout(REST_MS)
    yield page
    page.goto("about:blank")  # leaves the notebook, which ends its kernel
    context.close()


@contextmanager
def dashboards() -> Iterator[Server]:
    """Serve the dashboard and the two plain notebooks from one folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "notebooks"
        shutil.copytree(ROOT / "notebooks", folder)
        for notebook, code in (("empty", EMPTY), ("bare", BARE)):
            cells = [nbformat.v4.new_code_cell(code)]
            metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
            content = nbformat.v4.new_notebook(cells=cells, metadata=metadata)
            nbformat.write(content, folder / f"{notebook}.ipynb")
        # As on a reader's machine, compiled code is kept from one kernel to the next.
        kept = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
        server = start_voila(Path(name) / "log.txt", folder, **kept)
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def chrome() -> Iterator[Browser]:
    """Start a Chromium."""
    path = chromium.find()
    if path is None:
        raise SystemExit(chromium.WAY_OUT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield browser
        browser.close()
