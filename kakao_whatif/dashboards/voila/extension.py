"""The dashboards in a Jupyter Server of somebody's own: Lab, a hub, Binder.

Only the pages of our own notebooks, known by their metadata, and their kernels are ours here. Every other notebook is
shown, run and ended as that server's own settings say.
"""

from typing import Any

from kakao_whatif.dashboards.voila import front_end, report_route
from kakao_whatif.dashboards.voila.beginning import warm_up


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Answer for our pages before Voila's own extension does: extensions are loaded in the order of their names."""
    from tornado.routing import Rule

    from kakao_whatif.dashboards.voila.page_route import OwnNotebook, PageHandler, page_settings

    base_url = server.web_app.settings["base_url"]
    pages = Rule(OwnNotebook(base_url, server.root_dir), PageHandler, page_settings())
    others = [*report_route.routes(base_url), *front_end.routes(base_url)]
    server.web_app.add_handlers(".*$", [*others, pages])
    warm_up()
