"""The parts of a system: domains, services, their replicas, failover and dependencies.

They are the nouns that changes, checks and propagation share, so they stand below all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal, get_args

from kakao_whatif.errors import ModelError, Problem
from kakao_whatif.model.expression import Expression
from kakao_whatif.model.frozen import Frozen, deeply_frozen
from kakao_whatif.model.text import Text

Role = Literal["active", "standby"]
Kind = Literal["hard", "login", "soft", "restart"]
Layer = Literal["data", "operations", "platform", "application", "external"]
DomainKind = Literal["region", "site", "zone", "link", "other"]
FailoverMode = Literal["automatic", "manual"]

KINDS: tuple[Kind, ...] = get_args(Kind)
LAYERS: tuple[Layer, ...] = ("application", "platform", "operations", "data", "external")
NOTHING: Mapping[str, Any] = Frozen()


def exact(number: int | float | str | Fraction) -> Fraction:
    """Return a number exactly as it is written in decimals, so that 0.7 and 0.3 make 1.

    Examples
    --------
    >>> exact(0.7) + exact(0.3) == 1
    True
    """
    if isinstance(number, Fraction):
        return number
    try:
        return Fraction(str(number))
    except ValueError:
        what = f"{number!r} is not a finite number."
        raise ModelError([Problem("capacity", what, "Give a share of peak load, 0 or more.")]) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a statement of the model comes from: facts of the ledger, or a marked assumption."""

    facts: tuple[str, ...] = ()
    assumed: Text = Text()


@dataclass(frozen=True, slots=True)
class Part(Source):
    """Anything of a system that has an id."""

    id: str


@dataclass(frozen=True, slots=True)
class Domain(Part):
    """Things that are lost together because they share one thing.

    Parameters
    ----------
    id, kind, name
        Its id, a label (region, site, zone, link, other), and its name.
    parent
        The domain it stands in; losing that one loses this one.
    probability
        Chance of its loss, for the analyses that weigh losses.
    spare
        Spare capacity there, read by recovery only.
    """

    kind: DomainKind = "other"
    parent: str | None = None
    name: Text = Text()
    probability: float | None = None
    spare: Mapping[str, Any] | float | None = None

    def __post_init__(self) -> None:
        """Keep what recovery reads from being changed."""
        object.__setattr__(self, "spare", deeply_frozen(self.spare))


@dataclass(frozen=True, slots=True)
class Replica(Source):
    """One copy of a service in a domain; `capacity` is its share of peak load.

    A standby serves only after failover.
    """

    domain: str
    role: Role = "active"
    capacity: Fraction = Fraction(1)

    def __post_init__(self) -> None:
        """Keep the capacity exactly as it was written."""
        object.__setattr__(self, "capacity", exact(self.capacity))


@dataclass(frozen=True, slots=True)
class Failover(Source):
    """What must be alive to wake a standby, how it is done, and how many minutes it takes."""

    needs: Expression
    mode: FailoverMode = "manual"
    minutes: float = 0


@dataclass(frozen=True, slots=True)
class Dependency(Source):
    """What a service needs, of one kind.

    A `hard` need that is false makes it DARK, a `login` need LOCKED, a `soft` need DEGRADED; a
    `restart` need counts only when it is started again. With `detach_minutes` the link can be
    switched off by hand and is soft after that long.
    """

    kind: Kind
    on: Expression
    detach_minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Service(Part):
    """Anything that runs: an app, one feature of it, a platform, an operators' tool, a channel.

    Parameters
    ----------
    id, name
        Its id and its name.
    layer
        data, operations, platform, application or external.
    part_of
        The product it is a feature of.
    replicas
        Its copies; a service without any cannot be lost with a domain.
    failover
        What wakes its standbys.
    needs
        What it needs.
    min_capacity
        The share of peak load below which it is DARK.
    recovery
        Keys that only recovery reads.
    """

    name: Text = Text()
    layer: Layer = "application"
    part_of: str | None = None
    replicas: tuple[Replica, ...] = ()
    failover: Failover | None = None
    needs: tuple[Dependency, ...] = ()
    min_capacity: Fraction = Fraction(0)
    recovery: Mapping[str, Any] = field(default_factory=lambda: NOTHING)

    def __post_init__(self) -> None:
        """Keep the capacity exactly as it was written, and what recovery reads from being changed."""
        object.__setattr__(self, "min_capacity", exact(self.min_capacity))
        object.__setattr__(self, "recovery", deeply_frozen(self.recovery))

    @property
    def has_standby(self) -> bool:
        """Return whether a copy of it waits to be woken."""
        return any(replica.role == "standby" for replica in self.replicas)


@dataclass(frozen=True, slots=True)
class Product(Part):
    """A name that features share: KakaoTalk, Daum, Kakao T."""

    name: Text = Text()
