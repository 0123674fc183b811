"""What the server does for each visit before it starts a kernel.

Stands apart from the settings that name it because Voila calls it in its event loop: it must be quick, and
whatever goes wrong in it must not cost the visitor the page.
"""

import logging
from typing import Any

from kakao_whatif.dashboards.voila.first_picture import bare_shell, shell

#: Where the page template finds what this hook prepared, inside the notebook's metadata.
KEY = "kakao_whatif_shell"

log = logging.getLogger(__name__)


def before_launch(req: Any, notebook: Any, cwd: str) -> None:
    """Prepare one visit: a cookie for its end, and the first picture for its beginning.

    Parameters
    ----------
    req
        Tornado's request handler.
    notebook
        The notebook about to be shown; its metadata receives the picture.
    cwd
        Not used.
    """
    # Reading the token sets the cookie that the page's closing message needs. Without it the server refuses
    # that message, and every visit leaves its kernel behind.
    _ = req.xsrf_token
    query = str(req.request.query)
    accepted = str(req.request.headers.get("Accept-Language", ""))
    wanted = notebook.metadata.get("kakao_whatif", {})
    dashboard = wanted.get("dashboard") if isinstance(wanted, dict) else None
    # A page without its first picture is better than no page: whatever fails here is logged, not raised.
    try:
        content = shell(dashboard, query, accepted)
    except Exception:
        log.warning("No first picture for %r", query[:200], exc_info=True)
        content = bare_shell(query, accepted)
    notebook.metadata[KEY] = content
