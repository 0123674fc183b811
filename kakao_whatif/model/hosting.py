"""The copies of a service, and what wakes them, once all changes of a stage are made.

Removals, additions and moves name a copy by where it stood before the stage; a raise by where it stands after it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kakao_whatif.errors import ScenarioError
from kakao_whatif.model.changes import AddReplica, MoveReplica, RaiseCapacity, RemoveReplica, SetFailover
from kakao_whatif.model.parts import Failover, Replica, Service
from kakao_whatif.model.together import ServiceStep, Together


def hosted(was: Service, steps: Sequence[ServiceStep], together: Together) -> Service:
    """Return a service with its copies and its failover as these changes have them.

    Raises
    ------
    ScenarioError
        If two of them contradict each other, or no copy is left.
    """
    copies = [*_kept(was, steps, together), *_added(was, steps, together)]
    if was.replicas and not copies:
        by = [by for by, change in steps if isinstance(change, RemoveReplica)][-1]
        raise ScenarioError(
            f"scenario.mitigations: {by!r} removes the last copy of {was.id!r}. Leave it one."
        )
    copies = _raised(was.id, _moved(was.id, copies, steps, together), steps, together)
    return replace(was, replicas=tuple(copies), failover=_failover(was, steps, together))


def _kept(was: Service, steps: Sequence[ServiceStep], together: Together) -> list[Replica]:
    removals = [(by, change) for by, change in steps if isinstance(change, RemoveReplica)]
    for by, removal in removals:
        together.note(by, was.id, is_idle=not any(_is_meant(removal, copy) for copy in was.replicas))
    return [copy for copy in was.replicas if not any(_is_meant(removal, copy) for _, removal in removals)]


def _added(was: Service, steps: Sequence[ServiceStep], together: Together) -> Iterator[Replica]:
    for by, change in steps:
        if not isinstance(change, AddReplica):
            continue
        if not was.replicas:
            raise ScenarioError(
                f"scenario.mitigations: {by!r} gives {was.id!r} its first copy, which can only make it "
                "worse. Give the service its replicas where it is defined."
            )
        copy = change.replica
        for other, removal in steps:
            if isinstance(removal, RemoveReplica) and _is_meant(removal, copy):
                raise ScenarioError(
                    f"scenario.mitigations: {by!r} adds a copy of {was.id!r} in {copy.domain!r}, "
                    f"and {other!r} removes it. Choose one of them."
                )
        if together.is_first(by, ("copy of", was.id, copy.domain, copy.role), copy):
            yield copy


def _moved(
    service: str, copies: list[Replica], steps: Sequence[ServiceStep], together: Together
) -> list[Replica]:
    moved = list(copies)
    for by, change in steps:
        if isinstance(change, MoveReplica):
            there = [at for at, copy in enumerate(copies) if copy.domain == change.source]
            if len(there) != 1:
                raise ScenarioError(
                    f"scenario.mitigations: {by!r} moves the copy of {service!r} in {change.source!r}, "
                    f"but {len(there)} stand there. Exactly one must."
                )
            together.is_first(by, ("place of", service, change.source), change.target)
            moved[there[0]] = replace(copies[there[0]], domain=change.target)
    return moved


def _raised(
    service: str, copies: list[Replica], steps: Sequence[ServiceStep], together: Together
) -> list[Replica]:
    for by, change in steps:
        if isinstance(change, RaiseCapacity):
            together.is_first(by, ("capacity of", service, change.domain, change.role), change.to)
            together.note(by, service, is_idle=not any(_is_meant(change, copy) for copy in copies))
            copies = [
                replace(copy, capacity=max(copy.capacity, change.to)) if _is_meant(change, copy) else copy
                for copy in copies
            ]
    return copies


def _failover(was: Service, steps: Sequence[ServiceStep], together: Together) -> Failover | None:
    """Return what wakes the standbys: the failover that is set, else the one that was there or comes with a copy."""
    failover = was.failover
    waking = [
        (by, change, change.failover)
        for by, change in steps
        if isinstance(change, AddReplica | SetFailover) and change.failover is not None
    ]
    for by, change, new in waking:
        together.is_first(by, ("failover of", was.id), new)
        if isinstance(change, SetFailover):
            failover = new
    for by, _, new in waking:
        if failover not in (None, new):
            raise ScenarioError(
                f"scenario.mitigations: {by!r} sets the failover of {was.id!r}, which has another one. "
                "Leave one of them out."
            )
        failover = new
    return failover


def _is_meant(change: RemoveReplica | RaiseCapacity, copy: Replica) -> bool:
    return copy.domain == change.domain and change.role in (None, copy.role)
