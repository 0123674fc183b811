"""The smallest sets for a target of status, exactly, from one evaluation over a decision diagram.

Stands apart from targets in time: here every set of mitigations is looked at at once.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from heapq import merge
from itertools import groupby
from typing import TypeAlias

from kakao_whatif.analysis.mitigation_sets import Explanations, NothingDoes
from kakao_whatif.analysis.saving.cheapest import smallest
from kakao_whatif.analysis.saving.choices import FITTED, Choices, Members, Run, runs
from kakao_whatif.analysis.saving.costs import Costs
from kakao_whatif.analysis.saving.evidence import failing, functions, off_in, shortfalls
from kakao_whatif.analysis.saving.prove import proofs
from kakao_whatif.analysis.saving.search import Found, Limits, Weights
from kakao_whatif.analysis.targets import StatusTarget, also_lost
from kakao_whatif.diagrams.bounds import Budget
from kakao_whatif.diagrams.diagram import Diagram
from kakao_whatif.errors import LimitError
from kakao_whatif.model.frozen import frozen
from kakao_whatif.model.status import Status
from kakao_whatif.propagation.impact import Impact, propagate

Weighed: TypeAlias = tuple[int, list[int], Members]


def found_by_status(choices: Choices, target: StatusTarget, costs: Costs, limits: Limits) -> Found:
    """Return the smallest sets within limits, cheapest first, each proved, or why there are none."""
    weights, every, budget = Weights.of(choices, costs), list(runs(choices, limits.budget)), limits.budget
    streams = (_in_run(run, _failing(choices, run, target, budget), weights, budget) for run in every)
    refused: list[Members] = []
    sets, beyond, is_complete = _within(_smallest(choices, streams, refused, budget), weights, limits)
    if sets:
        answers = len(target.services) * len(target.losses(choices.system, choices.scenario))
        proved = proofs(choices, sets, partial(shortfalls, choices, every, target), budget, answers)
        return Found(tuple(proved), is_complete)
    if beyond is not None:
        too_dear = NothingDoes("cost", choices.folded(beyond), cheapest=costs.price(beyond))
        return Found((), is_complete, too_dear)
    if refused:
        return Found((), is_complete, NothingDoes("together", choices.folded(refused[0])))
    return Found((), is_complete, _nothing(choices, target))


def _within(
    found: Iterator[Members], weights: Weights, limits: Limits
) -> tuple[list[Members], Members | None, bool]:
    """Return the sets within limits, the first that costs more, and whether these are all within the limit on cost."""
    sets: list[Members] = []
    try:
        for members in found:
            if limits.most is not None and weights.cost(members) > limits.most:
                return sets, members, True
            if len(sets) == limits.max_sets:
                return sets, None, False
            sets.append(members)
    except LimitError:  # there are too many to list; those that came are the cheapest
        if not sets:
            raise
        return sets, None, False
    return sets, None, True


def found_for_each(
    choices: Choices, every: Sequence[Run], services: Collection[str], than: Status, costs: Costs, most: int
) -> dict[str, tuple[list[Members], bool]]:
    """Return the smallest sets that keep each service no worse than a status, and whether these are all.

    The same sets as `found_by_status` finds for one service after the other, without proofs and from one evaluation.
    `every` are the runs of these choices or of the same under other losses. At most so many sets for each service,
    the cheapest.
    """
    weights, limits = Weights.of(choices, costs), Limits(None, most)
    diagrams = [Diagram(run.free) for run in every]
    failing_in = [
        functions(choices, run, services, than, diagram, off_in(run, diagram))
        for run, diagram in zip(every, diagrams, strict=True)
    ]
    found = {}
    for at, id in enumerate(services):
        asked = zip(every, diagrams, failing_in, strict=True)
        budget = Budget()
        streams = (_in_run(run, (diagram, failing[at]), weights, budget) for run, diagram, failing in asked)
        sets, _, is_complete = _within(_smallest(choices, streams, [], budget), weights, limits)
        found[id] = sets, is_complete
    return found


def _smallest(
    choices: Choices, streams: Iterable[Iterator[Weighed]], refused: list[Members], budget: Budget
) -> Iterator[Members]:
    """Yield the smallest sets that can be in place, in the order of their weights; keep those that cannot."""
    seen: list[Members] = []
    for _, _, members in merge(*streams):
        budget.take(FITTED * len(choices.system.services))
        if any(each <= members for each in seen):
            continue
        if choices.is_taken(members):
            seen.append(members)
            yield members
        else:
            refused.append(members)


def _failing(choices: Choices, run: Run, target: StatusTarget, budget: Budget) -> tuple[Diagram, int]:
    diagram = Diagram(run.free, budget=budget)
    return diagram, failing(choices, run, target, diagram, off_in(run, diagram))


def _in_run(run: Run, asked: tuple[Diagram, int], weights: Weights, budget: Budget) -> Iterator[Weighed]:
    """Yield the smallest sets of one run with their weights, sorted."""
    diagram, function = asked
    found = smallest(diagram, function, {id: weights([id]) for id in run.free}, budget)
    for _, alike in groupby(found, key=lambda each: each[0]):
        sets = (run.fixed | frozenset(chosen) for _, chosen in alike)
        yield from sorted((*weights.key(members), members) for members in sets)


def _nothing(choices: Choices, target: StatusTarget) -> NothingDoes:
    """Return why no set does it, from a largest set that can be in place."""
    best: frozenset[str] = frozenset()
    for id in choices.candidates:
        more = best | choices.whole([id])
        if choices.is_taken(more):
            best = more
    scenario = choices.with_members(best)
    short = target.shortfalls(choices.system, scenario)
    under = {
        lost: propagate(choices.system, also_lost(scenario, lost)) for lost in {each.lost for each in short}
    }
    impacts: dict[str, Impact] = {}
    for each in short:
        if each.status is not None:
            impacts.setdefault(each.service, under[each.lost])
    return NothingDoes("list", choices.folded(best), short, Explanations(frozen(impacts)))
