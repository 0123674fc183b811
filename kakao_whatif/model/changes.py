"""Changes to a system, and the mitigations and readings that bundle them.

Each operation is one value, so that the law can be tested op by op: what is in `HELPING` never
makes any service worse under any losses; the rest is allowed in trade-offs and readings only.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal, TypeAlias

from kakao_whatif.model.expression import Expression
from kakao_whatif.model.parts import (
    Dependency,
    Domain,
    Failover,
    Kind,
    Part,
    Replica,
    Role,
    Service,
    Source,
    exact,
)
from kakao_whatif.model.text import Text

AlternativeKind = Literal["hard", "login", "soft", "restart", "failover"]


@dataclass(frozen=True, slots=True)
class AddDomain:
    """A new domain stands."""

    op: ClassVar[str] = "add_domain"
    domain: Domain


@dataclass(frozen=True, slots=True)
class AddService:
    """A new service runs."""

    op: ClassVar[str] = "add_service"
    new: Service


@dataclass(frozen=True, slots=True)
class AddReplica:
    """A service gets one more copy, with the failover that wakes it if there was none."""

    op: ClassVar[str] = "add_replica"
    service: str
    replica: Replica
    failover: Failover | None = None


@dataclass(frozen=True, slots=True)
class AddAlternative:
    """Let `on` serve as well as the part of a need that `instead_of` names.

    The part is an id or an expression as the file writes it, before any change. It becomes any of itself and `on`,
    wherever it stands in needs of this kind, or in what wakes the standbys. A system always names it: left out, it is
    the one service that such a need is on (`model.alternatives`).
    """

    op: ClassVar[str] = "add_alternative"
    service: str
    kind: AlternativeKind
    on: Expression
    instead_of: Expression | None = None


@dataclass(frozen=True, slots=True)
class SoftenNeed:
    """A hard need becomes soft."""

    op: ClassVar[str] = "soften_need"
    service: str
    on: Expression


@dataclass(frozen=True, slots=True)
class RemoveNeed:
    """A need falls away."""

    op: ClassVar[str] = "remove_need"
    service: str
    kind: Kind
    on: Expression


@dataclass(frozen=True, slots=True)
class RaiseCapacity:
    """The copy in a domain carries a greater share of peak load."""

    op: ClassVar[str] = "raise_capacity"
    service: str
    domain: str
    to: Fraction
    role: Role | None = None

    def __post_init__(self) -> None:
        """Keep the capacity exactly as it was written."""
        object.__setattr__(self, "to", exact(self.to))


@dataclass(frozen=True, slots=True)
class ContainLoss:
    """Losing a domain loses only these parts of it."""

    op: ClassVar[str] = "contain_loss"
    domain: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetParameter:
    """A parameter of recovery takes another value."""

    op: ClassVar[str] = "set_parameter"
    parameter: str
    value: float


@dataclass(frozen=True, slots=True)
class MoveReplica:
    """The one copy in a domain stands in another one instead."""

    op: ClassVar[str] = "move_replica"
    service: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class RemoveReplica:
    """The copies in a domain fall away; a service keeps at least one."""

    op: ClassVar[str] = "remove_replica"
    service: str
    domain: str
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class AddNeed:
    """A service needs one thing more."""

    op: ClassVar[str] = "add_need"
    service: str
    need: Dependency


@dataclass(frozen=True, slots=True)
class SetFailover:
    """A service's standbys are woken by something else."""

    op: ClassVar[str] = "set_failover"
    service: str
    failover: Failover


Change: TypeAlias = (
    AddDomain
    | AddService
    | AddReplica
    | AddAlternative
    | SoftenNeed
    | RemoveNeed
    | RaiseCapacity
    | ContainLoss
    | SetParameter
    | MoveReplica
    | RemoveReplica
    | AddNeed
    | SetFailover
)

HELPING: tuple[type[Change], ...] = (
    AddDomain,
    AddService,
    AddReplica,
    AddAlternative,
    SoftenNeed,
    RemoveNeed,
    RaiseCapacity,
    ContainLoss,
    SetParameter,
)


@dataclass(frozen=True, slots=True)
class Cost(Source):
    """What a mitigation costs, in points, with the range that is believed."""

    points: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Mitigation(Part):
    """A named, costed change that can only help; with `tradeoff`, one that hurts elsewhere.

    `includes` makes it a bundle, `requires` and `excludes` bind it to others, `group` places it
    among the switches ("sign-in" holds those that end the ID unification), and `worse` says where
    a trade-off hurts.
    """

    name: Text = Text()
    summary: Text = Text()
    group: str | None = None
    cost: Cost | None = None
    changes: tuple[Change, ...] = ()
    includes: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    tradeoff: bool = False
    worse: Text = Text()


@dataclass(frozen=True, slots=True)
class Reading(Part):
    """One of the models that the record allows; without changes, the one the base already holds."""

    title: Text = Text()
    summary: Text = Text()
    changes: tuple[Change, ...] = ()
