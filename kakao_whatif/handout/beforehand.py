"""What the page cannot work out itself: when services come back, and the smallest sets of changes that save one.

Worked out here for the scenarios that readers look at first. The page says so of every other one.
"""

import json
import zlib
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from kakao_whatif.analysis.saving.by_status import found_for_each
from kakao_whatif.analysis.saving.choices import Choices, Run, runs
from kakao_whatif.analysis.saving.costs import Costs, Price
from kakao_whatif.errors import LimitError, ScenarioError, WhatIfError
from kakao_whatif.handout.both import both
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.model.text import LANGUAGES
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.text.signs import harmless
from kakao_whatif.views.fitting import required
from kakao_whatif.views.header import canonical
from kakao_whatif.views.link import Link, default_scenario
from kakao_whatif.views.recovery.page import opened
from kakao_whatif.views.recovery.ribbons import ribbons

Row = dict[str, Any]

#: So many sets are kept for each service, the cheapest.
MOST_SETS = 5


def states(system: System) -> Iterator[tuple[Scenario, bool]]:
    """Yield what is worked out beforehand, the most looked at first, each once, and whether with its sets.

    The scenarios that the case tells and every single loss of a place or a service, with sets; then the first picture
    with each single change in place, without.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> [sorted(state.losses) for state, _ in states(two_sites())][:4]
    [[], ['pangyo'], ['anyang'], ['chat']]
    """
    begin = default_scenario(system)
    told = [begin, *(named.scenario for named in system.scenarios.values())]
    told += [Scenario({id}) for id in (*system.domains, *system.services)]
    changed = [
        replace(begin, mitigations=required(system, {*begin.mitigations, id})) for id in system.mitigations
    ]
    seen = set()
    for scenario in (*told, *changed):
        if (name := key(system, scenario)) not in seen and _stands(system, scenario):
            seen.add(name)
            yield scenario, scenario in told


def _stands(system: System, scenario: Scenario) -> bool:
    try:
        propagate(system, scenario)
    except ScenarioError:
        return False
    return True


def key(system: System, scenario: Scenario) -> str:
    """Return a scenario as text, as the page writes it: two that mean the same are the same text."""
    meant = canonical(system, scenario)
    parts = [sorted(meant.losses), sorted(meant.mitigations), sorted(meant.readings)]
    numbers = [[id, int(n) if float(n).is_integer() else n] for id, n in sorted(meant.parameters.items())]
    written = [*parts, numbers]
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


@dataclass(slots=True)
class Times:
    """The ribbons of scenarios, packed; a legend is kept once, since many scenarios share theirs."""

    system: System
    legends: list[str] = field(default_factory=list)

    def of(self, scenario: Scenario) -> list[Any] | None:
        """Return the ribbons in both languages and the place of their legend; None if there can be none."""
        try:
            first, second = (_ribbons(self.system, scenario, language) for language in LANGUAGES)
        except WhatIfError:
            return None
        rows = both(first, second)
        legend = packed(rows.pop("legend"))
        if legend not in self.legends:
            self.legends.append(legend)
        return [packed(rows), self.legends.index(legend)]


def packed(rows: object) -> str:
    """Return data as compressed text, which the page unpacks."""
    text = harmless(json.dumps(rows, ensure_ascii=False, separators=(",", ":")))
    return b64encode(zlib.compress(text.encode(), 9)).decode("ascii")


def _ribbons(system: System, scenario: Scenario, language: Any) -> Row:
    return ribbons(opened(system, Link(scenario), language)) | {"orders": []}


@dataclass(slots=True)
class Sets:
    """The cheapest sets that save a service; each is kept once, since many services share theirs.

    Examples
    --------
    >>> from kakao_whatif.cases import load_case
    >>> found = Sets(load_case("kakao-2022"))
    >>> cheapest, *_ = found.of(Scenario({"pangyo"}))["kakaotalk-text"]
    >>> found.distinct[cheapest]
    {'ids': ['failover-control-two-sites'], 'points': '4', 'low': '2', 'high': '8'}
    """

    system: System
    distinct: list[Row] = field(default_factory=list)
    _known: dict[object, list[Run]] = field(default_factory=dict, repr=False)

    def of(self, scenario: Scenario) -> dict[str, list[int] | Row] | None:
        """Return the sets for what people use: by id of each service that is dark or shut, places in `distinct`.

        A last entry of -1 says that there are more, which cost more. Where there is none and trade-offs were not
        looked at, `would` says whether they do it: the place of a set, false, or null if that is not known. None if
        there are too many to look for.
        """
        impact = propagate(self.system, scenario)
        used = {id for id, service in impact.system.services.items() if service.layer == "application"}
        hurt = {id: status for id, status in impact.status.items() if id in used and status >= Status.LOCKED}
        if not self.system.mitigations:
            return {id: [] for id in hurt}
        found: dict[str, list[int] | Row] = {}
        try:
            for status in sorted({*hurt.values()}):
                found |= self._places(scenario, [id for id in hurt if hurt[id] is status], Status(status - 1))
        except LimitError:
            return None
        return {id: found[id] for id in hurt}

    def _places(self, scenario: Scenario, services: list[str], than: Status) -> dict[str, list[int] | Row]:
        choices, costs = Choices.of(self.system, scenario), Costs.of(self.system)
        found = found_for_each(choices, self._runs(choices), services, than, costs, MOST_SETS)
        places: dict[str, list[int] | Row] = {
            id: [self._place(choices.folded(each), costs.price(each)) for each in sets]
            + [-1] * (not is_complete)
            for id, (sets, is_complete) in found.items()
        }
        wider = Choices.of(self.system, scenario, tradeoffs=True)
        if wider.candidates == choices.candidates:
            return places
        return places | self._with_tradeoffs(wider, [id for id in services if not places[id]], than)

    def _with_tradeoffs(self, wider: Choices, services: list[str], than: Status) -> dict[str, Row]:
        """Return what trade-offs would do for services that nothing else saves."""
        costs = Costs.of(self.system)
        try:
            found = found_for_each(wider, self._runs(wider), services, than, costs, 1) if services else {}
        except LimitError:
            return {id: {"would": None} for id in services}
        return {
            id: {"would": self._place(wider.folded(sets[0]), costs.price(sets[0])) if sets else False}
            for id, (sets, _) in found.items()
        }

    def _runs(self, choices: Choices) -> list[Run]:
        """Return the runs of these choices, which are the same whatever is lost."""
        key = (choices.before, choices.scenario.readings, choices.candidates)
        if key not in self._known:
            self._known[key] = list(runs(choices))
        return self._known[key]

    def _place(self, ids: tuple[str, ...], price: Price) -> int:
        cost = {name: f"{getattr(price, name):g}" for name in ("points", "low", "high")}
        row = {"ids": list(ids), **cost}
        if row not in self.distinct:
            self.distinct.append(row)
        return self.distinct.index(row)
