"""The status of every service, from what is dark, asleep and lost.

It stands apart from the engine because LOCKED and DEGRADED do not spread: they are read off at
the end, and only where something they depend on has changed.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from kakao_whatif.model.expression import leaves
from kakao_whatif.model.frozen import Frozen, Overlaid
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.propagation.engine import Engine, Predicate, Settled, engine_of, kind_predicate


@lru_cache(maxsize=64)
def statuses_of(system: System) -> "Statuses":
    """Return the statuses of a system, made once."""
    return Statuses(engine_of(system))


class Statuses:
    """The statuses without losses, and who must be looked at again when something goes dark."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.login: dict[str, Predicate] = {}
        self.soft: dict[str, Predicate] = {}
        self.watchers: dict[str, list[str]] = defaultdict(list)
        for id, service in engine.services.items():
            if (login := kind_predicate(service, "login")) is not None:
                self.login[id] = login
            if (soft := kind_predicate(service, "soft")) is not None:
                self.soft[id] = soft
            for need in service.needs:
                if need.kind in ("login", "soft"):
                    for leaf in set(leaves(need.on)):
                        self.watchers[leaf].append(id)
        self.base = Frozen({id: self.of(id, engine.base) for id in engine.services})

    def under(self, settled: Settled) -> Mapping[str, Status]:
        """Return the statuses of all services under losses."""
        base = self.engine.base
        if settled is base:
            return self.base
        touched = set(settled.asleep - base.asleep)
        for domain in settled.lost_domains:
            touched.update(self.engine.hosted.get(domain, ()))
        fallen = settled.dark - base.dark
        for id in fallen & self.watchers.keys():
            touched.update(self.watchers[id])
        changed = {id: self.of(id, settled) for id in touched - settled.dark}
        return Overlaid(self.base, {**changed, **dict.fromkeys(fallen, Status.DARK)})

    def of(self, id: str, settled: Settled) -> Status:
        """Return the status of one service, in the words of the definition."""
        if id in settled.dark:
            return Status.DARK
        if id in self.login and not self.login[id](settled.dark):
            return Status.LOCKED
        if id in self.soft and not self.soft[id](settled.dark):
            return Status.DEGRADED
        is_hosted = bool(self.engine.services[id].replicas)
        if is_hosted and self.engine.capacity(id, settled.lost_domains, settled.asleep) < 1:
            return Status.DEGRADED
        return Status.UP
