"""The page for a link to a case that is not here: plain HTML that offers the cases, in place of any picture."""

import os
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kakao_whatif.cases import case_ids, load_case
from kakao_whatif.dashboards.voila.language import preferred_language
from kakao_whatif.model.system import System
from kakao_whatif.views.no_case import missing_case, no_case
from kakao_whatif.widgets.assets import front_style

if TYPE_CHECKING:
    import ipywidgets

#: The server shows the same in the beginning of a page; the kernel's takes its place.
_IN_PLACE = "<style>#kw-no-case { display: none; }</style>"


def no_case_page(case: str | Path | System | None, query: str | None) -> "ipywidgets.HTML | None":
    """Return what a page shows whose link names a case that is not here; None if there is nothing to say.

    Parameters
    ----------
    case
        The case of a page that has only one; a page without it shows every shipped case.
    query
        The query string of the link; if not given, the one that the page was opened with.
    """
    query = os.environ.get("QUERY_STRING", "") if query is None else query
    accepted = os.environ.get("HTTP_ACCEPT_LANGUAGE", "")
    html = no_case_html(query.removeprefix("?"), accepted, case)
    if html is None:
        return None
    import ipywidgets

    return ipywidgets.HTML(_IN_PLACE + html)


def no_case_html(
    query: str, accept_language: str = "", case: str | Path | System | None = None
) -> str | None:
    """Return the same as HTML; the server asks it, too, which shows shipped cases only."""
    systems: list[System]
    if case is None:
        asked = missing_case(query, case_ids())
        systems = [] if asked is None else [load_case(id) for id in case_ids()]
    else:
        systems = [case if isinstance(case, System) else load_case(case)]
        asked = missing_case(query, [systems[0].id]) if systems[0].id else None
    if asked is None:
        return None
    return _html(no_case(asked, systems, preferred_language(query, accept_language)))


def _html(row: dict[str, Any]) -> str:
    """Return the words and the cases as HTML, in the style of the front page."""
    cases = "".join(
        f'<li><a href="{escape(case["link"])}"><b>{escape(case["name"])}</b>'
        f"<span>{escape(case['title'])}</span></a></li>"
        for case in row["cases"]
    )
    return (
        f'<style>{front_style()}</style><div class="kw kw-front" lang="{row["lang"]}"><div class="kw-column">'
        f'<h1>{escape(row["title"])}</h1><p class="kw-lead">{escape(row["line"])}</p>'
        f'<ul class="kw-begin">{cases}</ul></div></div>'
    )
