"""Small named systems, written so that a test reads as a sentence."""

from collections.abc import Iterable, Mapping

from kakao_whatif.model.build import build_system
from kakao_whatif.model.changes import Mitigation
from kakao_whatif.model.expression import Expression
from kakao_whatif.model.parts import Dependency, Domain, Failover, Replica, Service
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System


def runs(
    id: str,
    at: Iterable[str] = (),
    *,
    standby_at: Iterable[str] = (),
    woken_by: Expression | None = None,
    share: float = 1,
    minimum: float = 0,
    **needs: Expression,
) -> Service:
    """A service with copies of one share each, needing one expression of each kind named."""
    copies = [Replica(domain, "active", share) for domain in at]
    copies += [Replica(domain, "standby", share) for domain in standby_at]
    return Service(
        id,
        replicas=tuple(copies),
        failover=None if woken_by is None else Failover(woken_by),
        needs=tuple(Dependency(kind, on) for kind, on in needs.items()),
        min_capacity=minimum,
    )


def of(
    *services: Service, inside: Mapping[str, str] | None = None, mitigations: Iterable[Mitigation] = ()
) -> System:
    """The system of these services; domains are those that they stand in."""
    inside = inside or {}
    places = [*inside.values(), *inside, *(copy.domain for service in services for copy in service.replicas)]
    domains = [Domain(id, parent=inside.get(id)) for id in dict.fromkeys(places)]
    return build_system(services, domains, mitigations=mitigations)


def losing(*ids: str) -> Scenario:
    return Scenario(frozenset(ids))
