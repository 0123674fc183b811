"""Which changes cannot be told apart from what is put in place before them.

What can hurt cannot be wired (`propagation.wiring`): it is put in place first, and the rest is wired on top of it. That
is the same as doing all in file order only where the two do not meet. Here is said where they might.
"""

from collections.abc import Iterable

from kakao_whatif.model.changes import (
    AddAlternative,
    AddDomain,
    AddNeed,
    AddReplica,
    AddService,
    Change,
    ContainLoss,
    MoveReplica,
    RaiseCapacity,
    RemoveNeed,
    RemoveReplica,
    SetFailover,
    SetParameter,
    SoftenNeed,
)

_OF_NO_SERVICE = (AddDomain, AddService, ContainLoss, SetParameter)
_OF_NEEDS = (AddAlternative, SoftenNeed, RemoveNeed, AddNeed)


def are_entangled(first: Iterable[Change], later: Iterable[Change], *, is_in_order: bool) -> bool:
    """Return whether it may matter that some changes are put in place before others.

    Parameters
    ----------
    first
        What is put in place first.
    later
        What is wired on top of it.
    is_in_order
        Whether the file has them in this order too.
    """
    by_service: dict[str, list[Change]] = {}
    for change in first:
        if not isinstance(change, _OF_NO_SERVICE):
            by_service.setdefault(change.service, []).append(change)
    return any(
        _meet(one, other, is_in_order=is_in_order)
        for other in later
        if not isinstance(other, _OF_NO_SERVICE)
        for one in by_service.get(other.service, ())
    )


def _meet(first: Change, later: Change, *, is_in_order: bool) -> bool:
    """Return whether two changes to one service meet."""
    if _is_of_needs(first) and _is_of_needs(later):
        # A need that was changed is no longer the one that the file names.
        return not (is_in_order and isinstance(first, AddNeed | RemoveNeed))
    if isinstance(first, AddReplica) and isinstance(later, AddReplica):
        return first.replica == later.replica  # which is done once
    if is_in_order:
        return False
    if _is_of_waking(first) and _is_of_waking(later):
        return True
    if isinstance(first, RemoveReplica) and isinstance(later, AddReplica):
        return True  # the last copy is not removed
    if isinstance(first, MoveReplica) and isinstance(later, AddReplica):
        return later.replica.domain == first.source
    return not _places(first).isdisjoint(_places(later))


def _is_of_needs(change: Change) -> bool:
    return isinstance(change, _OF_NEEDS) and not _is_of_waking(change)


def _is_of_waking(change: Change) -> bool:
    match change:
        case AddReplica(_, _, failover):
            return failover is not None
        case AddAlternative(_, kind, _):
            return kind == "failover"
    return isinstance(change, SetFailover)


def _places(change: Change) -> set[str]:
    """Return the domains whose copies of its service a change touches."""
    match change:
        case AddReplica(_, replica, _):
            return {replica.domain}
        case RaiseCapacity() | RemoveReplica():
            return {change.domain}
        case MoveReplica(_, source, target):
            return {source, target}
    return set()
