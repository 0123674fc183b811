"""The address at which the server gives the report of a link: `kakao-whatif/report?lose=...`.

No kernel is needed for it. Only shipped cases are reported on, never a path of the server's disk.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any, Final

from kakao_whatif.cases import load_case
from kakao_whatif.dashboards.no_case import no_case_html
from kakao_whatif.dashboards.voila.language import preferred_language
from kakao_whatif.dashboards.voila.policy import QUIET_POLICY
from kakao_whatif.model.text import Language
from kakao_whatif.views.address import missing_case_of, shown_case
from kakao_whatif.views.link import read_link
from kakao_whatif.views.page import REPORT

#: A search among sets ends after so many simulations here: others wait for their page.
MAX_RUNS: Final = 500

_ALONE: Final = (
    '<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>kakao_whatif</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1"></head><body>{body}</body></html>\n'
)

#: One report at a time, beside the thread that serves everybody.
_BESIDE: Final = ThreadPoolExecutor(1, thread_name_prefix="report")


def report_page(query: str, accept_language: str = "") -> str:
    """Return the report of a link as HTML; what the link asks in vain is told in it.

    Parameters
    ----------
    query
        The query string of the link, without the question mark.
    accept_language
        The browser's `Accept-Language` header, for a link that names no language.
    """
    return _made(query, preferred_language(query, accept_language))


@lru_cache(maxsize=32)
def _made(query: str, language: Language) -> str:
    no_case = no_case_html(query, f"{language}")
    if no_case is not None:
        return _ALONE.format(lang=language, body=no_case)
    from kakao_whatif.report.answers import answers_of_link
    from kakao_whatif.report.contents import report_of
    from kakao_whatif.report.html import html_text

    system = load_case(shown_case(query))
    link = read_link(query, system)
    return html_text(report_of(answers_of_link(system, link, language, max_runs=MAX_RUNS)))


def routes(base_url: str) -> list[tuple[str, type[Any]]]:
    """Return the route under a base path: at its own address, and beside every page of Voila.

    Beside a page, so that a page can point at it without knowing where the server keeps its notebooks.
    """
    return [(rf"{base_url.rstrip('/')}/(?:voila/render/(?:.*/)?)?{REPORT}/?", _handler())]


def _handler() -> type[Any]:
    from jupyter_server.base.handlers import JupyterHandler
    from tornado.ioloop import IOLoop
    from tornado.web import authenticated

    class ReportHandler(JupyterHandler):
        """Gives a report to whoever may see the dashboards."""

        @property
        def content_security_policy(self) -> str:
            """Return what a report may load, unless whoever runs the server has said something else."""
            is_said = "Content-Security-Policy" in self.settings.get("headers", {})
            return str(super().content_security_policy) if is_said else QUIET_POLICY

        @authenticated
        async def get(self) -> None:
            """Make the report beside the loop, and give it."""
            query = str(self.request.query)
            accepted = str(self.request.headers.get("Accept-Language", ""))
            text = await IOLoop.current().run_in_executor(_BESIDE, report_page, query, accepted)
            if missing_case_of(query) is not None:
                self.set_status(404)
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.finish(text)

        head = get

    return ReportHandler
