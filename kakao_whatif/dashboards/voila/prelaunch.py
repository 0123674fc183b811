"""What the server does for each visit before it starts a kernel.

Stands apart from the settings that name it because Voila calls it in its event loop: it must be quick, and
whatever goes wrong in it must not cost the visitor the page.
"""

import logging
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from kakao_whatif.cases import DEFAULT_CASE
from kakao_whatif.dashboards.voila.first_picture import PICTURE_VIEWS, bare_shell, shell
from kakao_whatif.dashboards.voila.front_end import offer
from kakao_whatif.dashboards.voila.handover import hand_over
from kakao_whatif.dashboards.voila.kernels import begin

log = logging.getLogger(__name__)

#: What Voila tells its front end, by base path; the same for every visit.
_PAGE_CONFIGS: dict[str, dict[str, Any]] = {}


def keep_page_config(page_config: dict[str, Any], *, base_url: str, **_: Any) -> dict[str, Any]:
    """Keep what Voila is about to tell its front end, so that the beginning of a page can tell it."""
    _PAGE_CONFIGS[base_url] = {**page_config, "baseUrl": base_url}
    return page_config


def before_launch(req: Any, notebook: Any, cwd: str) -> None:
    """Prepare one visit: a cookie for its end, the first picture for its beginning, and its place in the queue.

    The beginning of the page is sent here and not by the notebook's template, which Voila reads and compiles
    anew for each visit, after it has started a kernel.

    Parameters
    ----------
    req
        Tornado's request handler.
    notebook
        The notebook about to be shown; its metadata may name the dashboard.
    cwd
        Not used.
    """
    # Reading the token sets the cookie that the page's closing message needs. Without it the server refuses
    # that message, and every visit leaves its kernel behind.
    _ = req.xsrf_token
    query = str(req.request.query)
    accepted = str(req.request.headers.get("Accept-Language", ""))
    req.write(beginning(dashboard_of(notebook), query, accepted, req.base_url))
    req.flush()
    begin(req)


def dashboard_of(notebook: Any) -> str | None:
    """Return the name of the dashboard that a notebook shows, as its metadata gives it."""
    wanted = notebook.metadata.get("kakao_whatif")
    name = wanted.get("dashboard") if isinstance(wanted, Mapping) else None
    return name if isinstance(name, str) else None


def beginning(dashboard: str | None, query: str, accepted: str, base_url: str) -> str:
    """Return the beginning of the page; without its first picture if that cannot be made."""
    front_end = _front_end(base_url) if dashboard is not None else None
    # A page without its first picture is better than no page: whatever fails here is logged, not raised.
    try:
        return _written(shell(dashboard, query, accepted), base_url, front_end)
    except Exception:
        log.warning("No first picture for %r", query[:200], exc_info=True)
        return _written(bare_shell(query, accepted), base_url, front_end)


def warm_up() -> None:
    """Read everything that a first picture needs and a kernel can use, so that no visitor waits for it."""
    for dashboard in PICTURE_VIEWS:
        beginning(dashboard, "", "", "/")
    try:
        hand_over(DEFAULT_CASE)
    except OSError:
        log.warning("Nothing handed over: each kernel reads the case itself", exc_info=True)


def _front_end(base_url: str) -> dict[str, Any] | None:
    """Return what a page of ours needs to load the front end early; other notebooks load it as Voila does."""
    config = _PAGE_CONFIGS.get(base_url)
    made = None if config is None else offer()
    return None if made is None else {"address": made.address(base_url), "config": config}


def _written(content: dict[str, Any], base_url: str, front_end: dict[str, Any] | None) -> str:
    text: str = _template().render(shell=content, base_url=base_url, front_end=front_end)
    return text


@cache
def _template() -> Any:
    """Return the template of the page's beginning, compiled once for the life of the server."""
    from jinja2 import Environment, FileSystemLoader

    package = files("kakao_whatif.dashboards.voila")
    folder = package.joinpath("share", "jupyter", "nbconvert", "templates", "kakao-whatif")
    environment = Environment(loader=FileSystemLoader(str(folder)), autoescape=True)
    environment.policies["json.dumps_kwargs"] = {"sort_keys": False, "ensure_ascii": False}
    return environment.get_template("beginning.html.j2")
