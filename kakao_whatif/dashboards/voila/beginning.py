"""The page as the server gives it before there is a kernel: the first picture, and the script that asks for the rest.

Whatever goes wrong here must not cost the visitor the page, and it must be quick: it runs in the server's event loop.
"""

import logging
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from kakao_whatif.cases import DEFAULT_CASE
from kakao_whatif.dashboards.voila.first_picture import PICTURE_VIEWS, bare_shell, shell
from kakao_whatif.dashboards.voila.front_end import offer
from kakao_whatif.dashboards.voila.handover import hand_over

log = logging.getLogger(__name__)

#: Voila's template that ours extends; its style sheets and scripts are served under this name.
LAB: Final = "lab"


def template_folder() -> Path:
    """Return the folder of our templates, inside the package, however that was installed."""
    return Path(str(files("kakao_whatif.dashboards.voila").joinpath("template")))


def dashboard_of(notebook: Any) -> str | None:
    """Return the name of the dashboard that a notebook shows, as its metadata gives it."""
    wanted = notebook.metadata.get("kakao_whatif")
    name = wanted.get("dashboard") if isinstance(wanted, Mapping) else None
    return name if isinstance(name, str) else None


def beginning(
    dashboard: str | None, query: str, accepted: str, base_url: str, config: Mapping[str, Any], nonce: str
) -> str:
    """Return the page; without its first picture if that cannot be made.

    Parameters
    ----------
    dashboard
        Its name in the metadata of its notebook; none for a notebook that is no dashboard.
    query, accepted
        The query string of the link, and the browser's `Accept-Language`.
    base_url
        Path under which everything is served.
    config
        What Voila tells its front end.
    nonce
        The word by which the browser knows the scripts of this page from others.
    """
    made = offer() if dashboard is not None else None
    page = {
        "base_url": base_url,
        "config": config,
        "nonce": nonce,
        "front_end": made and made.address(base_url),
        "styles": _styles(base_url),
    }
    # A page without its first picture is better than no page: whatever fails here is logged, not raised.
    try:
        content = shell(dashboard, query, accepted)
    except Exception:
        log.warning("No first picture for %r", query[:200], exc_info=True)
        content = bare_shell(query, accepted)
    text: str = _template().render(shell=content, **page)
    return text


def warm_up() -> None:
    """Read everything that a first picture needs and a kernel can use, so that no visitor waits for it."""
    for dashboard in PICTURE_VIEWS:
        beginning(dashboard, "", "", "/", {}, "")
    try:
        hand_over(DEFAULT_CASE)
    except OSError:
        log.warning("Nothing handed over: each kernel reads the case itself", exc_info=True)


@cache
def _styles(base_url: str) -> str:
    """Return the elements that bring Jupyter's style sheets, which the live page needs, after the first picture."""
    from voila.utils import create_include_assets_functions

    assets = create_include_assets_functions(LAB, base_url)
    sheets = [assets["include_css"](f"static/{name}.css") for name in ("index", "theme-light")]
    script = f'<script src="{assets["include_url"]("static/voila-style.js")}"></script>'
    return "\n".join([*sheets, script])


@cache
def _template() -> Any:
    """Return the template of the page, compiled once for the life of the server."""
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(loader=FileSystemLoader(str(template_folder())), autoescape=True)
    environment.policies["json.dumps_kwargs"] = {"sort_keys": False, "ensure_ascii": False}
    return environment.get_template("beginning.html.j2")
