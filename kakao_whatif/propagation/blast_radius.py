"""How far a loss reaches: the services it makes worse."""

from collections.abc import Collection
from dataclasses import replace

from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.propagation.impact import propagate


def blast_radius(
    system: System, losses: Collection[str], *, scenario: Scenario | None = None
) -> dict[str, Status]:
    """Return the services that something lost makes worse.

    The *blast radius* of a loss is the set of services whose status is worse than without it, after
    every failover that can happen, however long it takes, and before any repair.

    Parameters
    ----------
    system
        The dependency model.
    losses
        Ids of lost domains or services.
    scenario
        What else is supposed: mitigations and readings in place, and other losses to compare with.

    Raises
    ------
    UnknownIdError
        If a loss is neither a domain nor a service of `system`.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> blast_radius(two_sites(), ["account"])
    {'account': <Status.DARK: 3>, 'news': <Status.LOCKED: 2>}
    """
    before, lost = scenario or Scenario(), Scenario(losses)
    after = replace(before, losses=frozenset(before.losses).union(lost.losses))
    was, now = propagate(system, before).status, propagate(system, after).status
    return {id: now[id] for id in sorted(now) if now[id] > was[id]}
