"""Some losses worked out at once, a bit each; and what is refused of their number.

It stands apart because every question about several losses begins so.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from kakao_whatif.errors import ScenarioError
from kakao_whatif.model.apply import in_place
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


def is_nested(system: System, ids: Iterable[str]) -> bool:
    """Return whether one of these domains stands in another of them."""
    chosen = frozenset(ids)
    return any(id in system.domains and chosen & {*system.ancestors(id)[1:]} for id in chosen)


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
