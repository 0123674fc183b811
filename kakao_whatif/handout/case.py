"""A case as the data that the page opens: its model, its words in both languages, and where it begins."""

from collections.abc import Collection
from typing import Any

from kakao_whatif.handout.both import both
from kakao_whatif.handout.model import model_data
from kakao_whatif.handout.texts import texts
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import LANGUAGES
from kakao_whatif.views.ground import domain_tree
from kakao_whatif.views.link import (
    OTHER_KEYS,
    PASSED_KEYS,
    SCENARIO_KEYS,
    SERVER_KEYS,
    default_scenario,
)
from kakao_whatif.views.unification import unification
from kakao_whatif.views.written import NUMBER

Row = dict[str, Any]


def case_data(system: System) -> Row:
    """Return everything that the page needs to work out and to tell any scenario of a case.

    Examples
    --------
    >>> from kakao_whatif.cases import load_case
    >>> case_data(load_case("kakao-2022"))["case"]["begin"]
    {'losses': ['pangyo']}
    """
    ends = unification(system)
    told = {
        "id": system.id,
        "version": system.version,
        "begin": scenario_data(default_scenario(system)),
        "scenarios": [
            {"id": named.id, **scenario_data(named.scenario)} for named in system.scenarios.values()
        ],
        "parameters": list(system.parameters),
        "products": list(system.products),
        "domains": list(system.possible_domains),
        "tree": [[domain.id, level] for domain, level in domain_tree(system)],
        "link": link_data(),
        "unification": {"master": ends.master, "members": list(ends.members)},
    }
    return {
        "case": told,
        "model": model_data(system),
        "texts": both(*(texts(system, language) for language in LANGUAGES)),
    }


def link_data() -> Row:
    """Return how a link is written: its keys, by what becomes of each, and what counts as a number in it."""
    return {
        "scenario": list(SCENARIO_KEYS),
        "passed": list(PASSED_KEYS),
        "other": list(OTHER_KEYS),
        "server": sorted(SERVER_KEYS),
        "number": NUMBER,
    }


def scenario_data(scenario: Scenario) -> Row:
    """Return a scenario as plain data; what is empty is left out."""
    groups: dict[str, Collection[str]] = {
        "losses": scenario.losses,
        "mitigations": scenario.mitigations,
        "readings": scenario.readings,
    }
    found: Row = {name: sorted(ids) for name, ids in groups.items() if ids}
    return found | ({"parameters": dict(scenario.parameters)} if scenario.parameters else {})
