import sys

import pytest

from kakao_whatif.cli.progress import progress


def test_without_anybody_watching_there_is_nothing_to_tell(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("samples", 100) as told:
        assert told is None
    assert capsys.readouterr() == ("", "")


def test_one_round_needs_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress("samples", 1) as told:
        assert told is None


def test_the_one_who_computes_is_told_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress("samples", 3) as told:
        assert told is not None
        assert told(1, 3) is True


def test_how_much_there_is_to_do_may_be_told_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress("services") as told:
        assert told is not None
        assert told(0, 3) is True
