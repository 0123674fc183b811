"""axe-core, which looks for what keeps people from using a page: fetched from the npm registry, for tests only.

One version, known by its checksum, kept in pytest's cache. Without it the tests fail and say what to do: a page that
nobody has looked at is not one without findings.
"""

import base64
import hashlib
import io
import os
import shutil
import subprocess
import tarfile
import tempfile
import urllib.request
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

VERSION = "4.14.1"
#: As the registry gives it (`npm view axe-core@4.14.1 dist.integrity`).
INTEGRITY = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
ARCHIVE = f"axe-core-{VERSION}.tgz"
KEPT = Path(__file__).parent.parent.parent / ".pytest_cache" / ARCHIVE
PUBLIC_REGISTRY = "https://registry.npmjs.org"
FETCH_SECONDS = 120

WAY_OUT = f"""axe-core {VERSION} could not be had, and the tests that need it are not skipped for want of it.
Any of these will do:
  - let this machine reach an npm registry; NPM_CONFIG_REGISTRY names another one than {PUBLIC_REGISTRY}
  - on another machine: npm pack axe-core@{VERSION}; then here: KAKAO_WHATIF_AXE=/path/to/{ARCHIVE} make test
"""

#: Findings that count, each with the elements that have it and what is wrong with them.
RUN = """async () => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, nodes }) => [id, nodes.map((node) => `${node.target} ${node.failureSummary}`)]);
}"""


def findings(page: Page) -> dict[str, list[str]]:
    """Return the serious and critical findings on a page as it is now, by the rule that found them."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(source())
    found: list[Any] = page.evaluate(RUN)
    return dict(found)


@cache
def source() -> str:
    """Return axe-core as one script; none at all is a failure, not a reason to skip."""
    problems = []
    for fetch in (given, kept, by_npm, by_download):
        try:
            archive = fetch()
        except (OSError, subprocess.SubprocessError) as problem:
            problems.append(f"{fetch.__name__}: {problem}")
            continue
        if archive is None:
            continue
        if is_genuine(archive):
            keep(archive)
            return script(archive)
        problems.append(f"{fetch.__name__}: not the archive that the checksum says")
    pytest.fail("\n".join([WAY_OUT, *problems]), pytrace=False)


def is_genuine(archive: bytes) -> bool:
    """Return whether this is the archive that was looked at when the version was chosen."""
    return base64.b64encode(hashlib.sha512(archive).digest()).decode() == INTEGRITY


def script(archive: bytes) -> str:
    """Return the script in the package."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        member = files.extractfile("package/axe.min.js")
        assert member is not None
        return member.read().decode("utf-8")


def given() -> bytes | None:
    """Return the archive that the person who tests names."""
    path = os.environ.get("KAKAO_WHATIF_AXE")
    return Path(path).read_bytes() if path else None


def kept() -> bytes | None:
    """Return the archive of an earlier run."""
    return KEPT.read_bytes() if KEPT.is_file() else None


def by_npm() -> bytes | None:
    """Let npm fetch it, which knows this machine's settings."""
    npm = shutil.which("npm")
    if npm is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", "--silent", f"axe-core@{VERSION}"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=FETCH_SECONDS)
        return (Path(folder) / ARCHIVE).read_bytes()


def by_download() -> bytes:
    """Fetch it without npm."""
    wanted = os.environ.get("NPM_CONFIG_REGISTRY")
    address = f"{(wanted or PUBLIC_REGISTRY).rstrip('/')}/axe-core/-/{ARCHIVE}"
    with urllib.request.urlopen(address, timeout=FETCH_SECONDS) as answer:
        archive: bytes = answer.read()
    return archive


def keep(archive: bytes) -> None:
    """Keep it for the next run; other workers may do so at the same moment."""
    if KEPT.is_file():
        return
    KEPT.parent.mkdir(exist_ok=True)
    unfinished = KEPT.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(archive)
    unfinished.replace(KEPT)
