"""`explore`: a real server, told and ended as a person would."""

import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import free_port
from tests.patience import SECONDS


@pytest.mark.slow
def test_exploring_a_case_prints_its_page_and_ends_on_ctrl_c(tmp_path: Path) -> None:
    port = free_port()
    code = "from kakao_whatif.cli import main; main(prog_name='kakao-whatif')"
    options = ["--no-browser", "--port", str(port), "--case", "kakao-2022", "--lang", "en"]
    with (
        (tmp_path / "log.txt").open("wb") as log,
        subprocess.Popen(
            [sys.executable, "-c", code, "explore", *options],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            preexec_fn=lambda: signal.signal(
                signal.SIGINT, signal.SIG_DFL
            ),  # a test in the background ignores it
        ) as server,
    ):
        try:
            assert server.stdout is not None
            told = [server.stdout.readline() for _ in range(3)]
            server.send_signal(signal.SIGINT)
            code_at_end = server.wait(SECONDS)
        finally:
            server.kill()
    address = urlsplit(told[0].split()[-1])
    assert (address.hostname, address.port) == ("127.0.0.1", port)
    assert address.path == "/voila/render/blackout.ipynb"
    assert address.query == "case=kakao-2022&lang=en"
    assert re.fullmatch(r"Room for \d+ visitors at once; others wait\.\n", told[1])
    assert told[2] == "Ctrl+C ends them.\n"
    assert code_at_end in (0, 130)
    assert "Traceback" not in (tmp_path / "log.txt").read_text("utf-8")
