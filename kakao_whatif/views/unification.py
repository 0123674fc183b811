"""The ID unification as a switch: on in 2022, off where own IDs are in place.

It is the one switch that reads the other way round: a mitigation in place turns it off. Both the
rows and the clicks must agree on which mitigations those are, so it stands here.
"""

from dataclasses import dataclass
from functools import lru_cache

from kakao_whatif.model.apply import expanded
from kakao_whatif.model.system import System

GROUP = "sign-in"


@dataclass(frozen=True, slots=True)
class Unification:
    """The mitigations that end the ID unification: one for each service, and the bundle of them.

    Parameters
    ----------
    master
        The bundle, if the case has one.
    members
        The others, in file order.
    """

    master: str | None = None
    members: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """All of them, the bundle first."""
        return ((self.master,) if self.master else ()) + self.members


@lru_cache(maxsize=16)
def unification(system: System) -> Unification:
    """Return the mitigations of a case that end the ID unification."""
    group = [m for m in system.mitigations.values() if m.group == GROUP]
    bundles = [m.id for m in group if m.includes]
    master = max(bundles, key=lambda id: len(expanded(system, [id])), default=None)
    return Unification(master, tuple(m.id for m in group if m.id != master))
