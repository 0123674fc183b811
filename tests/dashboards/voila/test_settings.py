import os
import sys
from pathlib import Path

import pytest
from traitlets.config import Config
from voila.paths import collect_static_paths, collect_template_paths

from kakao_whatif.dashboards.voila import settings
from kakao_whatif.dashboards.voila.prelaunch import before_launch


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_PATH", "")


def test_visitors_can_change_neither_theme_nor_template_nor_see_sources() -> None:
    voila = settings.configure(Config()).VoilaConfiguration
    assert voila.allow_theme_override == "NO"
    assert voila.allow_template_override == "NO"
    assert voila.strip_sources is True
    assert voila.show_tracebacks is False


def test_kernels_are_not_pooled_and_idle_ones_end() -> None:
    config = settings.configure(Config())
    assert config.VoilaConfiguration.preheat_kernel is False
    assert config.VoilaConfiguration.prelaunch_hook is before_launch
    assert config.MappingKernelManager.cull_idle_timeout > 0
    assert config.MappingKernelManager.cull_interval > 0
    assert config.MappingKernelManager.cull_connected is False


def test_kernels_start_in_turn_and_a_dead_one_is_not_started_again_under_its_name() -> None:
    config = settings.configure(Config())
    assert config.VoilaConfiguration.multi_kernel_manager_class.endswith(".Kernels")
    assert config.KernelRestarter.restart_limit == 0


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="no socket files")
def test_kernels_are_reached_by_socket_files_unless_their_folder_is_too_deep() -> None:
    assert settings.configure(Config()).KernelManager.transport == "ipc"
    deep = "/home/" + "deep/" * 20
    assert "transport" not in settings.configure(Config(), connections=deep).KernelManager


def test_voila_finds_the_template_in_the_package_and_keeps_its_own_folder() -> None:
    settings.configure(Config())
    settings.configure(Config())
    folders = os.environ["JUPYTER_PATH"].split(os.pathsep)
    assert len(folders) == len(set(folders)) == 2
    found = [
        Path(path) for path in collect_template_paths(["voila", "nbconvert"], "kakao-whatif", prune=True)
    ]
    assert (found[0] / "index.html.j2").is_file()
    assert any(
        (Path(path) / "front-end.js").is_file()
        for path in collect_static_paths(["nbconvert"], "kakao-whatif")
    )
    # Voila takes the first folder named `voila` on the path for its own data: the package must not have one.
    assert not any((Path(folder) / "voila").exists() for folder in folders)


def test_folders_that_the_person_had_on_the_path_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_PATH", "/opt/theirs")
    settings.configure(Config())
    assert os.environ["JUPYTER_PATH"].split(os.pathsep)[-1] == "/opt/theirs"
