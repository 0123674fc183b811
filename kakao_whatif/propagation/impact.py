"""What a scenario does to every service: the answer to "which".

`propagate` is pure: it reads a frozen system and a frozen scenario and returns a frozen impact.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from kakao_whatif.errors import UnknownIdError
from kakao_whatif.model.apply import in_place
from kakao_whatif.model.frozen import frozen
from kakao_whatif.model.ids import Ids
from kakao_whatif.model.parts import Kind
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Text
from kakao_whatif.propagation.causes import CauseFinder
from kakao_whatif.propagation.dependents import dependents
from kakao_whatif.propagation.engine import Engine, Settled, engine_of, kind_predicate
from kakao_whatif.propagation.explain import explain
from kakao_whatif.propagation.explanation import Explanation
from kakao_whatif.propagation.harmless import Harmless, harmless_losses
from kakao_whatif.propagation.reason import Cause
from kakao_whatif.propagation.statuses import statuses_of
from kakao_whatif.propagation.wake_rings import wake_rings
from kakao_whatif.text.catalogue import in_both

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Conditions:
    """What holds of one service, each condition on its own: true means that it holds.

    Parameters
    ----------
    lost
        The service itself is among the losses (the one condition that is bad when true).
    hosting
        It has replicas enough to run: capacity above 0 and not below its minimum, or no replicas.
    hard, login, soft
        All its needs of that kind are met.
    capacity
        The share of peak load its serving replicas carry, at most 1.
    """

    lost: bool
    hosting: bool
    hard: bool
    login: bool
    soft: bool
    capacity: Fraction


@dataclass(frozen=True)
class Impact:
    """Status and conditions of every service under a scenario, with their causes.

    Contention is ignored: every standby is taken to have its full share of capacity, and failover
    to happen however long it takes. `notes` says so, and what else a reader must know.

    Parameters
    ----------
    system
        The system with the scenario's mitigations and readings in place.
    scenario
        What was supposed.
    status
        The status of every service, by id, in the order of the file.
    settled
        What is lost, dark and asleep.
    """

    system: System
    scenario: Scenario
    status: Mapping[str, Status]
    settled: Settled

    @cached_property
    def dark(self) -> Ids:
        """The services that are DARK."""
        return Ids(self.settled.dark)

    @cached_property
    def locked(self) -> Ids:
        """The services that run, but that nobody new can sign in to."""
        return self._with(Status.LOCKED)

    @cached_property
    def degraded(self) -> Ids:
        """The services that run without some feature or with less than full capacity."""
        return self._with(Status.DEGRADED)

    @cached_property
    def up(self) -> Ids:
        """The services that are UP."""
        return self._with(Status.UP)

    @cached_property
    def sign_in_lost(self) -> Ids:
        """Every service whose login need is false, DARK ones too."""
        login = statuses_of(self.system).login
        return Ids(id for id, is_met in login.items() if not is_met(self.settled.dark))

    @cached_property
    def conditions(self) -> Mapping[str, Conditions]:
        """The conditions of every service, each on its own, by id."""
        engine = engine_of(self.system)
        return frozen({id: _conditions(engine, id, self.settled) for id in self.system.services})

    @cached_property
    def causes(self) -> Mapping[str, Cause]:
        """The first condition that makes each service worse than UP, by id: short causes for a table.

        All from one pass over what went dark in which order; `explain` searches for the smallest losses.
        """
        finder = CauseFinder.of(engine_of(self.system), self.scenario.losses, self.settled)
        return frozen(
            {id: finder.of_status(id, is_) for id, is_ in self.status.items() if is_ is not Status.UP}
        )

    @cached_property
    def wake_rings(self) -> tuple[tuple[str, ...], ...]:
        """Standbys that stayed asleep because they could wake only through each other."""
        return wake_rings(engine_of(self.system), self.settled)

    @cached_property
    def without_effect(self) -> Ids:
        """Losses of things that exist only under a mitigation or reading that is not in place."""
        parts = (self.system.domains, self.system.services)
        return Ids(id for id in self.scenario.losses if not any(id in known for known in parts))

    @cached_property
    def harmless(self) -> Mapping[str, Harmless]:
        """Losses that change nothing beside the others, each with the reason; see `harmless_losses`."""
        return harmless_losses(self.system, frozenset(self.scenario.losses), self.settled, self.status)

    @cached_property
    def unchanged(self) -> tuple[Text, ...]:
        """What is said of each loss that changes nothing: the first of the notes."""
        unlost = [in_both("note.no_effect", name=self.system.name(id)) for id in self.without_effect]
        harmless = [
            in_both(f"note.harmless.{why}", name=self.system.name(id)) for id, why in self.harmless.items()
        ]
        return (*unlost, *harmless)

    @cached_property
    def notes(self) -> tuple[Text, ...]:
        """What a reader must know about this answer: what is not counted, what had no effect."""
        idle = [
            in_both("note.idle", name=self.system.source_name(by), service=self.system.name(service))
            for by, service in self.system.idle
        ]
        return (*self.unchanged, *idle, in_both("note.contention"))

    def explain(self, id: str) -> Explanation:
        """Return why a service is as it is: as a tree of causes and as sentences.

        Raises
        ------
        UnknownIdError
            If `id` is not a service of the system with the scenario's mitigations in place.
        """
        if id not in self.status:
            raise UnknownIdError("service", id, "explain", self.status)
        return explain(self.system, frozenset(self.scenario.losses), id, self.status[id])

    def dependents(self, id: str) -> Mapping[str, tuple[str, ...]]:
        """Return whom a service or domain hurts when it is gone, by kind of need."""
        return dependents(self.system, id)

    def to_frame(self) -> "pd.DataFrame":
        """Return a table with a row per service: name, layer, status and conditions."""
        import pandas as pd  # 0.4 s that only this method needs

        rows = [
            {
                "service": id,
                "name": self.system.name(id).en,
                "name_ko": self.system.name(id).ko,
                "layer": service.layer,
                "status": self.status[id].name,
                "sign_in_lost": not self.conditions[id].login,
                "lost": self.conditions[id].lost,
                "hosting": self.conditions[id].hosting,
                "hard": self.conditions[id].hard,
                "login": self.conditions[id].login,
                "soft": self.conditions[id].soft,
                "capacity": float(self.conditions[id].capacity),
            }
            for id, service in self.system.services.items()
        ]
        return pd.DataFrame(rows).set_index("service") if rows else pd.DataFrame()

    def _with(self, status: Status) -> Ids:
        return Ids(id for id, is_ in self.status.items() if is_ is status)


def propagate(system: System, scenario: Scenario | None = None) -> Impact:
    """Return what a scenario does to every service.

    Contention is ignored: spare capacity shared between services and partial power belong to
    recovery.

    Parameters
    ----------
    system
        The dependency model.
    scenario
        What is lost and what is in place; nothing, if not given.

    Raises
    ------
    UnknownIdError
        If the scenario names something the system does not know.
    ScenarioError
        If its mitigations cannot be in place together.

    Notes
    -----
    Costs O(services that change), after O(system) once for each set of mitigations.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> impact = propagate(two_sites(), Scenario({"pangyo"}))
    >>> impact.status["news"], impact.dark
    (<Status.LOCKED: 2>, Ids({'account', 'chat', 'control'}))
    """
    scenario = scenario or Scenario()
    effective = in_place(system, scenario)
    settled = engine_of(effective).settle(scenario.losses)
    return Impact(effective, scenario, statuses_of(effective).under(settled), settled)


def _conditions(engine: Engine, id: str, settled: Settled) -> Conditions:
    service = engine.services[id]

    def met(kind: Kind) -> bool:
        needs = kind_predicate(service, kind)
        return needs is None or needs(settled.dark)

    return Conditions(
        lost=id in settled.lost_services,
        hosting=engine.is_hosted(id, settled.lost_domains, settled.asleep),
        hard=met("hard"),
        login=met("login"),
        soft=met("soft"),
        capacity=engine.capacity(id, settled.lost_domains, settled.asleep)
        if service.replicas
        else Fraction(1),
    )
