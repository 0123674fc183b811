"""What a link to a case that is not here shows: that it is not, and the cases that are; never another one's picture."""

from collections.abc import Collection, Iterable
from typing import Any
from urllib.parse import unquote

from kakao_whatif.errors import nearest
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import say
from kakao_whatif.views.link import first_value, quoted_id, shown_part
from kakao_whatif.views.naming import case_name

Row = dict[str, Any]


def missing_case(query: str, known: Collection[str]) -> str | None:
    """Return the case that a link names, if it is not a known one.

    Examples
    --------
    >>> (
    ...     missing_case("case=kakao-2023&lose=pangyo", ["kakao-2022"]),
    ...     missing_case("lose=pangyo", ["kakao-2022"]),
    ... )
    ('kakao-2023', None)
    """
    asked = unquote(first_value(query, "case").strip())
    return asked if asked and asked not in known else None


def no_case(asked: str, systems: Iterable[System], language: Language) -> Row:
    """Return the words, and a link to each case on the same page; the nearest one by name stands first.

    Examples
    --------
    >>> from kakao_whatif.cases import case_ids, load_case
    >>> row = no_case("kakao-2023", map(load_case, case_ids()), "en")
    >>> row["title"], row["cases"][0]["link"]
    ("The case 'kakao-2023' is not here", '?case=kakao-2022&lang=en')
    """
    there = {system.id: system for system in systems}
    near = nearest(asked, sorted(there))
    return {
        "lang": language,
        "title": say("views.no_such_case.title", language, asked=shown_part(asked)),
        "line": say("views.no_such_case.line", language),
        "cases": [
            {
                "id": id,
                "name": case_name(system, language),
                "title": system.title.in_language(language),
                "link": f"?case={quoted_id(id)}&lang={language}",
            }
            for id, system in sorted(there.items(), key=lambda item: (item[0] != near, item[0]))
        ],
    }
