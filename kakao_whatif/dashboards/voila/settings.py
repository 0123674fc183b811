"""Every setting of Voila and of the kernels behind it, in one place.

Stands apart because the same settings hold for `kakao-whatif explore`, for Jupyter Server with Voila's
extension (Binder), and for the tests.
"""

import os
import sys
import tempfile
from importlib.resources import files
from typing import Any, Final

from kakao_whatif.dashboards.voila.front_end import offer
from kakao_whatif.dashboards.voila.prelaunch import before_launch, keep_page_config, warm_up

TEMPLATE: Final = "kakao-whatif"

#: A browser that is killed says no goodbye; its kernel ends after this long without a connection.
CULL_AFTER_SECONDS: Final = 600
CULL_EVERY_SECONDS: Final = 60

#: A path of a Unix socket may have about 104 bytes; a kernel's own part of it has this many.
LONGEST_SOCKET_FOLDER: Final = 104 - len("/kernel-01234567-89ab-cdef-0123-456789abcdef-ipc-5")

#: The shape of the folder that Voila makes for its connection files.
VOILA_FOLDER: Final = "voila_01234567"


def configure(config: Any, connections: str | None = None) -> Any:
    """Set everything the dashboards need on a traitlets `Config`, and return it.

    Parameters
    ----------
    config
        The server's settings: Voila's own, or those of a Jupyter Server that has Voila as an extension.
    connections
        The folder in which that Jupyter Server keeps its kernels' connection files; Voila makes its own.
    """
    _offer_files()
    voila = config.VoilaConfiguration
    voila.template = TEMPLATE
    voila.theme = "light"
    voila.allow_template_override = "NO"
    voila.allow_theme_override = "NO"
    voila.strip_sources = True
    voila.show_tracebacks = False
    # A pool of started kernels would be culled while it waits, and refuses the hook.
    voila.preheat_kernel = False
    voila.prelaunch_hook = before_launch
    voila.multi_kernel_manager_class = "kakao_whatif.dashboards.voila.kernels.Kernels"
    voila.page_config_hook = keep_page_config
    # The kernel chooses the language by the same rule as the server.
    voila.http_header_envs = ["Accept-Language"]
    # Pictures beside the notebooks may be fetched, nothing else.
    voila.file_allowlist = [r".*\.(png|jpg|svg)"]

    # Under a Jupyter Server the reports are an extension of it; Voila alone adds them itself.
    config.ServerApp.jpserver_extensions = {"kakao_whatif.dashboards.voila.report_route": True}

    config.MappingKernelManager.cull_idle_timeout = CULL_AFTER_SECONDS
    config.MappingKernelManager.cull_interval = CULL_EVERY_SECONDS
    config.MappingKernelManager.cull_connected = False
    # A kernel that died has forgotten its page: started again under the same name it would only seem to live.
    config.KernelRestarter.restart_limit = 0
    config.Voila.connection_dir_root = _private_folder_parent()
    own = os.path.join(config.Voila.connection_dir_root, VOILA_FOLDER)
    _connect_by_socket_files(config, connections or own)
    warm_up()
    return config


def _offer_files() -> None:
    """Let Voila find the page template inside the package, however that was installed, and its own front end."""
    ours = [str(files("kakao_whatif.dashboards.voila").joinpath("share", "jupyter"))]
    if made := offer():
        ours.append(str(made.folder))
    known = [path for path in os.environ.get("JUPYTER_PATH", "").split(os.pathsep) if path]
    os.environ["JUPYTER_PATH"] = os.pathsep.join(dict.fromkeys([*ours, *known]))


def _connect_by_socket_files(config: Any, folder: str) -> None:
    """Connect kernels by socket files where possible: ports chosen for many visitors at once collide."""
    if sys.platform in ("linux", "darwin") and len(folder) <= LONGEST_SOCKET_FOLDER:
        config.KernelManager.transport = "ipc"


def _private_folder_parent() -> str:
    """Return where Voila makes the private folder for its sockets; macOS's own temporary one is too long."""
    folder = tempfile.gettempdir()
    is_short = len(os.path.join(folder, VOILA_FOLDER)) <= LONGEST_SOCKET_FOLDER
    return folder if is_short or sys.platform == "win32" else "/tmp"
