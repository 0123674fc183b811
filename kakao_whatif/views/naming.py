"""How a case is named where there is little room, and whose it is.

Stands apart from the pages, which all have a title: what a case does not say, no page may make up.
"""

from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import catalogue, say


def case_name(system: System, language: Language) -> str:
    """Return the short name of a case: its own where it has one, else its title or its id.

    Examples
    --------
    >>> from kakao_whatif.cases import load_case
    >>> from kakao_whatif.examples import two_sites
    >>> case_name(load_case("kakao-2022"), "en"), case_name(two_sites(), "en")
    ('Kakao 2022', 'your system')
    """
    short = catalogue(language).get(f"views.case.{system.id}")
    return short or system.title.in_language(language) or system.id or say("views.no_case", language)


def say_of_owner(key: str, system: System, language: Language, **values: str) -> str:
    """Return an entry about what the owner of a system had, or its neutral form where no owner is named.

    Examples
    --------
    >>> from kakao_whatif.cases import load_case
    >>> [say_of_owner("views.switches.had.title", load_case(id), "en") for id in ("kakao-2022", "nirs-2025")]
    ['What if Kakao had ...', 'What if there had been ...']
    """
    owner = catalogue(language).get(f"views.owner.{system.id}")
    if owner is None:
        return say(f"{key}_other", language, **values)
    return say(key, language, owner=owner, **values)
