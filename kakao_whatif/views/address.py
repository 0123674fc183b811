"""Addresses of dashboards as people copy them: the query in them, the case, and which page.

Stands apart from `link`, which reads a query: here is what stands around one, with launchers such as Binder among it.
"""

from typing import Final
from urllib.parse import parse_qs, parse_qsl

from kakao_whatif.cases import DEFAULT_CASE, case_ids
from kakao_whatif.errors import WhatIfError
from kakao_whatif.model.text import Text
from kakao_whatif.text.catalogue import in_both
from kakao_whatif.views.dashboards import DASHBOARDS, FRONT_PAGE
from kakao_whatif.views.link import first_value
from kakao_whatif.views.no_case import missing_case
from kakao_whatif.views.page import REPORT

#: Launchers put the page's own address into this key.
_LAUNCHED: Final = "urlpath"


def query_of(link: str) -> str:
    """Return the query of a link: of a whole address, or of its part from the question mark on.

    Raises
    ------
    WhatIfError
        If it is neither.

    Examples
    --------
    >>> query_of("http://127.0.0.1:8866/voila/render/blackout.ipynb?lose=pangyo&lang=en")
    'lose=pangyo&lang=en'
    >>> query_of("?lose=pangyo"), query_of("lose=pangyo")
    ('lose=pangyo', 'lose=pangyo')
    >>> query_of("https://mybinder.org/v2/gh/a/b/HEAD?urlpath=voila/render/blackout.ipynb%3Flose%3Dpangyo")
    'lose=pangyo'
    """
    plain = link.strip()
    if "?" in plain:
        query = plain.partition("?")[2].partition("#")[0]
    elif _is_address(plain) or "=" in plain:
        query = "" if _is_address(plain) else plain.partition("#")[0]
    else:
        raise WhatIfError(
            f"link: {link[:80]!r} asks nothing. Give the address of a dashboard, or its part from the question mark on."
        )
    launched = _launched(plain)
    return query if launched is None else query_of(launched)


def case_of(query: str) -> str | None:
    """Return the shipped case that a query names, if it names one.

    Examples
    --------
    >>> case_of("case=nirs-2025&lose=daejeon"), case_of("case=my-own"), case_of("")
    ('nirs-2025', None, None)
    """
    asked = first_value(query, "case")
    return asked if asked in case_ids() else None


def shown_case(query: str) -> str:
    """Return the shipped case that a page shows at a link: the one it names, else the first one.

    Never a path of the server's disk, whatever the link holds. Where the link names an unknown case, pages ask
    `missing_case_of` first and show no picture.

    Examples
    --------
    >>> shown_case("case=nirs-2025&case=facebook-2021"), shown_case("case=/etc")
    ('nirs-2025', 'kakao-2022')
    """
    return case_of(query) or DEFAULT_CASE


def missing_case_of(query: str) -> str | None:
    """Return the case that a query names, if it is no shipped one.

    Examples
    --------
    >>> missing_case_of("case=/etc"), missing_case_of("case=nirs-2025"), missing_case_of("")
    ('/etc', None, None)
    """
    return missing_case(query, case_ids())


def page_of(link: str) -> str:
    """Return which page shows a link: the one it leads to, else the one that reads its keys.

    Examples
    --------
    >>> page_of("http://127.0.0.1:8866/voila/render/recovery.ipynb?lose=pangyo")
    'recovery'
    >>> page_of("?lose=pangyo&keep=chat"), page_of("?lose=pangyo")
    ('had-kakao', 'blackout')
    """
    found = _own_page(link)
    if found is not None:
        return found
    keys = [key for key, _ in parse_qsl(query_of(link), keep_blank_values=True)]
    own = {key: each.id for each in DASHBOARDS for key in each.keys}
    return next((own[key] for key in keys if key in own), DASHBOARDS[0].id)


def told_of(link: str) -> tuple[Text, ...]:
    """Return what there is to tell of where a link leads: that it is to none of our pages.

    Examples
    --------
    >>> told_of("http://example.com/?lose=pangyo")[0].en.partition(",")[0]
    'This is not the address of one of these dashboards'
    >>> told_of("http://127.0.0.1:8866/voila/render/story.ipynb"), told_of("?lose=pangyo")
    ((), ())
    """
    plain = link.strip()
    is_ours = _own_page(link) is not None or _path(plain).rstrip("/").endswith(f"/{REPORT}")
    return (in_both("views.link.not_ours"),) if _is_address(plain) and not is_ours else ()


def _own_page(link: str) -> str | None:
    """Return the page of ours that an address leads to, directly or through a launcher."""
    plain = link.strip()
    launched = _launched(plain)
    if launched is not None:
        return _own_page(launched)
    notebook = _path(plain).rpartition("/")[2]
    known = {each.notebook for each in DASHBOARDS} | {FRONT_PAGE}
    return notebook.removesuffix(".ipynb") if notebook in known else None


def _path(plain: str) -> str:
    return plain.partition("?")[0].partition("#")[0]


def _is_address(plain: str) -> bool:
    before = plain.partition("?")[0]
    return "://" in before or before.partition("#")[0].endswith(".ipynb")


def _launched(plain: str) -> str | None:
    """Return the address that a launcher is to open, if this is one of a launcher."""
    launched = parse_qs(plain.partition("?")[2].partition("#")[0]).get(_LAUNCHED)
    return launched[0] if launched and launched[0] != plain else None
