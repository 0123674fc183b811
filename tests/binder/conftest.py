"""One clean environment for the tests of what is built: by the container file's steps, which are Binder's too."""

from pathlib import Path

import pytest

from tests.binder.containerfile import carry_out, read

ROOT = Path(__file__).parent.parent.parent
FILE = ROOT / "binder" / "Containerfile"


@pytest.fixture(scope="session")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build what the container holds; return the folder of its programs."""
    return carry_out(read(FILE.read_text("utf-8")), ROOT, tmp_path_factory.mktemp("image"))
