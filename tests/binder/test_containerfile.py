"""What can be known of the container without one: its file is in order, and its steps lead to a page."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.binder.conftest import FILE, ROOT
from tests.binder.containerfile import problems, read
from tests.browser.conftest import free_port, start_server
from tests.visitors import visit

TEXT = FILE.read_text("utf-8")
STEPS = read(TEXT)

pytestmark = pytest.mark.xdist_group("binder")


def test_the_container_file_is_in_order() -> None:
    assert problems(TEXT) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("python:3.11.14-slim-bookworm", "python:3.11", "an exact version"),
        ("python:3.11.14-slim-bookworm", "python:latest", "an exact version"),
        ("python:3.11.14-slim-bookworm", "python", "an exact version"),
        ("USER visitor", "USER root", "not root"),
        ("USER visitor", "USER 0:0", "not root"),
        ("USER visitor\n", "", "not root"),
        ('RUN ["useradd", "--create-home", "--uid", "1000", "visitor"]', "RUN useradd visitor", "in JSON"),
        ('CMD ["kakao-whatif"', 'CMD kakao-whatif explore #["', "in JSON"),
        ("EXPOSE 8866", "ENV API_KEY=1234", "looks like a secret"),
        ("EXPOSE 8866", "ENTRYPOINT []", "is none of"),
        ("EXPOSE 8866", "USR visitor", "is none of"),
        ("EXPOSE 8866", 'RUN ["kakao-whatif", "cases"]', "put it last"),
        ("EXPOSE 8866", 'CMD ["sleep", "1"]', "one CMD must come last"),
        ("COPY kakao_whatif kakao_whatif", "COPY . .", "the whole folder"),
        ("WORKDIR /build", 'RUN ["curl", "https://me:word@host/file"]', "looks like a secret"),
        ("FROM ", "EXPOSE 1\nFROM ", "FROM must come first"),
    ],
)
def test_what_is_wrong_with_one_is_told(old: str, new: str, told: str) -> None:
    assert old in TEXT
    assert any(told in problem for problem in problems(TEXT.replace(old, new)))


def test_the_container_has_the_python_that_binder_has() -> None:
    series = (ROOT / "binder" / "runtime.txt").read_text("utf-8").strip().removeprefix("python-")
    assert f"/python:{series}." in STEPS[0].text


def test_the_container_installs_what_binder_installs() -> None:
    commands = [" ".join(step.words or []) for step in STEPS if step.name == "RUN"]
    assert any(command.endswith("--requirement binder/requirements.txt") for command in commands)
    assert any(command.endswith("--no-deps .") for command in commands)


@contextmanager
def running(image: Path, home: Path) -> Iterator[str]:
    """Run the container's command as it stands, but on this machine's own address and a free port."""
    words = list(STEPS[-1].words or [])
    port = free_port()
    words[words.index("--host") + 1] = "127.0.0.1"
    words[words.index("--port") + 1] = str(port)
    command = [str(image / words[0]), *words[1:]]
    environment = {"HOME": str(home), "PYTHONPATH": "", "PATH": f"{image}{os.pathsep}{os.environ['PATH']}"}
    address = f"http://127.0.0.1:{port}/"
    server = start_server(
        command, address, "voila/static/voila.js", home / "log.txt", folder=home, **environment
    )
    try:
        yield server.address
    finally:
        server.stop()


@pytest.mark.slow
def test_the_steps_lead_to_a_server_that_shows_the_dashboard(image: Path, tmp_path: Path) -> None:
    with running(image, tmp_path) as root:
        seen = asyncio.run(visit(f"{root}voila/render/blackout.ipynb?lang=en", root))
        assert seen.kernel
