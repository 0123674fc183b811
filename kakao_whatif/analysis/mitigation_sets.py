"""The cheapest sets of changes, as an answer: each with its cost and its proof, or why there is none.

The frozen results of `minimal_mitigations`; they stand apart from the search because screens, tables and checks read
them and nothing else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kakao_whatif.analysis.proof import Proof
from kakao_whatif.analysis.saving.costs import Price
from kakao_whatif.analysis.targets import Shortfall, Target
from kakao_whatif.model.parts import NOTHING
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Text
from kakao_whatif.propagation.explanation import Explanation
from kakao_whatif.propagation.impact import Impact, propagate
from kakao_whatif.text.catalogue import in_both

Why = Literal["none", "list", "cost", "together", "bounds"]


@dataclass(frozen=True, slots=True)
class Worse:
    """What a trade-off makes worse: a service, and under the loss of what.

    Parameters
    ----------
    service
        Its id.
    lost
        What is lost then.
    before, after
        Its status without and with the trade-offs of the set.
    """

    service: str
    lost: tuple[str, ...]
    before: Status
    after: Status


@dataclass(frozen=True, slots=True)
class MitigationSet:
    """A smallest set of mitigations that makes a target hold.

    Parameters
    ----------
    mitigations
        What to add to the scenario, in file order; a bundle stands for its members.
    members
        The same with the members of bundles.
    cost
        What it costs, each member once.
    unpriced
        Members that have no cost; they count 0.
    tradeoffs
        Members that are trade-offs.
    worse
        What these make worse, of what goes dark when any single site is lost or what the scenario loses.
    proof
        That it does it, and nothing less.
    """

    mitigations: tuple[str, ...]
    members: tuple[str, ...]
    cost: Price
    unpriced: tuple[str, ...]
    tradeoffs: tuple[str, ...]
    worse: tuple[Worse, ...]
    proof: Proof

    def scenario(self, before: Scenario) -> Scenario:
        """Return a scenario with this set in place."""
        return before.with_mitigations(*self.mitigations)


@dataclass(frozen=True, slots=True)
class NotLookedAt:
    """Trade-offs that took no part in a search that found nothing, and what they could do.

    Parameters
    ----------
    tradeoffs
        The mitigations that were left out: trade-offs, and what holds or requires one.
    would_do
        Whether a set with them does it, within the same limit on cost; None if that was not worked out.
    mitigations, cost
        The cheapest such set, where there is one.
    """

    tradeoffs: tuple[str, ...]
    would_do: bool | None
    mitigations: tuple[str, ...] = ()
    cost: Price | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Explanations(Mapping[str, Explanation]):
    """Why services are as they are, by id; each is worked out when it is asked for.

    Parameters
    ----------
    impacts
        By service, the scenario under which it is explained.
    """

    impacts: Mapping[str, Impact]

    def __getitem__(self, id: str) -> Explanation:
        """Return why a service is as it is."""
        return self.impacts[id].explain(id)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the services."""
        return iter(self.impacts)

    def __len__(self) -> int:
        """Return how many services there are."""
        return len(self.impacts)


