"""Some losses worked out at once, a bit each; and what is refused of their number.

It stands apart because every question about several losses begins so.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from kakao_whatif.errors import ScenarioError
from kakao_whatif.model.apply import effective_losses, in_place
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.propagation.lattice import Bits
from kakao_whatif.propagation.symbolic import Evaluation, evaluate
from kakao_whatif.propagation.wiring import wired


def under(system: System, losses: Sequence[Collection[str]], always: Iterable[str] = ()) -> Evaluation[int]:
    """Return where each service is dark: bit i says whether it is under the i-th of these losses.

    Parameters
    ----------
    system
        The dependency model with everything in place.
    losses
        What is lost, one after the other.
    always
        What is lost as well, under each of them.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> bin(under(two_sites(), [["pangyo"], ["anyang"], ["account"]]).dark["account"])
    '0b101'
    """
    bits = Bits(len(losses))
    masks = {id: 0 for some in losses for id in some}
    for at, some in enumerate(losses):
        for id in some:
            masks[id] |= 1 << at
    masks.update(dict.fromkeys(always, bits.always))
    return evaluate(wired(system), bits, masks)


def counted(system: System, scenario: Scenario) -> frozenset[str]:
    """Return the services that count under a scenario: not those that only its mitigations add."""
    own = in_place(system, replace(scenario, mitigations=frozenset(), parameters={})).services.keys()
    return frozenset(own & in_place(system, scenario).services.keys())


def implied(system: System, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of these domains: one that stands in another, and that other, with whose loss it is lost too.

    A loss that is contained to some parts takes away only what stands in these parts.
    """
    chosen = frozenset(ids) & system.domains.keys()
    for id in sorted(chosen):
        for around in system.ancestors(id)[1:]:
            if around in chosen and _takes(system, around, id):
                yield id, around


def _takes(system: System, around: str, id: str) -> bool:
    """Return whether all that is lost with a domain is lost with another one as well."""
    if not system.contained:
        return True
    taken = frozenset(effective_losses(system, [around]))
    return all(not taken.isdisjoint(system.ancestors(part)) for part in effective_losses(system, [id]))


def is_nested(system: System, ids: Iterable[str]) -> bool:
    """Return whether one of these domains stands in another of them, and is lost with it."""
    return any(implied(system, ids))


def check_counts(**numbers: object) -> None:
    """Refuse what is not a whole number of 1 or more.

    Raises
    ------
    ScenarioError
        If one of them is not.
    """
    for name, number in numbers.items():
        if isinstance(number, bool) or not isinstance(number, int) or number < 1:
            raise ScenarioError(f"{name}: {number!r} is not a whole number of 1 or more. Give one.")
