"""Standbys that could wake only through each other.

Waking is founded, so such standbys stay asleep for ever; naming the ring is what tells an operator
that one more key, outside it, would have woken them all.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from kakao_whatif.model.components import rings
from kakao_whatif.model.expression import leaves
from kakao_whatif.propagation.engine import Engine, Settled


def wake_rings(engine: Engine, settled: Settled) -> tuple[tuple[str, ...], ...]:
    """Return the rings among the standbys that founded waking leaves asleep.

    *A standby is held by a ring when it could stay awake if all were awake, and yet never wakes.*
    The rings are the cyclic components among those.

    Notes
    -----
    The second state starts with every standby awake and puts to sleep what cannot stay so: the
    greatest solution of waking, beside the least one that `settled` is.
    """
    asleep, dark = _all_awake(engine, settled)
    held = settled.asleep - asleep
    reached = {id: set(_woken_through(engine, id, settled.dark - dark, held)) for id in held}
    return rings(reached)


def _all_awake(engine: Engine, settled: Settled) -> tuple[AbstractSet[str], AbstractSet[str]]:
    asleep: frozenset[str] = frozenset()
    while True:
        fallen = [id for id in engine.services if not engine.is_hosted(id, settled.lost_domains, asleep)]
        fallen += [id for id, hard in engine.hard.items() if not hard(frozenset())]
        dark = engine.fall([*settled.lost_services, *fallen], set())
        cannot = {id for id in engine.standby - asleep if not engine.wakes[id](dark)}
        if not cannot:
            return asleep, dark
        asleep |= cannot


def _woken_through(
    engine: Engine, id: str, would_run: AbstractSet[str], held: AbstractSet[str]
) -> Iterator[str]:
    """Yield the held standbys that waking `id` waits for, directly or through hard needs."""
    failover = engine.services[id].failover
    waiting = list(leaves(failover.needs)) if failover else []
    seen: set[str] = set()
    while waiting:
        at = waiting.pop()
        if at in seen or at not in would_run:
            continue
        seen.add(at)
        if at in held:
            yield at
        for need in engine.services[at].needs:
            if need.kind == "hard":
                waiting += leaves(need.on)
