"""A kernel gets the case that the server has read; whatever is wrong with that, it reads the case itself."""

import os
import tempfile
from pathlib import Path

import pytest

from kakao_whatif import Scenario, load_case, propagate
from kakao_whatif.dashboards.voila import handover
from kakao_whatif.dashboards.voila.beginning import warm_up
from kakao_whatif.dashboards.voila.folder import own_folder

CASE = "kakao-2022"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(handover.FOLDER, str(tmp_path))
    monkeypatch.setattr(handover, "own_folder", lambda: tmp_path)
    return tmp_path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each time that a case is read from its files."""
    read: list[str] = []

    def noted(id: str) -> object:
        read.append(id)
        return load_case(id)

    monkeypatch.setattr(handover, "load_case", noted)
    return read


def test_what_is_handed_over_is_the_case_itself(folder: Path, reads: list[str]) -> None:
    handover.hand_over(CASE)
    reads.clear()
    case, own = handover.received(CASE), load_case(CASE)
    assert reads == []
    assert case is not own
    assert case.services == own.services
    assert case.facts == own.facts
    assert case.observations == own.observations
    lost = Scenario({"pangyo"}, {"own-ids"})
    assert propagate(case, lost).status == propagate(own, lost).status


@pytest.mark.parametrize("spoilt", [b"", b"no pickle", b"\x80\x05K\x01."])
def test_a_spoilt_handover_costs_a_reading_and_nothing_else(
    folder: Path, reads: list[str], spoilt: bytes
) -> None:
    handover.hand_over(CASE)
    reads.clear()
    (left,) = folder.iterdir()
    left.write_bytes(spoilt)
    assert handover.received(CASE) is load_case(CASE)
    assert reads == [CASE]


def test_what_other_code_read_is_not_taken(
    folder: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    handover.hand_over(CASE)
    reads.clear()
    (left,) = folder.iterdir()
    left.rename(folder / f"{CASE}-0123456789abcdef.pickle")
    assert handover.received(CASE) is load_case(CASE)
    assert reads == [CASE]


def test_without_a_server_the_case_is_read(monkeypatch: pytest.MonkeyPatch, reads: list[str]) -> None:
    monkeypatch.delenv(handover.FOLDER, raising=False)
    assert handover.received(CASE) is load_case(CASE)
    assert reads == [CASE]


def test_the_servers_folder_is_its_users_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(handover.FOLDER, "")  # so that it is as before at the end
    own_folder.cache_clear()
    handover.hand_over(CASE)
    folder = Path(os.environ[handover.FOLDER])
    assert [path.name[: len(CASE)] for path in sorted(folder.iterdir())] == [CASE, "lock"]
    if os.name == "posix":
        assert folder.stat().st_mode & 0o077 == 0


def test_a_server_that_can_leave_nothing_starts_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    own_folder.cache_clear()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    warm_up()
    assert "each kernel reads the case itself" in caplog.text
