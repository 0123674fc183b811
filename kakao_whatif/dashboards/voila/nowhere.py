"""The answer to an address at which there is nothing.

Stands apart because Voila answers those outside its own pages with Tornado's bare English line.
"""

from typing import Any


def nowhere() -> type[Any]:
    """Return the request handler for unknown addresses; it shows the template's page."""
    from tornado.web import RequestHandler

    class Nowhere(RequestHandler):
        """Says that there is no page, whatever was asked for."""

        def check_xsrf_cookie(self) -> None:
            """Need none: nothing is changed here."""

        def prepare(self) -> None:
            """Answer before any method is looked at."""
            page = self.settings["voila_jinja2_env"].get_template("404.html")
            self.set_status(404)
            self.finish(page.render(base_url=self.settings["base_url"], status_code=404))

    return Nowhere
