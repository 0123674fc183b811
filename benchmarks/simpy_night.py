"""The same outage as somebody would write it with SimPy: a process a service, crews as a priority resource.

It knows restarts in place only, and its ties fall as SimPy has them: a crew that is free goes to whoever asked first
at that moment, not to the first of all who can begin. So single times may differ from ours; the work is the same.
"""

from collections.abc import Iterator

import simpy

from kakao_whatif import System
from kakao_whatif.recovery.means import Means
from kakao_whatif.recovery.plan import Plan


def night(plan: Plan, means: Means) -> list[float]:
    """Return when each service is back."""
    env = simpy.Environment()
    crews = simpy.PriorityResource(env, capacity=int(means.crews))
    back = [env.event() for _ in plan.nodes]
    ends = [0.0] * len(plan.nodes)
    total = sum(means.unit_servers)
    needs = [_needed(plan.system, plan, id) for id in plan.ids]
    reached, powered = 0.0, [0.0] * len(plan.nodes)
    for unit in plan.standing_in["site"]:
        reached += means.unit_servers[unit]
        share = reached / total
        powered[plan.units[unit].service] = 10 + 7.5 * share / 0.9 if share <= 0.9 else 24.0

    def service(number: int) -> Iterator[simpy.Event]:
        yield env.timeout(max(powered[number], means.delay))
        yield env.all_of([back[other] for other in needs[number]])
        with crews.request(priority=plan.nodes[number].key[0]) as crew:
            yield crew
            yield env.timeout(means.unit_servers[plan.nodes[number].units[0]] / means.hand_rate)
            yield env.timeout(means.data_hours[number])
        ends[number] = env.now
        back[number].succeed()

    for number in range(len(plan.nodes)):
        env.process(service(number))
    env.run()
    return ends


def _needed(system: System, plan: Plan, id: str) -> list[int]:
    return [plan.index[leaf] for need in system.services[id].needs for leaf in need.on.of]  # type: ignore[union-attr]
