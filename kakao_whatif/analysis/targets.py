"""What is wanted of a system under a scenario, and what is short of it.

Targets stand apart from the search for what makes them hold: they are asked here one scenario at a time, by plain
`propagate` and the clock, so that every answer of a search can be checked without it.
"""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from kakao_whatif.errors import ScenarioError, UnknownIdError
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.recovery.outcome import outcome
from kakao_whatif.recovery.simulate import simulate_recovery
from kakao_whatif.recovery.timeline import hours as in_hours


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One service that is not as wanted.

    Parameters
    ----------
    service
        Its id.
    status
        What it is instead; None if it is not there, or if the target is one in time.
    lost
        The site whose loss does it, for a target that looks at several.
    hours
        When it is back, for a target in time; infinite for never within the horizon.
    """

    service: str
    status: Status | None = None
    lost: str | None = None
    hours: float | None = None


@dataclass(frozen=True, slots=True)
class NotWorse:
    """These services are not worse than a status; not DARK, if no status is given.

    Parameters
    ----------
    services
        Ids; those that only a mitigation adds must then be there.
    than
        The worst status that will do.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> NotWorse(["news"]).shortfalls(two_sites(), Scenario({"pangyo"}))
    ()
    >>> NotWorse(["news"], Status.DEGRADED).shortfalls(two_sites(), Scenario({"pangyo"}))
    (Shortfall(service='news', status=<Status.LOCKED: 2>, lost=None, hours=None),)
    """

    services: Collection[str]
    than: Status = Status.LOCKED

    def __post_init__(self) -> None:
        """Keep the ids sorted, each once."""
        object.__setattr__(self, "services", _ids(self.services))
        object.__setattr__(self, "than", Status(self.than))

    def losses(self, system: System, scenario: Scenario) -> tuple[str | None, ...]:
        """Return what is lost besides, in each scenario that counts: nothing."""
        return (None,)

    def shortfalls(self, system: System, scenario: Scenario) -> tuple[Shortfall, ...]:
        """Return what is short of it under a scenario; nothing, if it holds."""
        return _worse(self, system, scenario)


@dataclass(frozen=True, slots=True)
class SurvivesAnySite:
    """These services are not worse than a status, whichever single site is lost besides what a scenario loses.

    Parameters
    ----------
    services
        Ids.
    than
        The worst status that will do; LOCKED, that is not DARK, if not given.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> for short in SurvivesAnySite(["chat", "news"]).shortfalls(two_sites(), Scenario()):
    ...     print(short.service, short.status.word, "without", short.lost)
    news dark without anyang
    chat dark without pangyo
    """

    services: Collection[str]
    than: Status = Status.LOCKED

    def __post_init__(self) -> None:
        """Keep the ids sorted, each once."""
        object.__setattr__(self, "services", _ids(self.services))
        object.__setattr__(self, "than", Status(self.than))

    def losses(self, system: System, scenario: Scenario) -> tuple[str | None, ...]:
        """Return every site that there is or could be."""
        return sites(system)

    def shortfalls(self, system: System, scenario: Scenario) -> tuple[Shortfall, ...]:
        """Return what is short of it under a scenario; nothing, if it holds."""
        return _worse(self, system, scenario)


@dataclass(frozen=True, slots=True)
class BackWithin:
    """These services are back, neither DARK nor LOCKED, within so many hours of the origin.

    Parameters
    ----------
    services
        Ids.
    hours
        The latest time that will do.
    samples
        With 1, the run at the central numbers decides. With more, nine of ten draws must be back (P90).
    seed
        Of the draws: every set of changes is tried on the same ones.
    hazard
        Id of the hazard that is played; by default the one that `simulate_recovery` chooses.
    """

    services: Collection[str]
    hours: float
    samples: int = 1
    seed: int = 0
    hazard: str | None = None

    def __post_init__(self) -> None:
        """Keep the ids sorted, each once; refuse what is no time."""
        object.__setattr__(self, "services", _ids(self.services))
        given: Any = self.hours
        if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given < math.inf:
            raise ScenarioError(f"target.hours: {given!r} is no time. Give hours, 0 or more.")

    def shortfalls(self, system: System, scenario: Scenario) -> tuple[Shortfall, ...]:
        """Return what is short of it under a scenario; nothing, if it holds."""
        back = self._back(system, scenario)
        late = (Shortfall(id, hours=back.get(id, math.inf)) for id in self.services)
        return tuple(short for short in late if short.hours is not None and short.hours > self.hours)

    def _back(self, system: System, scenario: Scenario) -> Mapping[str, float]:
        """Return when each service is back: at the central numbers, or the P90 of the draws."""
        if self.samples == 1:
            return outcome(system, scenario, hazard=self.hazard).restored
        timeline = simulate_recovery(
            system, scenario, hazard=self.hazard, samples=self.samples, seed=self.seed
        )
        return {id: in_hours(quantiles[-1]) for id, quantiles in timeline.quantiles.items()}


StatusTarget: TypeAlias = NotWorse | SurvivesAnySite
Target: TypeAlias = NotWorse | SurvivesAnySite | BackWithin


def target_of(system: System, wanted: Target | Iterable[str]) -> Target:
    """Return a target; bare ids are taken as "not DARK".

    Raises
    ------
    UnknownIdError
        If it names a service that there neither is nor could be.
    ScenarioError
        If it names none, or speaks of sites where there are none.
    """
    if isinstance(wanted, str):
        raise TypeError(f"target: {wanted!r} is one string. Give a collection: [{wanted!r}].")
    target = wanted if isinstance(wanted, NotWorse | SurvivesAnySite | BackWithin) else NotWorse([*wanted])
    if not target.services:
        raise ScenarioError("target.services: empty. Name at least one service.")
    for id in target.services:
        if id not in system.possible_services:
            raise UnknownIdError("service", id, "target.services", system.possible_services)
    if isinstance(target, SurvivesAnySite) and not sites(system):
        raise ScenarioError("target: no domain is a site. Mark the data centres with kind: site.")
    return target


def sites(system: System) -> tuple[str, ...]:
    """Return the data centres, those too that only a mitigation would add; sorted."""
    return tuple(sorted(id for id, domain in system.possible_domains.items() if domain.kind == "site"))


def also_lost(scenario: Scenario, lost: str | None) -> Scenario:
    """Return a scenario with one thing more lost, or as it is."""
    return scenario if lost is None else scenario.with_losses(lost)


def _ids(given: Any) -> tuple[str, ...]:
    if isinstance(given, str):
        raise TypeError(f"target.services: {given!r} is one string. Give a collection: [{given!r}].")
    return tuple(sorted({*given}))


def _worse(target: StatusTarget, system: System, scenario: Scenario) -> tuple[Shortfall, ...]:
    found = []
    for lost in target.losses(system, scenario):
        status = propagate(system, also_lost(scenario, lost)).status
        for id in target.services:
            now = status.get(id)
            if now is None or now > target.than:
                found.append(Shortfall(id, now, lost))
    return tuple(found)
