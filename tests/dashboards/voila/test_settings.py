import os
import sys
from pathlib import Path

import pytest
from traitlets.config import Config

from kakao_whatif.dashboards.voila import settings
from kakao_whatif.dashboards.voila.folder import FOLDER
from kakao_whatif.dashboards.voila.page_route import template_paths


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_PATH", "/opt/theirs")
    monkeypatch.setenv(FOLDER, "")  # so that it is as before at the end


def test_visitors_can_change_neither_theme_nor_template_nor_see_sources() -> None:
    voila = settings.configure(Config()).VoilaConfiguration
    assert voila.allow_theme_override == "NO"
    assert voila.allow_template_override == "NO"
    assert voila.strip_sources is True
    assert voila.show_tracebacks is False


def test_kernels_are_not_pooled_and_start_in_turn() -> None:
    voila = settings.configure(Config()).VoilaConfiguration
    assert voila.preheat_kernel is False
    assert voila.multi_kernel_manager_class.endswith(".Kernels")


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="no socket files")
def test_kernels_are_reached_by_socket_files_unless_their_folder_is_too_deep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settings.configure(Config()).KernelManager.transport == "ipc"
    deep = tmp_path / ("deep" * 20)
    deep.mkdir()
    monkeypatch.setattr(settings, "own_folder", lambda: deep)
    assert "transport" not in settings.configure(Config()).KernelManager


def test_the_template_is_found_in_the_package_before_voilas_own_and_no_path_is_changed() -> None:
    settings.configure(Config())
    found = [Path(path) for path in template_paths()]
    assert (found[0] / "index.html.j2").is_file()
    assert any((path / "voila" / "templates" / "lab" / "index.html.j2").is_file() for path in found)
    assert os.environ["JUPYTER_PATH"] == "/opt/theirs"
