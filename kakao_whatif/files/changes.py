"""From data to changes, and to the mitigations and readings that hold them.

Apart from `parts`, because one entry of a file may be several changes: `services: [a, b]` applies
one to each.
"""

from collections.abc import Callable, Iterator
from typing import Any

from kakao_whatif.files.parts import (
    STAND_IN,
    Data,
    domain,
    expression,
    failover,
    ids,
    need,
    replica,
    service,
    sources,
    text,
    value,
)
from kakao_whatif.files.plain import BROKEN
from kakao_whatif.model import changes as model
from kakao_whatif.model.changes import Change, Cost, Mitigation, Reading
from kakao_whatif.model.parts import NOTHING, exact


def _add_replica(data: Data, of: str) -> Change:
    waking = failover(value(data, "failover", NOTHING)) if "failover" in data else None
    return model.AddReplica(of, replica(value(data, "replica", NOTHING)), waking)


def _add_alternative(data: Data, of: str) -> Change:
    part = expression(value(data, "instead_of")) if "instead_of" in data else None
    return model.AddAlternative(of, value(data, "kind", "hard"), expression(value(data, "on")), part)


def _soften_need(data: Data, of: str) -> Change:
    return model.SoftenNeed(of, expression(value(data, "on")))


def _remove_need(data: Data, of: str) -> Change:
    return model.RemoveNeed(of, value(data, "kind", "hard"), expression(value(data, "on")))


def _raise_capacity(data: Data, of: str) -> Change:
    return model.RaiseCapacity(
        of, value(data, "in", STAND_IN), exact(value(data, "to", 1)), value(data, "role")
    )


def _move_replica(data: Data, of: str) -> Change:
    return model.MoveReplica(of, value(data, "from", STAND_IN), value(data, "to", STAND_IN))


def _remove_replica(data: Data, of: str) -> Change:
    return model.RemoveReplica(of, value(data, "in", STAND_IN), value(data, "role"))


def _add_need(data: Data, of: str) -> Change:
    return model.AddNeed(of, need(value(data, "need", NOTHING)))


def _set_failover(data: Data, of: str) -> Change:
    return model.SetFailover(of, failover(value(data, "failover", NOTHING)))


OF_SERVICES: dict[str, Callable[[Data, str], Change]] = {
    "add_replica": _add_replica,
    "add_alternative": _add_alternative,
    "soften_need": _soften_need,
    "remove_need": _remove_need,
    "raise_capacity": _raise_capacity,
    "move_replica": _move_replica,
    "remove_replica": _remove_replica,
    "add_need": _add_need,
    "set_failover": _set_failover,
}


def _of_system(data: Data) -> Change | None:
    """Return a change that is not of one service."""
    match data["op"]:
        case "add_domain":
            return model.AddDomain(domain(value(data, "domain", NOTHING)))
        case "add_service":
            return model.AddService(service(value(data, "service", NOTHING)))
        case "contain_loss":
            return model.ContainLoss(value(data, "domain", STAND_IN), ids(data, "to"))
        case "set_parameter":
            return model.SetParameter(value(data, "parameter", STAND_IN), value(data, "value", 0))
    return None


def changes(data: Data) -> Iterator[tuple[int, Change]]:
    """Yield the changes of a mitigation or reading, each with its index in the file.

    Examples
    --------
    >>> two = {"op": "soften_need", "services": ["chat", "mail"], "on": "push"}
    >>> [(at, change.service) for at, change in changes({"changes": [two]})]
    [(0, 'chat'), (0, 'mail')]
    """
    for at, change in enumerate(value(data, "changes", ())):
        if change is BROKEN or value(change, "op") is None:
            continue
        build = OF_SERVICES.get(change["op"])
        if build is not None:
            names = ids(change, "services") if "services" in change else (value(change, "service", STAND_IN),)
            for name in names:
                yield at, build(change, name)
        elif (one := _of_system(change)) is not None:
            yield at, one


def mitigation(data: Data) -> Mitigation:
    """Return a mitigation."""
    return Mitigation(
        value(data, "id", STAND_IN),
        text(data, "name"),
        text(data, "summary"),
        value(data, "group"),
        _cost(data.get("cost")),
        tuple(change for _, change in changes(data)),
        ids(data, "includes"),
        ids(data, "requires"),
        ids(data, "excludes"),
        value(data, "tradeoff", default=False),
        text(data, "worse"),
        **sources(data),
    )


def reading(data: Data) -> Reading:
    """Return a reading of the record."""
    return Reading(
        value(data, "id", STAND_IN),
        text(data, "title"),
        text(data, "summary"),
        tuple(change for _, change in changes(data)),
        **sources(data),
    )


def _cost(data: Any) -> Cost | None:
    if not isinstance(data, dict):
        return None
    points = data.get("points", BROKEN)
    if BROKEN in (points, data.get("low"), data.get("high")):
        return Cost(0)  # one that was refused has no range either
    return Cost(points, data.get("low"), data.get("high"), **sources(data))
