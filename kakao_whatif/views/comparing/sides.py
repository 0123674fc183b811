"""The second scenario of a link: what stands on side B.

Stands apart from `views.link`, which reads one scenario: here a second one travels in one value, written like the
first with semicolons for the signs that part keys.
"""

from typing import Final, Literal
from urllib.parse import quote, unquote

from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Text
from kakao_whatif.views.fitting import fitted
from kakao_whatif.views.link import SCENARIO_KEYS, read_link, write_link

Side = Literal["a", "b"]
SIDES: Final[tuple[Side, Side]] = ("a", "b")


def written(system: System, scenario: Scenario) -> str:
    """Return a scenario as the value of one key of a link.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> written(two_sites(), Scenario({"pangyo"}))
    'lose=pangyo'
    """
    query = write_link(system, scenario).removeprefix("?")
    parts = [part for part in query.split("&") if part.partition("=")[0] in SCENARIO_KEYS]
    return ";".join(parts)


def read_side(system: System, value: str) -> tuple[Scenario, tuple[Text, ...]]:
    """Return the scenario that a value of a link holds, and what in it could not be had.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> read_side(two_sites(), "lose=pangyo")[0].losses
    frozenset({'pangyo'})
    """
    found = read_link(value.replace(";", "&") or "lose=", system)
    return found.scenario, found.problems


def other_side(system: System, scenario: Scenario) -> Scenario:
    """Return what a scenario is worth comparing with: the same losses with nothing in place, or with all that may be.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> other_side(two_sites(), Scenario({"pangyo"}))
    Scenario(losses=frozenset({'pangyo'}), mitigations=frozenset(), readings=frozenset(), parameters={})
    """
    if scenario.mitigations:
        return scenario.without_mitigations()
    helping = [id for id, each in system.mitigations.items() if each.changes and not each.tradeoff]
    return fitted(system, scenario.with_mitigations(*helping))[0]


def escaped(value: str) -> str:
    """Return such a value as it stands in an address: readable, but for what would end it."""
    return quote(unquote(value), safe=",:;=")
