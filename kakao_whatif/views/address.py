"""Addresses of dashboards as people copy them: the query in them, the case, and which page.

Stands apart from `link`, which reads a query: here is what stands around one, with launchers such as Binder among it.
"""

from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qs, urlsplit

from kakao_whatif.cases import case_ids
from kakao_whatif.errors import WhatIfError

#: Dashboards, by the names of their notebooks.
PAGES: Final = ("blackout", "recovery", "had-kakao")
#: Keys of a link that only one of them reads.
_OWN_KEYS: Final = {"keep": "had-kakao", "need": "had-kakao", "budget": "had-kakao", "at": "recovery"}
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
    is_address = "://" in plain or plain.partition("?")[0].endswith(".ipynb")
    if "?" in plain:
        query = plain.partition("?")[2].partition("#")[0]
    elif is_address or "=" in plain:
        query = "" if is_address else plain.partition("#")[0]
    else:
        raise WhatIfError(
            f"link: {link[:80]!r} asks nothing. Give the address of a dashboard, or its part from the question mark on."
        )
    launched = parse_qs(query).get(_LAUNCHED)
    return query_of(launched[0]) if launched and launched[0] != plain else query


def case_of(query: str) -> str | None:
    """Return the shipped case that a query names, if it names one.

    Examples
    --------
    >>> case_of("case=nirs-2025&lose=daejeon"), case_of("case=my-own"), case_of("")
    ('nirs-2025', None, None)
    """
    asked = parse_qs(query).get("case", [""])[0]
    return asked if asked in case_ids() else None


def page_of(link: str, passed: Iterable[tuple[str, str]]) -> str:
    """Return which dashboard shows a link: the one it leads to, else the one that reads its keys.

    Examples
    --------
    >>> page_of("http://127.0.0.1:8866/voila/render/recovery.ipynb?lose=pangyo", ())
    'recovery'
    >>> page_of("?lose=pangyo", [("keep", "chat")]), page_of("?lose=pangyo", ())
    ('had-kakao', 'blackout')
    """
    path = urlsplit(link.partition("?")[0]).path
    for page in PAGES:
        if (
            path.endswith(f"/{page}.ipynb")
            or f"{page}.ipynb" in parse_qs(link.partition("?")[2]).get(_LAUNCHED, [""])[0].partition("?")[0]
        ):
            return page
    return next((_OWN_KEYS[key] for key, _ in passed if key in _OWN_KEYS), PAGES[0])
