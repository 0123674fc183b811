"""What can be built of the Binder image without Docker: its pins, and the server that runs inside it."""

import json
import os
import re
import subprocess
import tomllib
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.patience import SECONDS

ROOT = Path(__file__).parent.parent.parent
BINDER = ROOT / "binder"
BASE = "/user/x/"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("binder")]


def pins() -> dict[str, str]:
    """Return the version that Binder installs of each package."""
    lines = (BINDER / "requirements.txt").read_text("utf-8").splitlines()
    pinned = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in pinned}


def runtime_requirements() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [Requirement(line) for line in project["dependencies"]]


@pytest.mark.parametrize("requirement", runtime_requirements(), ids=str)
def test_every_requirement_is_pinned_within_its_bounds(requirement: Requirement) -> None:
    pinned = pins()[canonicalize_name(requirement.name)]
    assert requirement.specifier.contains(pinned)


def test_every_pin_is_exact() -> None:
    assert all(re.fullmatch(r"[0-9][0-9a-z.]*", pinned) for pinned in pins().values())


def test_binder_gets_a_python_that_the_package_accepts() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    runtime = (BINDER / "runtime.txt").read_text("utf-8").strip().removeprefix("python-")
    assert Requirement(f"python{project['requires-python']}").specifier.contains(f"{runtime}.0")


def test_the_build_step_can_be_run() -> None:
    assert os.access(BINDER / "postBuild", os.X_OK)
    assert "pip install --no-deps ." in (BINDER / "postBuild").read_text("utf-8")


def test_the_pins_and_the_package_fit_together(image: Path) -> None:
    command = [str(image / "python"), "-m", "pip", "--disable-pip-version-check", "check"]
    checked = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    assert checked.returncode == 0, checked.stdout
    code = "import kakao_whatif; print(kakao_whatif.__file__)"
    # A path that the person who tests has set would show another package.
    settings = {**os.environ, "PYTHONPATH": ""}
    command = [str(image / "python"), "-P", "-c", code]
    found = subprocess.run(command, capture_output=True, text=True, check=True, env=settings)
    assert str(image.parent) in found.stdout


@contextmanager
def jupyter_server(image: Path, home: Path) -> Iterator[str]:
    """Run the image's Jupyter Server as Binder does: its own home, a base path, the settings of binder/."""
    from tests.browser.conftest import free_port, start_server

    (home / ".jupyter").mkdir()
    settings = (BINDER / "jupyter_server_config.py").read_text("utf-8")
    (home / ".jupyter" / "jupyter_server_config.py").write_text(settings, "utf-8")
    port = free_port()
    command = [
        str(image / "python"),
        "-P",
        "-m",
        "jupyterlab",
        "--no-browser",
        "--allow-root",
        "--ip=127.0.0.1",
    ]
    command += [f"--port={port}", "--ServerApp.port_retries=0", f"--ServerApp.base_url={BASE}"]
    command += [f"--ServerApp.root_dir={ROOT}", "--IdentityProvider.token="]
    environment = {"HOME": str(home), "JUPYTER_CONFIG_DIR": str(home / ".jupyter"), "PYTHONPATH": ""}
    server = start_server(command, f"http://127.0.0.1:{port}{BASE}", "api", home / "log.txt", **environment)
    try:
        yield server.address
    finally:
        server.stop()


def test_jupyter_server_serves_the_dashboard_under_a_base_path(image: Path, tmp_path: Path) -> None:
    with jupyter_server(image, tmp_path) as root:
        jar = CookieJar()
        visitor = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        address = f"{root}voila/render/notebooks/blackout.ipynb?lang=en"
        page = visitor.open(address, timeout=SECONDS).read().decode("utf-8")
        assert '<html lang="en">' in page
        assert 'id="kw-first-data"' in page
        (front_end,) = re.findall(r'data-kw-front-end="([^"]+)"', page)
        assert front_end.startswith(BASE)
        assert visitor.open(root.removesuffix(BASE) + front_end, timeout=SECONDS).status == 200
        for path in re.findall(r'(?:src|href)="(/[^"]+)"', page):
            assert path.startswith(BASE), path
        assert kernels(visitor, root) == []
        # The page's script asks for the kernel.
        token = next(str(cookie.value) for cookie in jar if cookie.name == "_xsrf")
        asking = urllib.request.Request(address, data=b"", headers={"X-XSRFToken": token})
        cells = visitor.open(asking, timeout=SECONDS).read().decode("utf-8")
        # Told twice: for the front end that is loaded early, and again with the kernel.
        early, config = (configuration(text) for text in (page, cells))
        assert early["baseUrl"] == config["baseUrl"] == BASE
        # A mounted widget's model is in the page, and no error took its place.
        assert "application/vnd.jupyter.widget-view+json" in cells
        assert "data-kw-failed" not in cells
        assert kernels(visitor, root) == [config["kernelId"]]
        # The report lies beside the page, and needs no kernel.
        asked = f"{root}voila/render/notebooks/kakao-whatif/report?lose=pangyo&lang=en"
        assert "Lost: SK C&amp;C Pangyo" in visitor.open(asked, timeout=SECONDS).read().decode("utf-8")
        assert visitor.open(f"{root}lab/tree/notebooks/index.ipynb", timeout=SECONDS).status == 200


def configuration(page: str) -> dict[str, str]:
    """Return what a page tells Voila's front end."""
    (text,) = re.findall(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.DOTALL)
    told: dict[str, str] = json.loads(text)
    return told


def kernels(visitor: urllib.request.OpenerDirector, root: str) -> list[str]:
    running = json.loads(visitor.open(f"{root}api/kernels", timeout=SECONDS).read())
    return [kernel["id"] for kernel in running]


@pytest.mark.parametrize("requirement", runtime_requirements(), ids=str)
def test_the_tests_run_with_what_binder_installs(requirement: Requirement) -> None:
    """A pin may be older than what the tests run with, but of the same series: else nobody has tested it."""
    name = canonicalize_name(requirement.name)
    series = [part.split(".")[0] for part in (pins()[name], version(name))]
    assert series[0] == series[1]