@dataclass(frozen=True, slots=True)
class NothingDoes:
    """Why no set is in the answer.

    Parameters
    ----------
    why
        ``none``: there is nothing to choose from. ``list``: nothing in the case's list can do it, but for what was not
        looked at. ``cost``: nothing can within `max_cost`. ``together``: what would do it cannot be in place together.
        ``bounds``: nothing was found within the stated bounds.
    in_place
        A largest set that can be in place; what would do it (`together`, `cost`).
    shortfalls
        What is short of the target even then (`list`).
    explanations
        Why, by service; of the first loss that does it.
    cheapest
        What the cheapest set costs (`cost`).
    not_looked_at
        The trade-offs that took no part; None if there are none.
    """

    why: Why
    in_place: tuple[str, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()
    explanations: Mapping[str, Explanation] = NOTHING
    cheapest: Price | None = None
    not_looked_at: NotLookedAt | None = None


@dataclass(frozen=True, slots=True)
class UnderReading:
    """The cheapest set under another reading of the record.

    Parameters
    ----------
    reading
        Its id.
    mitigations, cost
        The cheapest set; None where nothing does it.
    """

    reading: str
    mitigations: tuple[str, ...] | None
    cost: Price | None


@dataclass(frozen=True, slots=True)
class Looked:
    """What a search looked at that tries sets one by one.

    Parameters
    ----------
    tried
        How many sets.
    of
        How many there are within the bounds on size and cost; None if they are too many to count.
    max_size
        The largest number of mitigations that were combined, besides what they require.
    up_to_cost
        All sets of that size were looked at that cost less than this; if all sets were, the dearest of them costs it.
    max_runs
        The bound on simulations that ended it; None if that was not reached.
    """

    tried: int
    of: int | None
    max_size: int
    up_to_cost: float
    max_runs: int | None = None

    def notes(self) -> list[Text]:
        """Return it in words."""
        values = {
            "tried": f"{self.tried:,}",
            "of": "" if self.of is None else f"{self.of:,}",
            "size": f"{self.max_size}",
            "cost": f"{self.up_to_cost:g}",
        }
        key = "all" if self.tried == self.of else "many" if self.of is None else "some"
        found = [
            in_both(f"saving.note.looked_{key}", **{id: Text.plain(each) for id, each in values.items()})
        ]
        if self.max_runs is not None:
            found.append(in_both("saving.note.runs", n=Text.plain(f"{self.max_runs:,}")))
        return found


@dataclass(frozen=True, kw_only=True)
class MinimalMitigations:
    """All smallest sets that make a target hold, cheapest first.

    Parameters
    ----------
    system, scenario, target
        What was asked.
    sets
        The answer; a target that holds already gives the one empty set.
    candidates
        The mitigations that could be chosen.
    max_cost
        The limit on points; None for no limit.
    is_complete
        Whether these are all there are within `max_cost`.
    nothing
        Why there is none; None if there is one.
    looked
        What was looked at, for targets in time.
    readings
        The cheapest set under each other reading, for targets of status; what was too large to look for is left out.
    notes
        What a reader must know: what has no cost, how sets were proved, what was not looked at, what readings change.
    """

    system: System
    scenario: Scenario
    target: Target
    sets: tuple[MitigationSet, ...]
    candidates: tuple[str, ...]
    max_cost: float | None
    is_complete: bool
    nothing: NothingDoes | None
    looked: Looked | None = None
    readings: tuple[UnderReading, ...] = ()
    notes: tuple[Text, ...] = ()

    def __iter__(self) -> Iterator[MitigationSet]:
        """Iterate over the sets, cheapest first."""
        return iter(self.sets)

    def __len__(self) -> int:
        """Return the number of sets."""
        return len(self.sets)

    def __getitem__(self, at: int) -> MitigationSet:
        """Return a set by its rank."""
        return self.sets[at]

    @property
    def holds_already(self) -> bool:
        """Return whether nothing has to be added."""
        return bool(self.sets) and not self.sets[0].members


def worse_with(
    system: System,
    scenario: Scenario,
    without: tuple[str, ...],
    members: tuple[str, ...],
    losses: tuple[str, ...],
) -> tuple[Worse, ...]:
    """Return what is worse with some mitigations than without some of them, under each of some losses."""
    found = []
    for lost in dict.fromkeys([tuple(sorted(scenario.losses)), *((each,) for each in losses)]):
        here = Scenario(lost, scenario.mitigations, scenario.readings, scenario.parameters)
        before, after = (
            propagate(system, here.with_mitigations(*each)).status for each in (without, members)
        )
        found += [
            Worse(id, lost, before[id], after[id]) for id in before if id in after and after[id] > before[id]
        ]
    return tuple(found)


def notes_of(answer: MinimalMitigations) -> tuple[Text, ...]:
    """Return what a reader must know of an answer."""
    notes = [note for other in answer.readings for note in _of_reading(answer, other)]
    unpriced = sorted({id for each in answer.sets for id in each.unpriced})
    if unpriced:
        notes.append(in_both("saving.note.unpriced", names=_names(answer.system, unpriced)))
    ways = {each.proof.way for each in answer.sets if each.members}
    notes += [in_both(f"saving.note.{way}") for way in sorted(ways)]
    if any(not each.proof.is_complete for each in answer.sets):
        notes.append(in_both("saving.note.unproved"))
    if answer.looked is not None:
        notes += answer.looked.notes()
    elif not answer.is_complete:
        notes.append(in_both("saving.note.first", n=Text.plain(f"{len(answer.sets):,}")))
    return tuple(notes)


def _of_reading(answer: MinimalMitigations, other: UnderReading) -> list[Text]:
    """Return by how much a reading changes what the cheapest set costs; nothing if it does not."""
    best = answer.sets[0] if answer.sets else None
    cost = best.cost if best is not None else None if answer.nothing is None else answer.nothing.cheapest
    if other.cost == cost and (best is None or other.mitigations == best.mitigations):
        return []
    values = {
        "reading": answer.system.source_name(other.reading),
        "cost": Text.plain("" if other.cost is None else f"{other.cost.points:g}"),
        "here": Text.plain("" if cost is None else f"{cost.points:g}"),
        "names": _names(answer.system, list(other.mitigations or ())),
    }
    if other.cost is None:
        kind = "none"
    elif not other.mitigations:
        kind = "holds"
    elif cost is None:
        kind = "only"
    else:
        kind = "cost" if other.cost != cost else "set"
    return [in_both(f"saving.note.reading_{kind}", **values)]


def _names(system: System, ids: list[str]) -> Text:
    names = [system.mitigations[id].name or Text.plain(id) for id in ids]
    return Text(*(", ".join(name.in_language(language) for name in names) for language in ("en", "ko")))
