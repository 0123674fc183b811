"""What may be lost in an analysis that looks at many losses: ids, or words that stand for many.

It stands apart because contingencies, cut sets and the command line ask it alike, so that a word
means the same everywhere.
"""

from collections.abc import Collection, Iterator
from typing import TypeAlias

from kakao_whatif.errors import UnknownIdError
from kakao_whatif.model.parts import LAYERS
from kakao_whatif.model.system import System

Over: TypeAlias = str | Collection[str]
WORDS = ("all", "domains", "sites", "zones", "services", *LAYERS)
"""The words that `members` knows; anything else must be an id."""


def members(system: System, over: Over) -> tuple[str, ...]:
    """Return the ids that `over` stands for, each once, in the order given.

    Parameters
    ----------
    system
        The dependency model, with the scenario's mitigations in place.
    over
        An id or a word, or several. The words are ``sites`` and ``zones`` (domains of that kind),
        ``domains``, ``services``, a layer's name (its services), and ``all``. An id that reads like
        a word is taken as the id. What only a mitigation would add may be named; its loss has no
        effect while it is not there.

    Raises
    ------
    UnknownIdError
        If something is neither a word nor a domain or service that there is or could be.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> members(two_sites(), "sites")
    ('pangyo', 'anyang')
    >>> members(two_sites(), ["anyang", "operations"])
    ('anyang', 'control', 'tools')
    """
    named = [over] if isinstance(over, str) else list(over)
    return tuple(dict.fromkeys(id for name in named for id in _meant(system, name)))


def _meant(system: System, name: str) -> Iterator[str]:
    if name in system.possible_ids:
        yield name
    elif name in ("sites", "zones"):
        yield from (id for id, domain in system.domains.items() if f"{domain.kind}s" == name)
    elif name in LAYERS:
        yield from (id for id, service in system.services.items() if service.layer == name)
    elif name in WORDS:
        yield from () if name == "services" else system.domains
        yield from () if name == "domains" else system.services
    else:
        raise UnknownIdError("domain, service or word", name, "over", [*system.possible_ids, *WORDS])
