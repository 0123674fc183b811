"""A system with readings and mitigations in place.

It stands apart from the changes because order, identity and conflict are questions about several
of them: they apply in file order (readings first, since they say what the base was), an identical
addition is done once, and two that set one thing differently are refused.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from kakao_whatif.errors import ScenarioError, UnknownIdError
from kakao_whatif.model.changes import (
    AddAlternative,
    AddDomain,
    AddNeed,
    AddReplica,
    AddService,
    Change,
    ContainLoss,
    Mitigation,
    MoveReplica,
    RaiseCapacity,
    RemoveNeed,
    RemoveReplica,
    SetFailover,
    SetParameter,
    SoftenNeed,
)
from kakao_whatif.model.expression import Expression, either, leaves, present
from kakao_whatif.model.parts import Dependency, Domain, Replica, Service
from kakao_whatif.model.scenario import Parameter, Scenario
from kakao_whatif.model.system import System


def in_place(system: System, scenario: Scenario) -> System:
    """Return the system that a scenario supposes: its readings and mitigations in place.

    Raises
    ------
    UnknownIdError
        If the scenario names something the system does not know.
    ScenarioError
        If mitigations exclude each other, miss a required one, or set one thing differently.
    """
    check_ids(system, scenario)
    if not scenario.mitigations and not scenario.readings:
        return system
    return _applied(system, frozenset(scenario.mitigations), frozenset(scenario.readings))


def check_ids(system: System, scenario: Scenario) -> None:
    """Refuse a scenario that names something unknown, or a parameter that is no number."""
    given: object = scenario
    if not isinstance(given, Scenario):
        raise TypeError(f"scenario: {scenario!r} is not a Scenario. Give one: Scenario({{'pangyo'}}).")
    unknown = frozenset(scenario.losses) - system.possible_ids
    if unknown:
        raise UnknownIdError("domain or service", min(unknown), "scenario.losses", system.possible_ids)
    if not (scenario.mitigations or scenario.readings or scenario.parameters):
        return
    for name, known, kind in (
        ("mitigations", system.mitigations, "mitigation"),
        ("readings", system.readings, "reading"),
        ("parameters", system.parameters, "parameter"),
    ):
        for id in sorted(getattr(scenario, name)):
            if id not in known:
                raise UnknownIdError(kind, id, f"scenario.{name}", known)
    numbers: Mapping[str, object] = scenario.parameters
    for id, number in sorted(numbers.items()):
        if isinstance(number, bool) or not isinstance(number, int | float) or not abs(number) < math.inf:
            raise ScenarioError(
                f"scenario.parameters.{id}: {number!r} is not a finite number. Give a finite number."
            )


def expanded(system: System, mitigations: Collection[str]) -> tuple[Mitigation, ...]:
    """Return mitigations with the members of their bundles, each once, in file order."""
    wanted: set[str] = set()
    waiting = list(mitigations)
    while waiting:
        id = waiting.pop()
        if id not in wanted:
            wanted.add(id)
            waiting += system.mitigations[id].includes
    return tuple(mitigation for id, mitigation in system.mitigations.items() if id in wanted)


@lru_cache(maxsize=256)
def _applied(system: System, mitigations: frozenset[str], readings: frozenset[str]) -> System:
    chosen = expanded(system, mitigations)
    _check_bindings(chosen)
    work = _Workbench.of(system)
    for id, reading in system.readings.items():
        if id in readings:
            work.apply(id, reading.changes)
    for mitigation in chosen:
        work.apply(mitigation.id, mitigation.changes)
    return work.system(system)


def _check_bindings(chosen: tuple[Mitigation, ...]) -> None:
    ids = {mitigation.id for mitigation in chosen}
    for mitigation in chosen:
        for id in mitigation.requires:
            if id not in ids:
                raise ScenarioError(
                    f"scenario.mitigations: {mitigation.id!r} requires {id!r}. Add it, or leave {mitigation.id!r} out."
                )
        for id in mitigation.excludes:
            if id in ids:
                raise ScenarioError(
                    f"scenario.mitigations: {mitigation.id!r} and {id!r} exclude each other. Choose one of them."
                )


@dataclass(slots=True)
class _Need:
    """A dependency on the bench, with what it was when it was written: so changes know it.

    Otherwise a need that one mitigation softens would escape the alternative that another gives
    it, and the two together would be worse than one.
    """

    written: Dependency
    now: Dependency

    def is_written(self, kind: str, on: Expression) -> bool:
        return self.written.kind == kind and self.written.on == on


@dataclass(slots=True)
class _Workbench:
    """The parts while changes are applied to them; it ends when the new system is made."""

    domains: dict[str, Domain]
    services: dict[str, Service]
    parameters: dict[str, Parameter]
    contained: dict[str, tuple[str, ...]]
    needs: dict[str, list[_Need]] = field(default_factory=dict)
    wakes_too: dict[str, list[Expression]] = field(default_factory=dict)
    set_by: dict[tuple[object, ...], tuple[object, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, system: System) -> "_Workbench":
        return cls(
            dict(system.domains), dict(system.services), dict(system.parameters), dict(system.contained)
        )

    def apply(self, by: str, changes: tuple[Change, ...]) -> None:
        for change in changes:
            self._apply(by, change)

    def system(self, base: System) -> System:
        for id, needs in self.needs.items():
            self.services[id] = replace(self.services[id], needs=tuple(need.now for need in needs))
        for id, expressions in self.wakes_too.items():
            if (failover := self.services[id].failover) is not None:
                for on in expressions:
                    failover = replace(failover, needs=either(failover.needs, on))
                self.services[id] = replace(self.services[id], failover=failover)
        self._check(base)
        return replace(
            base,
            domains=self.domains,
            services={id: _relying_on(service, self.services) for id, service in self.services.items()},
            parameters=self.parameters,
            contained=self.contained,
        )

    def _check(self, base: System) -> None:
        """Refuse what only a mitigation that is not in place would complete."""
        for domain in self.domains.values():
            if domain.parent is not None and domain.parent not in self.domains:
                raise ScenarioError(
                    f"scenario.mitigations: {domain.id!r} would stand in {domain.parent!r}, "
                    f"which is not there. Add {self._adding(base, domain.parent)}."
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
                        f"which is not there. Add {self._adding(base, replica.domain)}."
                    )

    def _apply(self, by: str, change: Change) -> None:
        match change:
            case AddDomain(domain):
                if self._first(by, ("domain", domain.id), domain):
                    self.domains[domain.id] = domain
            case AddService(service):
                if self._first(by, ("service", service.id), service):
                    self.services[service.id] = service
            case ContainLoss(domain_id, to):
                self._first(by, ("loss of", domain_id), to)
                self.contained[domain_id] = to
            case SetParameter(parameter, value):
                self._first(by, ("parameter", parameter), value)
                was = self.parameters[parameter]
                self.parameters[parameter] = replace(was, value=value, low=None, high=None)
            case AddReplica() | RaiseCapacity() | MoveReplica() | RemoveReplica() | SetFailover():
                self._host(by, change, self._service(by, change.service))
            case _:
                self._change_needs(by, change, self._service(by, change.service))

    def _host(
        self,
        by: str,
        change: AddReplica | RaiseCapacity | MoveReplica | RemoveReplica | SetFailover,
        was: Service,
    ) -> None:
        replicas, failover = list(was.replicas), was.failover
        match change:
            case AddReplica(_, replica, waking):
                if not replicas:
                    raise ScenarioError(
                        f"scenario.mitigations: {by!r} gives {was.id!r} its first copy, which can only make it "
                        "worse. Give the service its replicas where it is defined."
                    )
                if self._first(by, ("copy of", was.id, replica.domain, replica.role), replica):
                    replicas.append(replica)
                if waking is not None and failover != waking:
                    if failover is not None:
                        raise ScenarioError(
                            f"scenario.mitigations: {by!r} sets the failover of {was.id!r}, which has another one. "
                            "Leave one of them out."
                        )
                    failover = waking
            case RaiseCapacity(_, domain, to, role):
                self._first(by, ("capacity of", was.id, domain, role), to)
                replicas = [
                    replace(r, capacity=max(r.capacity, to))
                    if r.domain == domain and role in (None, r.role)
                    else r
                    for r in replicas
                ]
            case MoveReplica(_, source, target):
                if self._first(by, ("place of", was.id, source), target):
                    replicas = _moved(by, was.id, replicas, source, target)
            case RemoveReplica(_, domain, role):
                replicas = [r for r in replicas if r.domain != domain or role not in (None, r.role)]
                if not replicas:
                    raise ScenarioError(
                        f"scenario.mitigations: {by!r} removes the last copy of {was.id!r}. Leave it one."
                    )
            case SetFailover(_, new):
                if self._first(by, ("failover of", was.id), new):
                    failover = new
                    self.wakes_too.pop(was.id, None)
        self.services[was.id] = replace(was, replicas=tuple(replicas), failover=failover)

    def _change_needs(
        self, by: str, change: AddAlternative | SoftenNeed | RemoveNeed | AddNeed, was: Service
    ) -> None:
        needs = self.needs.setdefault(was.id, [_Need(need, need) for need in was.needs])
        match change:
            case AddAlternative(_, "failover", on):
                if was.failover is not None:
                    self.wakes_too.setdefault(was.id, []).append(on)
            case AddAlternative(_, kind, on):
                for need in needs:
                    if need.written.kind == kind:
                        need.now = replace(need.now, on=either(need.now.on, on))
            case SoftenNeed(_, on):
                for need in needs:
                    if need.is_written("hard", on):
                        need.now = replace(need.now, kind="soft")
            case RemoveNeed(_, kind, on):
                needs[:] = [need for need in needs if not need.is_written(kind, on)]
            case AddNeed(_, new):
                if all(need.written != new for need in needs):
                    needs.append(_Need(new, new))

    def _service(self, by: str, id: str) -> Service:
        if id not in self.services:
            raise ScenarioError(
                f"scenario.mitigations: {by!r} changes {id!r}, which is not there. "
                f"Add the mitigation that adds {id!r} too."
            )
        return self.services[id]

    def _first(self, by: str, key: tuple[object, ...], value: object) -> bool:
        """Return whether this is the first to set a thing; refuse a second that sets it differently."""
        if key not in self.set_by:
            self.set_by[key] = (value, by)
            return True
        was, other = self.set_by[key]
        if was != value:
            what = " ".join(str(part) for part in key if part)
            raise ScenarioError(
                f"scenario.mitigations: {other!r} and {by!r} set the {what} differently. Choose one of them."
            )
        return False

    def _adding(self, base: System, domain: str) -> str:
        adders = (
            mitigation.id
            for mitigation in base.mitigations.values()
            if any(isinstance(c, AddDomain) and c.domain.id == domain for c in mitigation.changes)
        )
        return f"the mitigation {next(adders, domain)!r}"


def _relying_on(service: Service, services: Collection[str]) -> Service:
    """Return a service whose needs count what is not there as gone."""
    failover = service.failover
    leaned_on = [need.on for need in service.needs] + ([failover.needs] if failover is not None else [])
    if all(leaf in services for expression in leaned_on for leaf in leaves(expression)):
        return service
    if failover is not None:
        failover = replace(failover, needs=present(failover.needs, services))
    needs = tuple(replace(need, on=present(need.on, services)) for need in service.needs)
    return replace(service, needs=needs, failover=failover)


def _moved(by: str, service: str, replicas: list[Replica], source: str, target: str) -> list[Replica]:
    there = [at for at, replica in enumerate(replicas) if replica.domain == source]
    if len(there) != 1:
        raise ScenarioError(
            f"scenario.mitigations: {by!r} moves the copy of {service!r} in {source!r}, but {len(there)} stand there. "
            "Exactly one must."
        )
    replicas[there[0]] = replace(replicas[there[0]], domain=target)
    return replicas


def effective_losses(system: System, losses: Collection[str]) -> Iterator[str]:
    """Yield what is lost once containment is taken into account: a part instead of the whole."""
    waiting, seen = sorted(losses), set(losses)
    while waiting:
        id = waiting.pop()
        if id not in system.contained:
            yield id
            continue
        for part in system.contained[id]:
            if part not in seen:
                seen.add(part)
                waiting.append(part)
