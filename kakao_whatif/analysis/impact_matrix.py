"""What each loss does to each service, as a table: the rows and columns of a heat map.

It stands apart from `contingencies`, which ranks losses by counts and keeps the worst: here every loss is kept, with
the status of every service, and so there must be few enough to look at.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING, Final

from kakao_whatif.analysis.many.losses import check_counts, is_nested, under
from kakao_whatif.analysis.over import Over, members
from kakao_whatif.errors import LimitError
from kakao_whatif.model.ids import Ids
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.propagation.impact import Impact, propagate

if TYPE_CHECKING:
    import pandas as pd

Losses = tuple[str, ...]
LIMIT: Final = 500_000


@dataclass(frozen=True)
class ImpactMatrix:
    """The status of every service under every loss of k members.

    Parameters
    ----------
    base
        What the scenario comes to without any of these losses.
    k, members
        How many are lost together, and of what; in the order that was asked for.
    losses
        What each row loses: members of one are told in the order of the members, rows too.
    services
        What each column stands for, in the order of the file.
    statuses
        The rows, each with a status for every column.
    skipped
        How many combinations hold a domain and one that it stands in and is lost with: they have no row.
    """

    base: Impact
    k: int
    members: tuple[str, ...]
    losses: tuple[Losses, ...]
    services: tuple[str, ...]
    statuses: tuple[tuple[Status, ...], ...]
    skipped: int

    def status(self, losses: Collection[str], service: str) -> Status:
        """Return the status of a service under one of the losses.

        Raises
        ------
        KeyError
            If there is no such row or column.
        """
        wanted = frozenset(losses)
        for lost, row in zip(self.losses, self.statuses, strict=True):
            if wanted == frozenset(lost) and service in self.services:
                return row[self.services.index(service)]
        raise KeyError((tuple(sorted(wanted)), service))

    @property
    def worsened(self) -> Ids:
        """The services that at least one of these losses makes worse: the columns worth drawing."""
        base = [self.base.status[id] for id in self.services]
        worst = [max(column) for column in zip(*self.statuses, strict=True)] or base
        return Ids(id for id, was, now in zip(self.services, base, worst, strict=True) if now > was)

    def to_frame(self) -> "pd.DataFrame":
        """Return a table of statuses: a row per loss, its ids joined by blanks, a column per service."""
        import pandas as pd  # 0.4 s that only this method needs

        index = pd.Index([" ".join(lost) for lost in self.losses], name="losses")
        rows = [[status.name for status in row] for row in self.statuses]
        return pd.DataFrame(rows, index=index, columns=list(self.services))


def impact_matrix(
    system: System,
    over: Over = "sites",
    k: int = 1,
    scenario: Scenario | None = None,
    *,
    limit: int = LIMIT,
) -> ImpactMatrix:
    """Return the status of every service under every loss of k members.

    Parameters
    ----------
    system
        The dependency model.
    over
        What may be lost: ids, or words as in `contingencies`. What the scenario loses anyway is left out.
    k
        How many are lost together.
    scenario
        What is supposed beside these losses.
    limit
        How many cells the table may have.

    Raises
    ------
    UnknownIdError
        If the scenario or `over` names something that the system does not know.
    ScenarioError
        If `k` is below 1, the scenario's mitigations cannot be in place together, or a word of `over` stands for
        nothing.
    LimitError
        If the table would have more cells than `limit`.

    Notes
    -----
    All losses are worked out at once, a bit each.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> found = impact_matrix(two_sites())
    >>> found.services
    ('chat', 'news', 'account', 'control', 'tools')
    >>> for losses, row in zip(found.losses, found.statuses):
    ...     print(losses, *(status.word for status in row))
    ('pangyo',) dark locked dark dark up
    ('anyang',) up dark up up dark
    """
    check_counts(k=k)
    scenario = scenario or Scenario()
    base = propagate(system, scenario)
    chosen = tuple(id for id in members(base.system, over) if id not in frozenset(scenario.losses))
    cells = comb(len(chosen), k) * len(base.status)
    if cells > limit:
        raise LimitError(
            f"impact_matrix: {comb(len(chosen), k):,} losses of {len(base.status):,} services are {cells:,} cells, "
            f"more than the limit of {limit:,}. Name fewer members, ask `contingencies`, or raise the limit.",
            knobs=("over", "k", "limit"),
        )
    every = list(combinations(chosen, k))
    losses = tuple(some for some in every if not is_nested(base.system, some))
    services = tuple(base.status)
    statuses = _statuses(base, losses, services)
    return ImpactMatrix(base, k, chosen, losses, services, statuses, len(every) - len(losses))


def _statuses(base: Impact, losses: Sequence[Losses], services: Losses) -> tuple[tuple[Status, ...], ...]:
    found = under(base.system, losses, base.scenario.losses)
    worse = [(found.degraded(id), found.locked(id), found.dark[id]) for id in services]
    return tuple(
        tuple(Status(sum(mask >> at & 1 for mask in masks)) for masks in worse) for at in range(len(losses))
    )
