"""Proofs that sets are smallest, for what a search has found.

Stands apart from `proof`, which checks them without any of this.
"""

from collections.abc import Callable, Iterable, Mapping

from kakao_whatif.analysis.proof import Proof, Way, Without
from kakao_whatif.analysis.saving.choices import Choices, Members
from kakao_whatif.analysis.targets import Shortfall

MOST_MEMBERS = 12
"""Of sets with more members not every subset is tried."""

Asked = Callable[[Iterable[Members]], Mapping[Members, tuple[Shortfall, ...]]]


def proofs(choices: Choices, sets: list[Members], ask: Asked, *, is_in_time: bool = False) -> list[Proof]:
    """Return the proof of each set; `ask` says what is short of the target under each of some sets."""
    smaller = {each: _smaller(choices, each, is_in_time=is_in_time) for each in sets}
    short = ask(dict.fromkeys(left for _, lefts, _ in smaller.values() for left in lefts))
    return [_proof(choices, each, smaller[each], short) for each in sets]


def way_of(choices: Choices, members: Members, *, is_in_time: bool) -> Way:
    """Return how it must be shown that a set is smallest."""
    hurts = choices.has_hurting or any(choices.system.mitigations[id].tradeoff for id in members)
    return "subsets" if hurts or is_in_time else "removals"


def _smaller(choices: Choices, members: Members, *, is_in_time: bool) -> tuple[Way, list[Members], bool]:
    """Return how a set is proved, the smaller sets to look at, and whether these are all."""
    way = way_of(choices, members, is_in_time=is_in_time)
    if way == "subsets" and len(members) <= MOST_MEMBERS:
        return way, list(choices.subsets(members)), True
    order = [id for id in choices.system.mitigations if id in members]
    return way, list(dict.fromkeys(choices.without(members, id) for id in order)), way == "removals"


def _proof(
    choices: Choices,
    members: Members,
    smaller: tuple[Way, list[Members], bool],
    short: Mapping[Members, tuple[Shortfall, ...]],
) -> Proof:
    def ordered(ids: Members) -> tuple[str, ...]:
        return tuple(id for id in choices.system.mitigations if id in ids)

    way, lefts, is_complete = smaller
    lefts = [left for left in lefts if left in short or choices.is_taken(left)]
    without = tuple(
        Without(ordered(members - left), ordered(left), short[left]) for left in lefts if left in short
    )
    return Proof(ordered(members), way, without, is_complete and len(without) == len(lefts))
