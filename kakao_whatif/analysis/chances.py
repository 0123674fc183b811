"""Probabilities of losses, checked at the door: one number for each loss that matters."""

from collections.abc import Collection, Mapping
from fractions import Fraction

from kakao_whatif.diagrams.function import Number
from kakao_whatif.errors import ScenarioError, UnknownIdError
from kakao_whatif.model.system import System


def chances(system: System, p: Mapping[str, Number], wanted: Collection[str]) -> dict[str, Number]:
    """Return the probability of each wanted loss, or refuse what is none.

    Losses happen independently of each other: a domain and what it stands in, each with its own
    probability, are two events.

    Raises
    ------
    UnknownIdError
        If `p` names something the system does not know.
    ScenarioError
        If a probability is missing, or is not a number from 0 to 1.
    """
    given: Mapping[str, object] = p
    for id, chance in given.items():
        if id not in system.possible_ids:
            raise UnknownIdError("domain or service", id, "p", system.possible_ids)
        is_number = isinstance(chance, int | float | Fraction) and not isinstance(chance, bool)
        if not is_number or not 0 <= p[id] <= 1:
            raise ScenarioError(f"p[{id!r}]: {chance!r} is no probability. Give a number from 0 to 1.")
    missing = sorted(set(wanted) - set(p))
    if missing:
        more = f" (and {len(missing) - 1} more)" if len(missing) > 1 else ""
        raise ScenarioError(
            f"p: {missing[0]!r}{more} has no probability. Give one to each member of `over`; 0 if it is never lost."
        )
    return {id: p[id] for id in wanted}
