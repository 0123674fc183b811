"""The settings of Voila and of the kernels behind it, in one place, for `kakao-whatif explore` and for the tests."""

import os
import sys
from typing import Any, Final

from kakao_whatif.dashboards.voila.beginning import LAB, warm_up
from kakao_whatif.dashboards.voila.door import Nowhere
from kakao_whatif.dashboards.voila.folder import own_folder

#: A path of a Unix socket may have about 104 bytes; a kernel's own part of it has this many.
LONGEST_SOCKET_FOLDER: Final = 104 - len("/kernel-01234567-89ab-cdef-0123-456789abcdef-ipc-5")

#: The shape of the folder that Voila makes for its connection files.
VOILA_FOLDER: Final = "voila_01234567"


def set_voila(config: Any) -> Any:
    """Set how a page of ours is made on a traitlets `Config`, and return it."""
    voila = config.VoilaConfiguration
    voila.template = LAB
    voila.theme = "light"
    voila.allow_template_override = "NO"
    voila.allow_theme_override = "NO"
    voila.strip_sources = True
    voila.show_tracebacks = False
    # A pool of started kernels would be culled while it waits, and starts kernels that nobody has asked for.
    voila.preheat_kernel = False
    # The kernel chooses the language by the same rule as the server.
    voila.http_header_envs = ["Accept-Language"]
    # Pictures beside the notebooks may be fetched, nothing else.
    voila.file_allowlist = [r".*\.(png|jpg|svg)"]
    return config


def configure(config: Any) -> Any:
    """Set everything that a server of the dashboards alone needs on a traitlets `Config`, and return it."""
    set_voila(config)
    config.VoilaConfiguration.multi_kernel_manager_class = "kakao_whatif.dashboards.voila.kernels.Kernels"
    config.Voila.kernel_websocket_connection_class = "kakao_whatif.dashboards.voila.hearing.Hearing"
    config.Voila.tornado_settings = {
        "default_handler_class": Nowhere,
        "xsrf_cookie_kwargs": {"samesite": "Lax"},
    }
    config.Voila.connection_dir_root = str(own_folder())
    _connect_by_socket_files(config, os.path.join(config.Voila.connection_dir_root, VOILA_FOLDER))
    warm_up()
    return config


def _connect_by_socket_files(config: Any, folder: str) -> None:
    """Connect kernels by socket files where possible: ports chosen for many visitors at once collide."""
    if sys.platform in ("linux", "darwin") and len(folder) <= LONGEST_SOCKET_FOLDER:
        config.KernelManager.transport = "ipc"
