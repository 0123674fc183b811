"""Proofs that sets are smallest, for what a search has found.

Stands apart from `proof`, which checks them without any of this.
"""

from collections.abc import Callable, Iterable, Mapping

from kakao_whatif.analysis.proof import Proof, Way, Without
from kakao_whatif.analysis.saving.choices import Choices, Members
from kakao_whatif.analysis.targets import Shortfall
from kakao_whatif.diagrams.bounds import Budget

MOST_MEMBERS = 12
"""Of sets with more members not every subset is tried."""
TRIED = 1
"""The steps of a look at a subset, for each member and each status that is worked out."""

Asked = Callable[[Iterable[Members]], Mapping[Members, tuple[Shortfall, ...]]]


def proofs(
    choices: Choices,
    sets: list[Members],
    ask: Asked,
    budget: Budget,
    answers: int = 0,
    *,
    is_in_time: bool = False,
) -> list[Proof]:
    """Return the proof of each set, the first ones whole where the steps are not enough for all.

    Parameters
    ----------
    choices, sets, budget
        What could be chosen, what is to be proved, and the steps that may be taken.
    ask
        Says what is short of the target under each of some sets.
    answers
        How many statuses `ask` works out for a set, where no other bound counts them.
    """
    parts = {each: _parts(choices, each, budget, answers, is_in_time=is_in_time) for each in sets}
    short = ask(dict.fromkeys(left for _, lefts, _ in parts.values() for left in lefts))
    return [_proof(choices, each, parts[each], short) for each in sets]


def smaller(choices: Choices, members: Members, budget: Budget, answers: int = 0) -> list[Members] | None:
    """Return the whole proper subsets of a set, small ones first; None if they are too many.

    Raises
    ------
    LimitError
        If the budget's `progress` ended it.
    """
    steps = TRIED * (len(members) + answers) << len(members)
    if len(members) > MOST_MEMBERS or budget.spent + steps > budget.most:
        return None
    budget.take(steps)
    return list(choices.subsets(members))


def way_of(choices: Choices, members: Members, *, is_in_time: bool) -> Way:
    """Return how it must be shown that a set is smallest."""
    hurts = choices.has_hurting or any(choices.system.mitigations[id].tradeoff for id in members)
    return "subsets" if hurts or is_in_time else "removals"


def _parts(
    choices: Choices, members: Members, budget: Budget, answers: int, *, is_in_time: bool
) -> tuple[Way, list[Members], bool]:
    """Return how a set is proved, the smaller sets to look at, and whether these are all."""
    way = way_of(choices, members, is_in_time=is_in_time)
    if way == "subsets" and (every := smaller(choices, members, budget, answers)) is not None:
        return way, every, True
    order = [id for id in choices.system.mitigations if id in members]
    return way, list(dict.fromkeys(choices.without(members, id) for id in order)), way == "removals"


def _proof(
    choices: Choices,
    members: Members,
    parts: tuple[Way, list[Members], bool],
    short: Mapping[Members, tuple[Shortfall, ...]],
) -> Proof:
    def ordered(ids: Members) -> tuple[str, ...]:
        return tuple(id for id in choices.system.mitigations if id in ids)

    way, lefts, is_complete = parts
    lefts = [left for left in lefts if left in short or choices.is_taken(left)]
    without = tuple(
        Without(ordered(members - left), ordered(left), short[left]) for left in lefts if left in short
    )
    return Proof(ordered(members), way, without, is_complete and len(without) == len(lefts))
