"""Standbys that could wake only through each other.

Waking is founded, so such standbys stay asleep for ever; naming the ring is what tells an operator
that one more key, outside it, would have woken them all.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from kakao_whatif.model.components import rings
from kakao_whatif.model.expression import Expression, holds
from kakao_whatif.propagation.engine import Engine, Settled

RUN, WAKE = "run ", "wake "


def wake_rings(engine: Engine, settled: Settled) -> tuple[tuple[str, ...], ...]:
    """Return the rings among the standbys that founded waking leaves asleep.

    *A standby is held by a ring when it could stay awake if all were awake, and yet never wakes.*
    The rings are the cyclic components of what waits for what: waking for the unmet part of what
    wakes a standby, running for unmet hard needs and, where the active copies do not suffice, for
    waking. A part that would not be met even if all were awake ties nobody into a ring.

    Notes
    -----
    The second state starts with every standby awake and puts to sleep what cannot stay so: the
    greatest solution of waking, beside the least one that `settled` is. O(services + needs).
    """
    asleep, dark = _all_awake(engine, settled)
    would_run, held = settled.dark - dark, settled.asleep - asleep
    graph: dict[str, list[str]] = {}
    for id in would_run:
        hard = [need.on for need in engine.services[id].needs if need.kind == "hard"]
        graph[RUN + id] = [RUN + leaf for on in hard for leaf in _waited_for(on, settled.dark, dark)]
        if id in held and not engine.is_hosted(id, settled.lost_domains, settled.asleep):
            graph[RUN + id].append(WAKE + id)
    for id in held:
        failover = engine.services[id].failover
        leaves = _waited_for(failover.needs, settled.dark, dark) if failover else ()
        graph[WAKE + id] = [RUN + leaf for leaf in leaves]
    waking = (
        tuple(node.removeprefix(WAKE) for node in ring if node.startswith(WAKE)) for ring in rings(graph)
    )
    return tuple(sorted(ring for ring in waking if ring))


def _all_awake(engine: Engine, settled: Settled) -> tuple[AbstractSet[str], AbstractSet[str]]:
    asleep: set[str] = set()
    fallen = [id for id in engine.services if not engine.is_hosted(id, settled.lost_domains, asleep)]
    fallen += [id for id, hard in engine.hard.items() if not hard(frozenset())]
    dark = engine.fall([*settled.lost_services, *fallen], set())
    cannot = {id for id in engine.standby if not engine.wakes[id](dark)}
    while cannot:
        asleep |= cannot
        fallen = [id for id in cannot if not engine.is_hosted(id, settled.lost_domains, asleep)]
        touched: set[str] = set()
        for front in engine.rounds(fallen, dark):
            touched.update(*(engine.woken_by.get(id, ()) for id in front))
        cannot = {id for id in touched - asleep if not engine.wakes[id](dark)}
    return asleep, dark


def _waited_for(expression: Expression, dark: AbstractSet[str], ever_dark: AbstractSet[str]) -> Iterator[str]:
    """Yield the leaves that an expression waits for: none of a part that is true already, or would never be."""
    if isinstance(expression, str):
        if expression in dark and expression not in ever_dark:
            yield expression
    elif not _holds(expression, dark) and _holds(expression, ever_dark):
        for part in expression.of:
            yield from _waited_for(part, dark, ever_dark)


def _holds(expression: Expression, dark: AbstractSet[str]) -> bool:
    return holds(expression, lambda id: id not in dark)
