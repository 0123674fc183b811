"""A real Voila process, a real JupyterLab and a real Chromium for the browser tests.

Fixtures for tests:

``voila``       the dashboards, served by the code behind `kakao-whatif explore`, once for each test worker
``serve_with``  a factory of further servers: another folder, another base path
``lab``         a JupyterLab on a copy of the notebooks
``browser``     a Chromium (one for each file)
``page``        a page in a fresh profile, Korean, 1280 x 800; errors and foreign requests fail the test
``new_page``    a factory of such pages with other settings: `new_page(locale="en-US", viewport=...)`
``visit``       `visit(page, "blackout.ipynb", "lose=pangyo")`: opens a page of `voila`, waits until live
``open_explorer``  `open_explorer("lose=anyang", locale="en-US")`: the dashboard on a page of its own
``explorer``    the dashboard on a page that the tests of a file share, brought back to how it opens

Wait on `data-seq` or on `data-kw-state`, never on sleep.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

from tests.browser import chromium
from tests.browser.explorer import Explorer
from tests.patience import MILLISECONDS, SECONDS

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
LIVE = "body[data-kw-state='live']"
SETTLED = "body[data-kw-state]:not([data-kw-state='waiting'])"

expect.set_options(timeout=MILLISECONDS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of one file on one worker: they share a browser and a server."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group(f"browser-{item.path.stem}"))


def free_port() -> int:
    """Return a port of this machine that nobody uses right now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its root address, its process, and where it logs."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def render(self, notebook: str, query: str = "") -> str:
        """Return the address of a notebook's page."""
        return f"{self.address}voila/render/{notebook}" + (f"?{query}" if query else "")

    def kernels(self) -> int:
        """Return how many kernels run behind this server."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        return sum(_is_kernel(child) for child in children)

    def kill_kernels(self) -> None:
        """End the kernels as a lack of memory does: without a word."""
        for child in psutil.Process(self.process.pid).children(recursive=True):
            if _is_kernel(child):
                child.kill()

    def await_kernels(self, number: int, seconds: float = SECONDS) -> int:
        """Wait until that many kernels run; return how many do in the end."""
        end = time.monotonic() + seconds
        while self.kernels() != number and time.monotonic() < end:
            time.sleep(0.1)
        return self.kernels()

    def stop(self) -> None:
        """End the server and everything it started."""
        family = psutil.Process(self.process.pid).children(recursive=True)
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        for process in family:
            if process.is_running():
                process.kill()


def _is_kernel(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE and "ipykernel_launcher" in " ".join(
            process.cmdline()
        )
    except psutil.NoSuchProcess:
        return False


def start_server(
    command: list[str], address: str, probe: str, log: Path, folder: Path = ROOT, **environment: str
) -> Server:
    """Start a server and wait until it answers; its own words are shown when it does not."""
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command, cwd=folder, stdout=stream, stderr=subprocess.STDOUT, env={**os.environ, **environment}
        )
    server = Server(address, process, log)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(address + probe, timeout=5).close()
        except urllib.error.HTTPError:
            return server
        except OSError:
            time.sleep(0.1)
        else:
            return server
    server.stop()
    raise RuntimeError(f"no answer from {address}:\n{log.read_text(errors='replace')[-4000:]}")


def start_voila(
    log: Path,
    folder: Path | None = None,
    base_url: str = "/",
    port: int | None = None,
    given: Mapping[str, Any] | None = None,
    **environment: str,
) -> Server:
    """Start the dashboards as `kakao-whatif explore` does, without opening a browser; `given` is for `serve`."""
    port = port or free_port()
    code = (
        "import json, sys; from pathlib import Path; from kakao_whatif.dashboards.serve import serve; "
        "given = json.loads(sys.argv[1]); folder = given.pop('folder'); "
        "serve(folder=Path(folder) if folder else None, open_page=False, verbose=True, **given)"
    )
    wanted = {"port": port, "base_url": base_url, "folder": str(folder) if folder else None, **(given or {})}
    command = [sys.executable, "-c", code, json.dumps(wanted)]
    return start_server(
        command, f"http://127.0.0.1:{port}{base_url}", "voila/static/voila.js", log, **environment
    )


@pytest.fixture(scope="session")
def voila(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the dashboards of the package."""
    server = start_voila(tmp_path_factory.mktemp("voila") / "log.txt")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def serve_with(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Give a function that serves another folder, or under another base path."""
    servers: list[Server] = []

    def start(**given: Any) -> Server:
        servers.append(start_voila(tmp_path_factory.mktemp("voila") / "log.txt", **given))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start JupyterLab on a copy of the notebooks, without any settings of the person who tests."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", home / "notebooks")
    news = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    (home / "config" / "labconfig").mkdir(parents=True)
    (home / "config" / "labconfig" / "page_config.json").write_text(json.dumps(news), "utf-8")
    port = free_port()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", f"--port={port}"]
    command += ["--ServerApp.port_retries=0", f"--ServerApp.root_dir={home}", "--IdentityProvider.token="]
    command += ["--ServerApp.password=", "--ServerApp.disable_check_xsrf=True", "--allow-root"]
    settings = {"JUPYTER_CONFIG_DIR": str(home / "config"), "JUPYTERLAB_SETTINGS_DIR": str(home / "settings")}
    settings["JUPYTERLAB_WORKSPACES_DIR"] = str(home / "workspaces")
    server = start_server(command, f"http://127.0.0.1:{port}/", "api", home / "log.txt", **settings)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start a Chromium. None at all is a failure, not a reason to skip."""
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.WAY_OUT, pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=path, args=list(chromium.FLAGS), timeout=MILLISECONDS
        )
        yield started
        started.close()


