"""What may be lost in an analysis that looks at many losses: ids, or words that stand for many.

It stands apart because contingencies, cut sets and the command line ask it alike, so that a word
means the same everywhere.
"""

from collections.abc import Collection, Iterator
from typing import TypeAlias

from kakao_whatif.errors import ScenarioError, UnknownIdError
from kakao_whatif.model.parts import LAYERS
from kakao_whatif.model.system import System

Over: TypeAlias = str | Collection[str]
WORDS = ("all", "domains", "sites", "zones", "services", *LAYERS)
"""The words that `members` knows; anything else must be an id."""
_MARKED = {"site": "the data centres", "zone": "the parts of a site"}


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
    ScenarioError
        If a word stands for nothing here. "Nothing makes it dark" would be no answer then.

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
        return
    if name not in WORDS:
        raise UnknownIdError("domain, service or word", name, "over", [*system.possible_ids, *WORDS])
    found = [
        *(id for id, domain in system.domains.items() if name in ("all", "domains", f"{domain.kind}s")),
        *(id for id, service in system.services.items() if name in ("all", "services", service.layer)),
    ]
    if not found and name != "all":
        raise ScenarioError(f"over: {_nothing(system, name)}")
    yield from found


def _nothing(system: System, name: str) -> str:
    """Return that a word stands for nothing, which words stand for something, and the way out."""
    if name in ("sites", "zones"):
        kind = name.removesuffix("s")
        kinds = dict.fromkeys(domain.kind for domain in system.domains.values())
        there = f"the domains are of the kinds: {', '.join(kinds)}" if kinds else "there is no domain"
        return f"no domain is a {kind}; {there}. Mark {_MARKED[kind]} with kind: {kind}, or ask over domains."
    if name in LAYERS:
        layers = dict.fromkeys(service.layer for service in system.services.values())
        there = f"the layers are: {', '.join(layers)}" if layers else "there is no service"
        return f"no service is in the layer {name}; {there}. Mark services with layer: {name}, or ask over services."
    return f"there are no {name} here. Ask over all."
