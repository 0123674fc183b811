import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from kakao_whatif.dashboards.serve import notebooks_folder, page_address
from tests.browser.conftest import free_port
from tests.patience import SECONDS


def test_the_notebooks_are_found() -> None:
    assert (notebooks_folder() / "blackout.ipynb").is_file()


def test_an_address_is_quoted_and_keeps_its_query() -> None:
    root = "http://127.0.0.1:8866/user/x/"
    assert page_address(root, "two words.ipynb") == root + "voila/render/two%20words.ipynb"
    assert (
        page_address(root, "blackout.ipynb", "lose=pangyo")
        == root + "voila/render/blackout.ipynb?lose=pangyo"
    )


@pytest.mark.slow
def test_exploring_prints_the_address_serves_it_and_ends_quietly(tmp_path: Path) -> None:
    port = free_port()
    code = f"from kakao_whatif.dashboards.serve import serve; serve(port={port}, open_page=False)"
    log = tmp_path / "log.txt"
    with log.open("wb") as errors:
        server = subprocess.Popen(
            [sys.executable, "-c", code],
            stdout=subprocess.PIPE,
            stderr=errors,
            preexec_fn=lambda: signal.signal(
                signal.SIGINT, signal.SIG_DFL
            ),  # a test in the background ignores it
        )
    try:
        assert server.stdout is not None
        told = server.stdout.readline().decode("utf-8").strip()
        assert told == f"The dashboards are at http://127.0.0.1:{port}/voila/render/index.ipynb"
        with urllib.request.urlopen(
            f"http://127.0.0.1:{port}/voila/render/blackout.ipynb", timeout=SECONDS
        ) as page:
            assert b"jupyter-config-data" in page.read()
    finally:
        server.send_signal(signal.SIGINT)
        assert server.wait(SECONDS) == 0
    assert log.read_text("utf-8") == ""
