"""Finding a browser, without one: what is tried, in which order, and what is said in the end."""

from pathlib import Path

import pytest

from tests.browser import chromium


def test_a_named_browser_is_tried_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAKAO_WHATIF_CHROMIUM", "/opt/mine")
    assert next(chromium.candidates()) == "/opt/mine"


def test_a_wrapper_without_a_browser_behind_it_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wrapper = tmp_path / "chromium"
    wrapper.write_text("#!/bin/sh\necho 'install the snap' >&2\nexit 1\n", "utf-8")
    wrapper.chmod(0o755)
    monkeypatch.setenv("KAKAO_WHATIF_CHROMIUM", str(wrapper))
    assert str(wrapper) in chromium.candidates()
    assert chromium.find() != str(wrapper)


def test_who_has_none_is_told_how_to_get_one() -> None:
    for way in ("apt-get install chromium", "playwright install", "KAKAO_WHATIF_CHROMIUM="):
        assert way in chromium.WAY_OUT
