"""Whom a service or a domain hurts when it is gone: the arrows read the other way round."""

from collections.abc import Mapping

from kakao_whatif.errors import UnknownIdError
from kakao_whatif.model.expression import leaves
from kakao_whatif.model.system import System


def dependents(system: System, id: str) -> Mapping[str, tuple[str, ...]]:
    """Return the services that name a service in what they need, by kind of need.

    Kinds are hard, login, soft, restart and failover (it takes part in waking their standbys); for
    a domain the one kind is ``hosts``: the services with a copy in it or in a part of it.

    Raises
    ------
    UnknownIdError
        If `id` is neither a service nor a domain of `system`.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> dependents(two_sites(), "account")
    {'login': ('news',)}
    """
    if id in system.domains:
        return _hosted(system, id)
    if id not in system.services:
        raise UnknownIdError("service or domain", id, "dependents", [*system.services, *system.domains])
    found: dict[str, set[str]] = {kind: set() for kind in ("hard", "login", "soft", "restart", "failover")}
    for service in system.services.values():
        for need in service.needs:
            if id in leaves(need.on):
                found[need.kind].add(service.id)
        if service.failover is not None and service.has_standby and id in leaves(service.failover.needs):
            found["failover"].add(service.id)
    return {kind: tuple(sorted(ids)) for kind, ids in found.items() if ids}


def _hosted(system: System, domain: str) -> Mapping[str, tuple[str, ...]]:
    inside = {id for id in system.domains if domain in system.ancestors(id)}
    hosted = {s.id for s in system.services.values() if any(r.domain in inside for r in s.replicas)}
    return {"hosts": tuple(sorted(hosted))} if hosted else {}
