"""In a Jupyter Server of somebody's own (Lab, a hub, Binder), our settings touch our own notebooks only."""

import json
import re
import shutil
import sys
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import nbformat
import pytest

from kakao_whatif.dashboards.voila.page_route import is_ours
from tests.browser.conftest import ROOT, Server, free_port, start_server
from tests.patience import SECONDS

CELL = "import ipywidgets; ipywidgets.HTML('<b>theirs</b>')"


def theirs(path: Path) -> None:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [nbformat.v4.new_code_cell(CELL)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start a Jupyter Server with the settings of binder/, our notebooks, and one of somebody else's."""
    home = tmp_path_factory.mktemp("hub")
    shutil.copytree(ROOT / "notebooks", home / "notebooks")
    theirs(home / "theirs.ipynb")
    (home / "config").mkdir()
    shutil.copy(ROOT / "binder" / "jupyter_server_config.py", home / "config")
    port = free_port()
    command = [sys.executable, "-m", "jupyter_server", "--no-browser", "--ip=127.0.0.1", f"--port={port}"]
    command += ["--allow-root", "--ServerApp.base_url=/user/x/", f"--ServerApp.root_dir={home}"]
    command += ["--ServerApp.port_retries=0", "--IdentityProvider.token=", "--ServerApp.log_level=INFO"]
    settings = {"JUPYTER_CONFIG_DIR": str(home / "config"), "HOME": str(home)}
    server = start_server(
        command, f"http://127.0.0.1:{port}/user/x/", "api", home / "log.txt", folder=home, **settings
    )
    yield server
    server.stop()


@pytest.mark.slow
@pytest.mark.xdist_group("visitors")
def test_our_page_is_ours_and_another_notebook_is_shown_as_voila_shows_it(hub: Server) -> None:
    jar = CookieJar()
    visitor = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    ours = hub.render("notebooks/blackout.ipynb", "lang=en")
    page = visitor.open(ours, timeout=SECONDS).read().decode("utf-8")
    assert 'id="kw-first-data"' in page
    assert hub.kernels() == 0
    # A GET of theirs starts a kernel, with Voila's own template: as if we were not there.
    shown = visitor.open(hub.render("theirs.ipynb"), timeout=SECONDS).read().decode("utf-8")
    assert "kw-" not in shown
    assert "voila spinner" in shown
    assert (
        json.loads(visitor.open(hub.address + "api/kernels", timeout=SECONDS).read())[0]["name"] == "python3"
    )
    assert hub.kernels() == 1
    # Ours asks for its own, as its script does.
    token = next(cookie.value for cookie in jar if cookie.name == "_xsrf")
    asking = urllib.request.Request(ours, data=b"", headers={"X-XSRFToken": str(token)})
    cells = visitor.open(asking, timeout=SECONDS).read().decode("utf-8")
    assert re.search(r'"kernelId": "[^"]+"', cells)
    assert "application/vnd.jupyter.widget-view+json" in cells
    assert "data-kw-failed" not in cells
    assert hub.kernels() == 2
    assert "Traceback" not in hub.log.read_text("utf-8")


@pytest.mark.parametrize(
    ("metadata", "ours"),
    [({"kakao_whatif": {"dashboard": "blackout"}}, True), ({"kakao_whatif": {}}, True), ({}, False)],
    ids=str,
)
def test_a_notebook_is_ours_by_its_metadata(tmp_path: Path, metadata: dict[str, object], ours: bool) -> None:
    nbformat.write(nbformat.v4.new_notebook(metadata=metadata), tmp_path / "a.ipynb")
    assert is_ours(str(tmp_path), "a.ipynb") is ours


@pytest.mark.parametrize(
    "path", ["none.ipynb", "a.txt", "../a.ipynb", "", "broken.ipynb", "list.ipynb", "a\0.ipynb"]
)
def test_what_is_no_notebook_is_nobodys(tmp_path: Path, path: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "a.ipynb").write_text('{"metadata": {"kakao_whatif": {}}}')
    (tmp_path / "in" / "broken.ipynb").write_text("{")
    (tmp_path / "in" / "list.ipynb").write_text("[]")
    (tmp_path / "in" / "a.txt").write_text('{"metadata": {"kakao_whatif": {}}}')
    assert not is_ours(str(tmp_path / "in"), path)
