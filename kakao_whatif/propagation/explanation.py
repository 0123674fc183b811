"""The values an explanation consists of: causes, the reason they make up, and its tree.

They stand apart from `explain`, which finds them, and from `wording`, which says them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from kakao_whatif.model.expression import Expression, as_data
from kakao_whatif.model.ids import Ids
from kakao_whatif.model.parts import Role
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.text.catalogue import Parts, plain

CauseKind = Literal["lost", "hosting", "hard", "login", "soft"]


@dataclass(frozen=True, slots=True)
class Copy:
    """A replica that does not serve: it was lost with a domain, or sleeps and waits for services."""

    domain: str
    role: Role
    lost_with: str | None = None
    waits_for: tuple[str, ...] = ()


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
        The copies that do not serve, no more of them than it takes.
    because
        The dark services this rests on, no more of them than it takes.
    """

    id: str
    status: Status
    kind: CauseKind
    need: Expression | None = None
    copies: tuple[Copy, ...] = ()
    because: tuple[str, ...] = ()

    def to_data(self) -> dict[str, Any]:
        """Return the cause as plain data."""
        return {
            "id": self.id,
            "status": self.status.word,
            "kind": self.kind,
            "need": None if self.need is None else as_data(self.need),
            "copies": [
                {
                    "in": copy.domain,
                    "role": copy.role,
                    "lost_with": copy.lost_with,
                    "waits_for": [*copy.waits_for],
                }
                for copy in self.copies
            ],
            "because": [*self.because],
        }


@dataclass(frozen=True, slots=True)
class Branch:
    """A cause in the tree, with the causes it rests on.

    A service that was explained further up is named again without its branches (`is_told`); where
    it is one of those that lead here, the branches close a ring (`is_ring`).
    """

    cause: Cause
    branches: "tuple[Branch, ...]" = ()
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
    """

    id: str
    losses: Ids
    causes: Mapping[str, Cause]

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
        return {"losses": [*self.losses], "causes": [cause.to_data() for cause in self.causes.values()]}


@dataclass(frozen=True)
class Explanation:
    """Why a service is as it is.

    Parameters
    ----------
    id, status
        The service and its status.
    reason
        One minimal reason; None if it is UP.
    also
        Other reasons, each of which would suffice alone.
    sign_in
        Why nobody could sign in to a service that is DARK anyway.
    """

    system: System
    id: str
    status: Status
    reason: Reason | None
    also: tuple[Reason, ...] = ()
    sign_in: tuple[Reason, ...] = ()

    @property
    def tree(self) -> Branch | None:
        """The main reason as a tree of causes; None if the service is UP."""
        return self.reason.tree if self.reason else None

    def why(self, language: Language) -> tuple[Parts, ...]:
        """Return the main reason as sentences in which names stand apart."""
        from kakao_whatif.propagation.wording import why

        return why(self, language)

    def also_parts(self, language: Language) -> tuple[Parts, ...]:
        """Return the other reasons, a sentence each."""
        from kakao_whatif.propagation.wording import also

        return also(self, language)

    def sign_in_parts(self, language: Language) -> tuple[Parts, ...]:
        """Return why nobody could sign in either, a sentence for each reason."""
        from kakao_whatif.propagation.wording import sign_in

        return sign_in(self, language)

    def sentences(self, language: Language = "en") -> tuple[str, ...]:
        """Return everything there is to say, as plain sentences."""
        told = (*self.why(language), *self.also_parts(language), *self.sign_in_parts(language))
        return tuple(plain(sentence) for sentence in told)

    def to_data(self) -> dict[str, Any]:
        """Return the explanation as plain data."""
        return {
            "id": self.id,
            "status": self.status.word,
            "reason": self.reason.to_data() if self.reason else None,
            "also": [reason.to_data() for reason in self.also],
            "sign_in": [reason.to_data() for reason in self.sign_in],
        }


def _above(parents: Mapping[str, str | None], id: str) -> set[str]:
    above = {id}
    at = parents[id]
    while at is not None:
        above.add(at)
        at = parents[at]
    return above
