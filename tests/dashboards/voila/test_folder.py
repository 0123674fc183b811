"""The server's own folder: gone with the server, and where that was killed, gone with the next one."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kakao_whatif.dashboards.voila import folder

HOLDING = (
    "from kakao_whatif.dashboards.voila.folder import own_folder; print(own_folder(), flush=True); input()"
)


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let temporary folders be made in an empty place, in this process and in those that it starts."""
    monkeypatch.setenv(folder.FOLDER, "")  # so that it is as before at the end
    folder.own_folder.cache_clear()
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(folder, "_LONGEST_PARENT", 10_000)
    yield tmp_path
    folder.own_folder.cache_clear()


def another_server() -> tuple[subprocess.Popen[str], Path]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_the_folder_of_a_killed_server_is_removed_by_the_next_one(own_place: Path) -> None:
    process, left = another_server()
    (left / "voila_x").mkdir()
    process.kill()
    process.communicate()
    assert left.is_dir()
    assert list(own_place.iterdir()) == [left]
    own = folder.own_folder()
    assert list(own_place.iterdir()) == [own]


def test_the_folder_of_a_server_that_runs_is_left_alone_and_goes_with_it(own_place: Path) -> None:
    process, theirs = another_server()
    own = folder.own_folder()
    assert set(own_place.iterdir()) == {theirs, own}
    process.communicate("the end\n")
    assert list(own_place.iterdir()) == [own]


def test_what_only_looks_like_it_is_left_alone(own_place: Path) -> None:
    (own_place / "kakao-whatif-of-mine").mkdir()
    (own_place / "elsewhere").mkdir()
    (own_place / "elsewhere" / "lock").touch()
    os.symlink(own_place / "elsewhere", own_place / "kakao-whatif-link")
    folder.own_folder()
    assert len(list(own_place.iterdir())) == 4
    assert (own_place / "elsewhere" / "lock").exists()
