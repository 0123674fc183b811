"""What a search for sets is asked, and what it found: the same for targets of status and in time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kakao_whatif.analysis.mitigation_sets import Looked, NothingDoes
from kakao_whatif.analysis.proof import Proof
from kakao_whatif.analysis.saving.choices import Choices, Members
from kakao_whatif.analysis.saving.costs import Costs, limit
from kakao_whatif.diagrams.bounds import MAX_RUNS, Budget
from kakao_whatif.errors import ScenarioError


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a search goes.

    Parameters
    ----------
    most
        What a set may cost, in the whole numbers of `Weights`; None for no limit.
    max_sets
        How many sets are wanted.
    max_size, max_runs
        How many mitigations are combined, and how many simulations are run, where sets are tried one by one.
    budget
        The steps that may be taken, where all sets are looked at at once.
    """

    most: int | None
    max_sets: int
    max_size: int = 0
    max_runs: int = MAX_RUNS
    budget: Budget = field(default_factory=Budget)

    def __post_init__(self) -> None:
        """Refuse bounds that are none."""
        if self.max_size < 0:
            raise ScenarioError(f"max_size: {self.max_size!r} is no number of mitigations. Give 0 or more.")
        given: object = self.max_runs
        if isinstance(given, bool) or not isinstance(given, int) or given < 1:
            raise ScenarioError(f"max_runs: {given!r} is no number of simulations. Give 1 or more.")


@dataclass(frozen=True, slots=True)
class Weights:
    """An order of sets in whole numbers: by cost, then by the number of members, then as in the file.

    Parameters
    ----------
    points, scale
        The costs by id, times `scale`.
    order
        The place of each mitigation in the file.
    """

    points: Mapping[str, int]
    scale: int
    order: Mapping[str, int]

    @classmethod
    def of(cls, choices: Choices, costs: Costs) -> "Weights":
        """Return the order of the sets of a system."""
        points, scale = costs.whole()
        return cls(points, scale, {id: at for at, id in enumerate(choices.system.mitigations)})

    def limit(self, max_cost: float | None) -> int | None:
        """Return a limit on points as a whole number, or None."""
        given = limit("max_cost", max_cost)
        return None if given is None else int(given * self.scale // 1)

    def cost(self, members: Iterable[str]) -> int:
        """Return what a set costs, as a whole number."""
        return sum(self.points[id] for id in members)

    def __call__(self, members: Iterable[str]) -> int:
        """Return the weight of a set: the cost first, then the number of members."""
        return sum(self.points[id] * (len(self.order) + 1) + 1 for id in members)

    def key(self, members: Members) -> tuple[int, list[int]]:
        """Return what sets are sorted by."""
        return self(members), sorted(self.order[id] for id in members)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the proofs of the sets, cheapest first, or why there are none."""

    proofs: tuple[Proof, ...]
    is_complete: bool
    nothing: NothingDoes | None = None
    looked: Looked | None = None