@dataclass(slots=True)
class Watch:
    """What a page did that it must not: errors, and requests to any other host.

    What a test opens from disk is nobody's host; a page that a server sent may not read it, the browser sees to that.
    """

    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def attach(self, context: BrowserContext) -> None:
        """Watch every page of a context, and be patient with it."""
        context.set_default_timeout(MILLISECONDS)
        context.on("request", lambda request: self._on_request(request.url))
        context.on("weberror", lambda error: self.errors.append(f"page: {error.error}"))
        context.on("console", lambda message: self._on_console(message.type, message.text))

    def _on_request(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("data", "blob", "about", "file") and parts.hostname != "127.0.0.1":
            self.foreign.append(address)

    def _on_console(self, kind: str, text: str) -> None:
        if kind == "error":
            self.errors.append(f"console: {text}")


@pytest.fixture
def watch() -> Watch:
    """Give what is held against the pages of this test; a test of failures clears `watch.errors` itself."""
    return Watch()


@pytest.fixture
def new_page(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Give a function that opens a page in a fresh profile; at the end nothing may be held against it."""
    contexts: list[BrowserContext] = []

    def open_page(**settings: Any) -> Page:
        wanted = {"locale": "ko-KR", "viewport": {"width": 1280, "height": 800}} | settings
        context = browser.new_context(**wanted)
        watch.attach(context)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        for page in context.pages:
            with suppress(Error):  # a page that a test closed may still be closing
                page.goto("about:blank")  # leaves the dashboard, which ends its kernel
        context.close()
    assert watch.foreign == []
    assert watch.errors == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """Give a page as most readers have it."""
    return new_page()


def await_live(page: Page, seconds: float = SECONDS) -> None:
    """Wait until the live dashboard stands in the page; what the page says instead fails the test."""
    page.wait_for_selector(SETTLED, state="attached", timeout=seconds * 1000)
    told = page.locator("#kw-shell-alerts").inner_text()
    assert page.locator(LIVE).count() == 1, told


@pytest.fixture
def visit(voila: Server) -> Callable[..., Page]:
    """Give a function that opens a page of the dashboards and waits until it is live."""

    def open_dashboard(page: Page, notebook: str = "blackout.ipynb", query: str = "") -> Page:
        page.goto(voila.render(notebook, query), wait_until="commit")
        await_live(page)
        return page

    return open_dashboard


@pytest.fixture
def open_explorer(new_page: Callable[..., Page], visit: Callable[..., Page]) -> Callable[..., Explorer]:
    """Give a function that opens the dashboard on a page of its own."""

    def open_one(query: str = "", **settings: Any) -> Explorer:
        return Explorer(visit(new_page(**settings), query=query))

    return open_one


@pytest.fixture(scope="module")
def shared(browser: Browser, voila: Server) -> Iterator[tuple[Explorer, Watch]]:
    """Open the dashboard once for all tests of a file: a kernel's start is most of a test's time."""
    watch = Watch()
    context = browser.new_context(locale="ko-KR", viewport={"width": 1280, "height": 800})
    watch.attach(context)
    page = context.new_page()
    page.goto(voila.render("blackout.ipynb"), wait_until="commit")
    await_live(page)
    yield Explorer(page), watch
    page.goto("about:blank")
    context.close()


@pytest.fixture
def explorer(shared: tuple[Explorer, Watch]) -> Iterator[Explorer]:
    """Give the shared dashboard as it opens; at the end nothing may be held against it."""
    explorer, watch = shared
    watch.errors.clear()
    explorer.start_over()
    yield explorer
    assert watch.foreign == []
    assert watch.errors == []
