"""Which changes cannot be told apart from what is put in place before them.

What can hurt cannot be wired (`propagation.wiring`): it is put in place first, and the rest is wired on top of it. That
is the same as doing all of them together only where the two do not meet. `are_entangled` says where they might.
"""

from collections.abc import Iterable

from kakao_whatif.model.changes import (
    AddAlternative,
    AddDomain,
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


def are_entangled(first: Iterable[Change], later: Iterable[Change]) -> bool:
    """Return whether it may matter that some changes are put in place before others.

    Parameters
    ----------
    first
        What is put in place first.
    later
        What is wired on top of it.
    """
    by_service: dict[str, list[Change]] = {}
    for change in first:
        if not isinstance(change, _OF_NO_SERVICE):
            by_service.setdefault(change.service, []).append(change)
    return any(
        _meet(one, other)
        for other in later
        if not isinstance(other, _OF_NO_SERVICE)
        for one in by_service.get(other.service, ())
    )


def _meet(first: Change, later: Change) -> bool:
    """Return whether two changes to one service meet."""
    match first:
        case AddAlternative(_, "failover", _):
            return _is_of_waking(later)  # what wakes it is no longer as the file writes it
        case AddAlternative() | SoftenNeed():
            # A need that was changed is no longer the one that the file names.
            return isinstance(later, AddAlternative | SoftenNeed | RemoveNeed) and not _is_of_waking(later)
    if not isinstance(later, AddReplica):
        return False
    match first:
        case AddReplica():
            return first.replica == later.replica  # which is done once
        case RemoveReplica():
            return True  # a copy that is added is not removed, and the last one is not
        case MoveReplica(_, source, _):
            return later.replica.domain == source
        case RaiseCapacity(_, domain, _, _):
            return later.replica.domain == domain
    return False


def _is_of_waking(change: Change) -> bool:
    match change:
        case AddReplica(_, _, failover):
            return failover is not None
        case AddAlternative(_, kind, _):
            return kind == "failover"
    return isinstance(change, SetFailover)
