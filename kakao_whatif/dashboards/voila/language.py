"""Which of the two languages a reader gets: the link's, else the browser's, else Korean.

Stands apart because the server (first picture, page shell) and the kernel (live dashboard) must agree, and
each sees the request in another form.
"""

from collections.abc import Mapping
from typing import Final

from kakao_whatif.model.text import LANGUAGES, Language
from kakao_whatif.views.link import first_value

DEFAULT: Final[Language] = "ko"


def preferred_language(query: str, accept_language: str = "") -> Language:
    """Return the language in which a page is shown.

    Parameters
    ----------
    query
        The query string of the link, without the question mark.
    accept_language
        The browser's `Accept-Language` header, empty if there is none.

    Examples
    --------
    >>> preferred_language("lose=pangyo&lang=en", "ko-KR,ko;q=0.9")
    'en'
    >>> preferred_language("lose=pangyo", "en-GB,en;q=0.9,ko;q=0.5")
    'en'
    >>> preferred_language("lang=fr", "fr-FR")
    'ko'
    """
    asked = first_value(query, "lang")
    for language in LANGUAGES:
        if asked == language:
            return language
    return _accepted(accept_language) or DEFAULT


def kernel_language(environment: Mapping[str, str]) -> Language:
    """Return the same choice as seen from a kernel, from the variables that Voila gives it.

    Examples
    --------
    >>> kernel_language({"QUERY_STRING": "", "HTTP_ACCEPT_LANGUAGE": "en-US"})
    'en'
    """
    return preferred_language(
        environment.get("QUERY_STRING", ""), environment.get("HTTP_ACCEPT_LANGUAGE", "")
    )


def _accepted(header: str) -> Language | None:
    """Return the language of ours that the header weighs highest, the earlier one on a tie."""
    weights: dict[Language, float] = {}
    for part in header.split(","):
        tag, _, parameters = part.strip().partition(";")
        primary = tag.strip().lower().partition("-")[0]
        if primary in LANGUAGES:
            weights[primary] = max(weights.get(primary, 0.0), _weight(parameters))
    wanted = [(weight, language) for language, weight in weights.items() if weight > 0]
    return max(wanted, key=lambda entry: entry[0])[1] if wanted else None


def _weight(parameters: str) -> float:
    """Return the `q` value of one entry; an unreadable one counts as unwanted."""
    for parameter in parameters.split(";"):
        name, _, value = parameter.strip().partition("=")
        if name == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
