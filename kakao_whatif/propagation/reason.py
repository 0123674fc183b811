"""What a reason consists of: causes, and the tree they make up.

These values stand apart from `causes`, which finds them, and from `wording`, which says them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from kakao_whatif.model.expression import Expression, as_data
from kakao_whatif.model.ids import Ids
from kakao_whatif.model.parts import Role
from kakao_whatif.model.status import Status

CauseKind = Literal["lost", "hosting", "hard", "login", "soft"]


@dataclass(frozen=True, slots=True)
class Copy:
    """A replica that does not serve: it was lost with a domain, or sleeps and waits for services."""

    domain: str
    role: Role
    lost_with: str | None = None
    waits_for: tuple[str, ...] = ()

    def to_data(self) -> dict[str, Any]:
        """Return the copy as plain data."""
        return {
            "in": self.domain,
            "role": self.role,
            "lost_with": self.lost_with,
            "waits_for": [*self.waits_for],
        }


@dataclass(frozen=True, slots=True)
class Cause:
    """Why one service is as it is: one condition that fails, and what it rests on.

    Parameters
    ----------
    id, status
        The service, and what this cause makes of it.
    kind
        ``lost``: it is among the losses; ``hosting``: too few copies serve; ``hard``, ``login`` or
        ``soft``: a need of that kind is false.
    need
        The need that is false.
    copies
        The copies that do not serve: no more losses and sleepers than it takes, with all that stood in what was lost.
    because
        The dark services this rests on, no more of them than it takes.
    lost_too
        Other copies whose places the scenario loses as well: waking them would not help.
    """

    id: str
    status: Status
    kind: CauseKind
    need: Expression | None = None
    copies: tuple[Copy, ...] = ()
    because: tuple[str, ...] = ()
    lost_too: tuple[Copy, ...] = ()

    def to_data(self) -> dict[str, Any]:
        """Return the cause as plain data."""
        return {
            "id": self.id,
            "status": self.status.word,
            "kind": self.kind,
            "need": None if self.need is None else as_data(self.need),
            "copies": [copy.to_data() for copy in self.copies],
            "because": [*self.because],
            "lost_too": [copy.to_data() for copy in self.lost_too],
        }


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """A cause in the tree, with the causes it rests on.

    A service that was explained further up is named again without its branches (`is_told`); where
    it is one of those that lead here, the branches close a ring (`is_ring`).
    """

    cause: Cause
    branches: "tuple[Branch, ...]" = field(default=(), repr=False)
    is_told: bool = False
    is_ring: bool = False


@dataclass(frozen=True)
class Reason:
    """One reason that suffices, in which nothing can be left out.

    Parameters
    ----------
    id
        The service it explains.
    losses
        The losses it takes: none of them can be left out.
    causes
        One cause for each service the reason rests on, the explained one first.
    ways
        Other conditions of the service that the same losses break: each fails without the help of
        this reason or of another way.
    """

    id: str
    losses: Ids
    causes: Mapping[str, Cause]
    ways: tuple[Cause, ...] = ()

    @property
    def cause(self) -> Cause:
        """The condition of the service itself that fails."""
        return self.causes[self.id]

    @cached_property
    def tree(self) -> Branch:
        """The causes as a tree, down to the losses."""
        parents: dict[str, str | None] = {self.id: None}
        children: dict[str, list[tuple[str, bool]]] = {}
        for id, cause in self.causes.items():
            children[id] = [(other, other not in parents) for other in cause.because]
            parents.update((other, id) for other, is_new in children[id] if is_new)
        branches: dict[str, Branch] = {}
        for id in reversed(list(self.causes)):
            above = _above(parents, id)
            branches[id] = Branch(
                self.causes[id],
                tuple(
                    branches[other]
                    if is_new
                    else Branch(self.causes[other], is_told=True, is_ring=other in above)
                    for other, is_new in children[id]
                ),
            )
        return branches[self.id]

    def to_data(self) -> dict[str, Any]:
        """Return the reason as plain data: the losses, and the causes in the order of reading."""
        return {
            "losses": [*self.losses],
            "causes": [cause.to_data() for cause in self.causes.values()],
            "ways": [way.to_data() for way in self.ways],
        }


def _above(parents: Mapping[str, str | None], id: str) -> set[str]:
    above = {id}
    at = parents[id]
    while at is not None:
        above.add(at)
        at = parents[at]
    return above
