"""The parts of a system while readings and mitigations are put in place.

Order never matters among the changes of one stage: additions come first, then copies and failovers, then needs. There
are two stages: readings say what the base was, and mitigations change that.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kakao_whatif.errors import ScenarioError
from kakao_whatif.model.changes import (
    AddAlternative,
    AddDomain,
    AddNeed,
    AddService,
    Change,
    ContainLoss,
    RemoveNeed,
    SetParameter,
    SoftenNeed,
)
from kakao_whatif.model.expression import AnyOf, Expression, as_data, eased, parts_of, present
from kakao_whatif.model.hosting import hosted
from kakao_whatif.model.parts import Dependency, Domain, Service
from kakao_whatif.model.scenario import Parameter
from kakao_whatif.model.system import System
from kakao_whatif.model.together import ServiceStep, Step, Together


@dataclass(frozen=True, slots=True)
class _Need:
    """A need as it is written, since changes know it so, and whether it has been softened."""

    written: Dependency
    is_softened: bool = False

    def is_removed_by(self, change: Change) -> bool:
        return isinstance(change, RemoveNeed) and self.is_written(change.kind, change.on)

    def is_written(self, kind: str, on: Expression) -> bool:
        return (self.written.kind, self.written.on) == (kind, on)

    def eased(self, alternatives: dict[Expression, list[Expression]]) -> Dependency:
        on = eased(self.written.on, alternatives) if alternatives else self.written.on
        return replace(self.written, on=on, kind="soft" if self.is_softened else self.written.kind)


@dataclass(slots=True)
class Workbench:
    """The parts of a system; the work ends when the new system is made."""

    domains: dict[str, Domain]
    services: dict[str, Service]
    parameters: dict[str, Parameter]
    contained: dict[str, tuple[str, ...]]
    needs: dict[str, list[_Need]] = field(default_factory=dict)
    alternatives: dict[str, list[tuple[str, AddAlternative]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    together: Together = field(default_factory=Together)

    @classmethod
    def of(cls, system: System) -> "Workbench":
        """Return a bench with the parts of a system."""
        return cls(
            dict(system.domains), dict(system.services), dict(system.parameters), dict(system.contained)
        )

    def apply(self, steps: Iterable[Step]) -> None:
        """Put the changes of one stage in place."""
        by_service: dict[str, list[ServiceStep]] = {}
        for by, change in steps:
            match change:
                case AddDomain() | AddService() | ContainLoss() | SetParameter():
                    self._add(by, change)
                case _:
                    by_service.setdefault(change.service, []).append((by, change))
        for id, some in by_service.items():
            if id not in self.services:
                raise ScenarioError(
                    f"scenario.mitigations: {some[0][0]!r} changes {id!r}, which is not there. "
                    f"Add the mitigation that adds {id!r} too."
                )
            self.services[id] = hosted(self.services[id], some, self.together)
            self._change_needs(id, some)

    def finished(self, base: System) -> System:
        """Return the system that the parts make now."""
        for id, needs in self.needs.items():
            self.services[id] = self._eased(self.services[id], needs, self.alternatives.get(id, ()))
        self._check(base)
        return replace(
            base,
            domains=self.domains,
            services=self.services,
            parameters=self.parameters,
            contained=self.contained,
            idle=tuple(self.together.idle),
        )

    def _add(self, by: str, change: AddDomain | AddService | ContainLoss | SetParameter) -> None:
        is_first = self.together.is_first
        match change:
            case AddDomain(domain):
                if is_first(by, ("domain", domain.id), domain):
                    self.domains[domain.id] = domain
            case AddService(service):
                if is_first(by, ("service", service.id), service):
                    self.services[service.id] = service
            case ContainLoss(domain_id, to):
                is_first(by, ("loss of", domain_id), to)
                self.contained[domain_id] = to
            case SetParameter(parameter, value):
                is_first(by, ("parameter", parameter), value)
                was = self.parameters[parameter]
                self.parameters[parameter] = replace(was, value=value, low=None, high=None)

    def _change_needs(self, id: str, steps: Sequence[ServiceStep]) -> None:
        """Add, remove and soften needs; alternatives wait until all needs are there."""
        needs = self.needs.setdefault(id, [_Need(need) for need in self.services[id].needs])
        for by, change in steps:
            if isinstance(change, AddNeed):
                self._add_need(by, change, needs, steps)
            elif isinstance(change, AddAlternative):
                self.alternatives[id].append((by, change))
        for by, change in steps:
            if isinstance(change, RemoveNeed):
                self.together.note(by, id, is_idle=not any(need.is_removed_by(change) for need in needs))
        needs = [need for need in needs if not any(need.is_removed_by(change) for _, change in steps)]
        for by, change in steps:
            if isinstance(change, SoftenNeed):
                meant = [need.is_written("hard", change.on) for need in needs]
                self.together.note(by, id, is_idle=not any(meant))
                needs = [
                    replace(need, is_softened=need.is_softened or is_meant)
                    for need, is_meant in zip(needs, meant, strict=True)
                ]
        self.needs[id] = needs

    def _add_need(self, by: str, change: AddNeed, needs: list[_Need], steps: Sequence[ServiceStep]) -> None:
        new = _Need(change.need)
        for other, removal in steps:
            if new.is_removed_by(removal):
                raise ScenarioError(
                    f"scenario.mitigations: {by!r} adds the {change.need.kind} need of {change.service!r} on "
                    f"{as_data(change.need.on)!r}, and {other!r} removes it. Choose one of them."
                )
        if all(need.written != change.need for need in needs):
            needs.append(new)

    def _eased(
        self, service: Service, needs: Sequence[_Need], steps: Sequence[tuple[str, AddAlternative]]
    ) -> Service:
        """Return a service with its needs as they are now, and all alternatives beside them."""
        by_kind: dict[str, dict[Expression, list[Expression]]] = defaultdict(dict)
        failover = service.failover
        for by, change in steps:
            part = change.instead_of
            assert part is not None  # a system names it (`model.alternatives`)
            if change.kind == "failover":
                is_there = self._can_wake_too(by, change, part)
            else:
                of_kind = (need.written.on for need in needs if need.written.kind == change.kind)
                is_there = any(part in parts_of(on) for on in of_kind)
            is_idle = not is_there or present(change.on, self.services) == AnyOf()
            self.together.note(by, service.id, is_idle=is_idle)
            by_kind[change.kind].setdefault(part, []).append(change.on)
        if failover is not None:
            failover = replace(failover, needs=eased(failover.needs, by_kind["failover"]))
        now = tuple(need.eased(by_kind[need.written.kind]) for need in needs)
        return replace(service, needs=now, failover=failover)

    def _can_wake_too(self, by: str, change: AddAlternative, part: Expression) -> bool:
        """Return whether the service has a failover; refuse an alternative to what that one does not need."""
        failover = self.services[change.service].failover
        if failover is not None and part not in parts_of(failover.needs):
            other = self.together.setter(("failover of", change.service))
            raise ScenarioError(
                f"scenario.mitigations: {by!r} gives an alternative to {as_data(part)!r} in the failover of "
                f"{change.service!r}, which needs {as_data(failover.needs)!r}. "
                f"{f'Leave {by!r} or {other!r} out' if other else f'Leave {by!r} out'}."
            )
        return failover is not None

    def _check(self, base: System) -> None:
        """Refuse what only a mitigation that is not in place would complete."""
        for domain in self.domains.values():
            if domain.parent is not None and domain.parent not in self.domains:
                raise ScenarioError(
                    f"scenario.mitigations: {domain.id!r} would stand in {domain.parent!r}, "
                    f"which is not there. Add {_adding(base, domain.parent)}."
                )
        for service in self.services.values():
            if service.has_standby and service.failover is None:
                raise ScenarioError(
                    f"scenario.mitigations: {service.id!r} would have a standby that nothing wakes. "
                    "Add the mitigation that gives it a failover."
                )
            for replica in service.replicas:
                if replica.domain not in self.domains:
                    raise ScenarioError(
                        f"scenario.mitigations: a copy of {service.id!r} would stand in {replica.domain!r}, "
                        f"which is not there. Add {_adding(base, replica.domain)}."
                    )


def _adding(base: System, domain: str) -> str:
    adders = (
        mitigation.id
        for mitigation in base.mitigations.values()
        if any(isinstance(c, AddDomain) and c.domain.id == domain for c in mitigation.changes)
    )
    return f"the mitigation {next(adders, domain)!r}"
