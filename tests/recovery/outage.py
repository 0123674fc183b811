"""How an outage that was worked out by hand is written down.

The oracle and the simulator are both held to it. A change reads "hours service STATUS", an event of a job
"hours what service way @domain"; `back` gives the hours to serve and to restore.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import Mitigation
from kakao_whatif.model.expression import AllOf
from kakao_whatif.model.parts import Dependency, Domain, Failover, Replica, Service
from kakao_whatif.model.scenario import Parameter, Scenario
from kakao_whatif.model.system import System


@dataclass(frozen=True)
class Worked:
    """An outage, and what must come of it."""

    name: str
    system: System
    scenario: Scenario
    hazard: Sequence[Mapping[str, Any]]
    changes: list[tuple[float, str, str]]
    back: dict[str, tuple[float, float]]
    log: list[tuple[float, str, str, str, str]]

    def __str__(self) -> str:
        return self.name


def work_out(
    name: str,
    services: Sequence[Service],
    hazard: Sequence[Mapping[str, Any]],
    changes: str,
    back: dict[str, tuple[float, float]],
    log: str,
    *,
    numbers: Mapping[str, float] | None = None,
    domains: Sequence[Domain] = (),
    mitigations: Iterable[Mitigation] = (),
) -> Worked:
    """Return one worked outage; domains are those given, and those that the services stand in besides."""
    given = {domain.id: domain for domain in domains}
    places = {copy.domain: Domain(copy.domain, kind="site") for s in services for copy in s.replicas}
    system = build_system(
        services,
        {**places, **given}.values(),
        mitigations=mitigations,
        parameters={id.replace("_", "-"): Parameter(value) for id, value in (numbers or {}).items()},
    )
    told = [line.split() for line in changes.strip().splitlines()]
    lost = {event["lose"] for event in hazard if "lose" in event}
    scenario = Scenario(lost, mitigations=system.mitigations.keys())
    moves = [(float(hours), id, status) for hours, id, status in told]
    return Worked(name, system, scenario, hazard, moves, back, [*map(_event, log.strip().splitlines())])


def _event(line: str) -> tuple[float, str, str, str, str]:
    words, _, domain = line.strip().partition("@")
    hours, what, service, *way = words.split()
    return float(hours), what, service, " ".join(way), domain


def runs(
    id: str,
    at: Sequence[str] = (),
    *needs: Dependency,
    standby_at: Sequence[str] = (),
    woken: Failover | None = None,
    shares: tuple[float, float] = (1, 1),
    **recovery: Any,
) -> Service:
    """A service with active and standby copies of these shares."""
    copies = [Replica(domain, "active", shares[0]) for domain in at]
    copies += [Replica(domain, "standby", shares[1]) for domain in standby_at]
    return Service(id, replicas=tuple(copies), failover=woken, needs=needs, recovery=recovery)


def lose(id: str, at: float) -> Mapping[str, Any]:
    return {"at_hours": at, "lose": id}


def restore(id: str, at: float, **rest: float) -> Mapping[str, Any]:
    return {"at_hours": at, "restore": id, **rest}


def by_itself(minutes: float) -> Failover:
    return Failover(AllOf(), "automatic", minutes)
