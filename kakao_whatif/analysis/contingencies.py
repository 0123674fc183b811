"""N-k: what goes dark when any k of a set of things are lost together, the worst first.

It stands apart from `propagate`, which answers for one loss: here every loss of a size is worked out, and what is told
of one is how it compares with the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING, Final

from kakao_whatif.analysis.many.losses import check_counts, counted, under
from kakao_whatif.analysis.many.worst import LIMIT, Progress, Search
from kakao_whatif.analysis.over import Over, members
from kakao_whatif.errors import LimitError
from kakao_whatif.model.ids import Ids
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Text
from kakao_whatif.propagation.impact import Impact, propagate
from kakao_whatif.text.catalogue import in_both

if TYPE_CHECKING:
    import pandas as pd

TOP: Final = 100


@dataclass(frozen=True, slots=True)
class Contingency:
    """One loss, and what it comes to.

    Parameters
    ----------
    losses
        What is lost, beside what the scenario loses anyway.
    dark, locked, degraded
        How many services then are.
    newly_dark
        The services that are DARK, and would not be without these losses.
    newly_locked
        The services that are LOCKED, and would be better without these losses.
    only_together
        The services that are DARK only because all of these are lost: without any one of the losses they are not.
    """

    losses: tuple[str, ...]
    dark: int
    locked: int
    degraded: int
    newly_dark: Ids
    newly_locked: Ids
    only_together: Ids


@dataclass(frozen=True)
class Contingencies:
    """The worst losses of k members, and what was left out.

    Parameters
    ----------
    base
        What the scenario comes to without any of these losses.
    k, members
        How many are lost together, and of what; sorted.
    rows
        The worst first: by what is dark, then locked, then degraded, then by ids.
    skipped
        How many combinations hold a domain and one that it stands in and is lost with: they would be losses of fewer.
    counted
        The services that count: not those that only a mitigation adds.
    """

    base: Impact
    k: int
    members: tuple[str, ...]
    rows: tuple[Contingency, ...]
    skipped: int
    counted: Ids

    @property
    def combinations(self) -> int:
        """How many combinations there are."""
        return comb(len(self.members), self.k)

    @property
    def left_out(self) -> int:
        """How many combinations were worked out, but are not among the rows: none is worse than the last row."""
        return self.combinations - self.skipped - len(self.rows)

    @property
    def is_partial(self) -> bool:
        """Return whether combinations were left out of the rows."""
        return self.left_out > 0

    @cached_property
    def notes(self) -> tuple[Text, ...]:
        """What a reader must know: what was skipped, what was left out, what is not counted."""
        numbers = {
            "k": Text.plain(str(self.k)),
            "members": _number(len(self.members)),
            "combinations": _number(self.combinations),
            "skipped": _number(self.skipped),
            "shown": _number(len(self.rows)),
            "left_out": _number(self.left_out),
        }
        notes = [in_both("contingencies.all", **numbers)]
        if self.skipped:
            notes.append(in_both("contingencies.skipped", **numbers))
        if self.is_partial:
            last = self.rows[-1].dark
            key = "left_out" if last else "left_out_harmless"
            numbers |= {"last": _number(last)} if last else {}
            notes.append(in_both(f"contingencies.{key}", **numbers))
        return (*notes, *self.base.notes)

    def to_frame(self) -> "pd.DataFrame":
        """Return a table with a row per loss, in the order of the rows; ids are joined by blanks."""
        import pandas as pd  # 0.4 s that only this method needs

        return pd.DataFrame(
            [
                {
                    "losses": " ".join(row.losses),
                    "dark": row.dark,
                    "locked": row.locked,
                    "degraded": row.degraded,
                    "newly_dark": " ".join(row.newly_dark),
                    "newly_locked": " ".join(row.newly_locked),
                    "only_together": " ".join(row.only_together),
                }
                for row in self.rows
            ],
            columns=["losses", *COLUMNS],
        ).set_index("losses")


COLUMNS: Final = ("dark", "locked", "degraded", "newly_dark", "newly_locked", "only_together")


def contingencies(
    system: System,
    k: int,
    over: Over = "sites",
    scenario: Scenario | None = None,
    *,
    top: int = TOP,
    limit: int = LIMIT,
    progress: Progress | None = None,
) -> Contingencies:
    """Return the worst losses of k members of a set.

    *A contingency N-k is a loss of k members of a stated set; the worst is the one under which most services are DARK,
    then LOCKED, then DEGRADED.* Every combination is worked out, exactly, rings and waking included. A combination that
    holds a domain and one that it stands in and is lost with is skipped: it would be a loss of fewer.

    Parameters
    ----------
    system
        The dependency model.
    k
        How many are lost together.
    over
        What may be lost: ids, or ``sites``, ``zones``, ``domains``, ``services``, a layer, ``all``. What the scenario
        loses anyway is left out, and so is what only a mitigation would build, until it is in place.
    scenario
        What is supposed beside these losses: what is lost anyway, and what is in place.
    top
        How many rows are kept.
    limit
        How many statuses may be worked out: one for each service and each combination that it is looked at in.
    progress
        Called with how many combinations are done, of how many; what it returns says whether to go on.

    Raises
    ------
    UnknownIdError
        If the scenario or `over` names something that the system does not know.
    ScenarioError
        If `k` or `top` is below 1, the scenario's mitigations cannot be in place together, or a word of `over` stands
        for nothing.
    LimitError
        If there are more combinations than `limit`, working them out takes more statuses, or `progress` ended it.

    Notes
    -----
    Many combinations are worked out at once, a bit each. With one member lost in all of them, only what needs it is
    worked out again: a combination then costs as many operations on bits as services need its first member.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> for row in contingencies(two_sites(), 2, over=["anyang", "account", "control"]).rows:
    ...     print(row.losses, row.dark, row.only_together)
    ('account', 'anyang') 3 Ids()
    ('anyang', 'control') 3 Ids()
    ('account', 'control') 2 Ids()
    """
    scenario = scenario or Scenario()
    base = propagate(system, scenario)
    check_counts(k=k, top=top)
    chosen = tuple(sorted(set(members(base.system, over)) - frozenset(scenario.losses)))
    if (number := comb(len(chosen), k)) > limit:
        raise LimitError(
            f"contingencies: {k} of {len(chosen):,} are {number:,} combinations, more than the limit of {limit:,}. "
            f"Name fewer members, lose fewer at once, or raise the limit.",
            knobs=("over", "k", "limit"),
        )
    counting = counted(system, scenario)
    search = Search(base.system, chosen, k, frozenset(scenario.losses), counting, limit=limit)
    ranking, skipped = search.worst(top, progress)
    losses = [tuple(chosen[at] for at in row[3]) for row in ranking.rows]
    return Contingencies(base, k, chosen, tuple(_rows(base, losses, counting)), skipped, Ids(counting))


def _rows(base: Impact, losses: Sequence[tuple[str, ...]], counting: frozenset[str]) -> list[Contingency]:
    """Return what these losses come to; what goes dark only by all of them is what no fewer of them darken."""
    asked = [some for lost in losses for some in (lost, *combinations(lost, len(lost) - 1))]
    found = under(base.system, asked, base.scenario.losses)
    ids = sorted(counting)
    dark = {id: found.dark[id] for id in ids}
    locked = {id: found.locked(id) for id in ids}
    degraded = {id: found.degraded(id) for id in ids}
    rows, at = [], 0
    for lost in losses:
        fewer = ((1 << len(lost)) - 1) << at + 1
        is_dark = [id for id in ids if dark[id] >> at & 1]
        is_locked = [id for id in ids if (locked[id] ^ dark[id]) >> at & 1]
        rows.append(
            Contingency(
                lost,
                len(is_dark),
                len(is_locked),
                sum((degraded[id] ^ locked[id]) >> at & 1 for id in ids),
                Ids(id for id in is_dark if base.status[id] is not Status.DARK),
                Ids(id for id in is_locked if base.status[id] < Status.LOCKED),
                Ids(id for id in is_dark if not dark[id] & fewer),
            )
        )
        at += len(lost) + 1
    return rows


def _number(number: int) -> Text:
    return Text.plain(f"{number:,}")
