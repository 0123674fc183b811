"""The pages of the dashboards: the first picture for whoever asks, a kernel only for the page's own script.

Voila starts a kernel for every GET of a page, so that an image on a foreign page, a preview or a robot starts one.
Here a GET gives the page and no more; its script then asks for the kernel with a POST, which a browser lets nobody do
from another origin: the token in a header must equal the one in the cookie, and `Origin` must be the server's own.
"""

import json
import os
from functools import cache, cached_property, lru_cache
from pathlib import Path
from secrets import token_urlsafe
from typing import Any, Final
from urllib.parse import urlsplit

from jupyter_core.utils import ensure_async
from tornado.httputil import HTTPServerRequest
from tornado.routing import PathMatches
from tornado.web import HTTPError, authenticated
from traitlets.config import Config
from voila.configuration import VoilaConfiguration
from voila.paths import collect_template_paths
from voila.tornado.handler import TornadoVoilaHandler
from voila.utils import get_page_config

from kakao_whatif.dashboards.voila.beginning import LAB, beginning, dashboard_of, template_folder
from kakao_whatif.dashboards.voila.kernels import PageKernels, begin
from kakao_whatif.dashboards.voila.policy import page_policy

PAGE: Final = "voila/render/(.*)"

#: What may be fetched beside a notebook.
PICTURES: Final = (".png", ".jpg", ".svg")

#: What Voila tells its front end, by base path; the same for every visit.
_PAGE_CONFIGS: Final[dict[str, dict[str, Any]]] = {}


def template_paths() -> list[str]:
    """Return the folders in which Voila looks for a page's templates: ours, then those of its own that ours extend."""
    return [str(template_folder()), *collect_template_paths(["voila", "nbconvert"], LAB, prune=True)]


class PageHandler(TornadoVoilaHandler):
    """Gives a page without a kernel (GET), and to the page's own script the kernel and the cells (POST)."""

    @cached_property
    def nonce(self) -> str:
        """Return the word by which the browser knows this page's scripts from others."""
        return token_urlsafe(16)

    @property
    def content_security_policy(self) -> str:
        """Return what the page may load, unless whoever runs the server has said something else."""
        if "Content-Security-Policy" in self.settings.get("headers", {}):
            return str(super().content_security_policy)
        return page_policy(self.nonce)

    @cached_property
    def kernel_manager(self) -> Any:
        """Return the server's kernels; those that are started here are looked after."""
        return PageKernels.of(super().kernel_manager)

    @authenticated
    async def get(self, path: str) -> None:
        """Give the page with its first picture; this starts nothing."""
        if path.lower().endswith(PICTURES):
            self.redirect_to_file(path)
            return
        if not path.lower().endswith(".ipynb"):
            raise HTTPError(404)
        model = await ensure_async(self.contents_manager.get(path=path))
        if model["type"] != "notebook":
            raise HTTPError(404)
        # Reading the token sets the cookie, by which the page's script can ask for a kernel and end it.
        _ = self.xsrf_token
        query, accepted = str(self.request.query), str(self.request.headers.get("Accept-Language", ""))
        name = dashboard_of(model["content"])
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(beginning(name, query, accepted, self.base_url, self._page_config(), self.nonce))

    head = get

    def compute_etag(self) -> None:
        """Give no mark of the content: every page has its own nonce."""

    @authenticated
    async def post(self, path: str) -> None:
        """Start a kernel and give its cells; the token has been checked by now."""
        if not is_own_page(self.request):
            raise HTTPError(403)
        if not path.lower().endswith(".ipynb"):
            raise HTTPError(404)
        begin(self)
        await super().get(path)

    def _page_config(self) -> dict[str, Any]:
        if self.base_url not in _PAGE_CONFIGS:
            told = get_page_config(self.base_url, self.settings, self.log, self.voila_configuration)
            _PAGE_CONFIGS[self.base_url] = {**told, "baseUrl": self.base_url}
        return _PAGE_CONFIGS[self.base_url]


def is_own_page(request: HTTPServerRequest) -> bool:
    """Return whether a request can come from a page of this server: nothing in it says otherwise.

    `Sec-Fetch-Site` is sent over HTTPS and on one's own machine only, `Origin` with every POST of a browser.
    """
    origin, site = (request.headers.get(name) for name in ("Origin", "Sec-Fetch-Site"))
    is_here = origin is None or urlsplit(origin).netloc.lower() == request.host.lower()
    return is_here and site in (None, "same-origin")


class OwnNotebook(PathMatches):
    """Matches the pages of notebooks of ours below a folder, by their metadata, and no other notebook's."""

    def __init__(self, base_url: str, folder: str) -> None:
        super().__init__(base_url + PAGE)
        self._folder = folder

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """Return the path within the folder, if what is there is ours."""
        matched = super().match(request)
        if matched is None:
            return None
        path = matched["path_args"][0].decode("utf-8", "replace")
        return matched if is_ours(self._folder, path) else None


def is_ours(folder: str, path: str) -> bool:
    """Return whether a path below a folder is a notebook whose metadata says that it is ours."""
    target = Path(folder, path)
    if target.suffix.lower() != ".ipynb" or ".." in target.parts or "\0" in path:
        return False
    try:
        found = os.stat(target)
        return _is_marked(str(target), found.st_mtime_ns, found.st_size)
    except OSError:
        return False


@lru_cache(maxsize=256)
def _is_marked(path: str, _changed: int, _size: int) -> bool:
    try:
        notebook = json.loads(Path(path).read_bytes())
    except ValueError:
        return False
    metadata = notebook.get("metadata") if isinstance(notebook, dict) else None
    return isinstance(metadata, dict) and "kakao_whatif" in metadata


@cache
def page_settings() -> dict[str, Any]:
    """Return what a page handler is started with, for a server that is somebody's own."""
    from kakao_whatif.dashboards.voila.settings import set_voila

    config = set_voila(Config())
    paths = template_paths()
    return {
        "voila_configuration": VoilaConfiguration(config=config),
        "template_paths": paths,
        "config": config,
    }
