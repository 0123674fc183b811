"""The order of cause: after how many steps each light goes out.

Explanations need to know which cause comes before which effect; a viewer also wants to see
waking fail: first what stood only in the lost place, then whatever waited to be woken by it.
"""

from collections.abc import Mapping

from kakao_whatif.model.expression import Expression, threshold
from kakao_whatif.model.status import Status
from kakao_whatif.propagation.engine import Engine, engine_of
from kakao_whatif.propagation.impact import Impact


def order_of_cause(impact: Impact) -> Mapping[str, int]:
    """Return the step in which each service that is not UP leaves that state, from 1 on.

    Standbys count as awake until what wakes them is dark; those that only a ring could wake fail
    last. What is LOCKED or DEGRADED follows one step after the need that it lost.
    """
    engine = engine_of(impact.system)
    steps = _dark_steps(engine, impact)
    found = dict(steps)
    for id, status in impact.status.items():
        if status in (Status.LOCKED, Status.DEGRADED):
            failed = [_fails(need.on, steps) for need in impact.system.services[id].needs]
            found[id] = 1 + max((step for step in failed if step is not None), default=0)
    return found


def _dark_steps(engine: Engine, impact: Impact) -> dict[str, int]:
    settled = impact.settled
    asleep: set[str] = set()
    front = {id for id in settled.dark if not engine.is_hosted(id, settled.lost_domains, asleep)}
    front |= settled.lost_services
    front |= {id for id in settled.dark if id in engine.hard and not engine.hard[id](frozenset())}
    steps: dict[str, int] = {}
    step = 0
    while len(steps) < len(settled.dark):
        step += 1
        dark = steps.keys()
        if not front:  # what is left sleeps because of a ring
            asleep |= settled.asleep
            front = {
                id for id in settled.dark - dark if not engine.is_hosted(id, settled.lost_domains, asleep)
            }
        if not front:
            front = set(settled.dark - dark)
        steps.update((id, step) for id in front)
        left = settled.dark - dark
        fell_asleep = {id for id in left & engine.wakes.keys() if not engine.wakes[id](dark)}
        asleep |= fell_asleep
        front = {id for id in fell_asleep if not engine.is_hosted(id, settled.lost_domains, asleep)}
        front |= {id for id in left if id in engine.hard and not engine.hard[id](dark)}
    return steps


def _fails(expression: Expression, steps: Mapping[str, int]) -> int | None:
    """Return the step after which an expression is false; None if it stays true."""
    if isinstance(expression, str):
        return steps.get(expression)
    failed = [_fails(part, steps) for part in expression.of]
    needed = len(failed) - threshold(expression) + 1
    known = sorted(step for step in failed if step is not None)
    if needed <= 0:
        return 0
    return known[needed - 1] if len(known) >= needed else None
