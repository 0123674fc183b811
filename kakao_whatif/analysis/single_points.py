"""Single points of failure: what alone takes a service down, for every service at a glance.

Apart from the cut sets, because all services at once are one question to all single losses, which
costs less than a diagram for each.
"""

from collections.abc import Mapping

from kakao_whatif.analysis.over import Over, members
from kakao_whatif.model.apply import in_place
from kakao_whatif.model.frozen import frozen
from kakao_whatif.model.ids import Ids
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.propagation.lattice import Bits
from kakao_whatif.propagation.symbolic import evaluate
from kakao_whatif.propagation.wiring import wired


def single_points(
    system: System,
    over: Over = "all",
    status: Status = Status.DARK,
    scenario: Scenario | None = None,
) -> Mapping[str, Ids]:
    """Return for every service the losses each of which alone makes it at least as bad as a status.

    *A single point of failure is a minimal cut set of order 1.* A service that is this bad with
    nothing more lost has none: it needs no loss at all. A service is a single point of failure of
    itself where `over` holds it.

    Parameters
    ----------
    system
        The dependency model.
    over
        What may be lost.
    status
        DARK, LOCKED (or worse) or DEGRADED (or worse).
    scenario
        Mitigations and readings in place, and what is lost already.

    Raises
    ------
    UnknownIdError
        If something that may be lost is not known.
    ScenarioError
        If a word of `over` stands for nothing.

    Notes
    -----
    One bit a loss: O(services * losses / 64).

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> points = single_points(two_sites(), over="sites")
    >>> points["chat"], points["news"]
    (Ids({'pangyo'}), Ids({'anyang'}))
    """
    scenario = scenario or Scenario()
    effective = in_place(system, scenario)
    names = [id for id in members(effective, over) if id not in scenario.losses]
    lattice = Bits(len(names) + 1)  # the last scenario loses nothing
    lost = {id: 1 << at for at, id in enumerate(names)}
    lost |= dict.fromkeys(scenario.losses, lattice.always)
    answer = evaluate(wired(effective), lattice, lost)
    found = {}
    for id in effective.services:
        bad = answer.dark[id]
        if status < Status.DARK:
            bad = answer.locked(id) if status is Status.LOCKED else answer.degraded(id)
        is_bad_already = status is Status.UP or bad >> len(names) & 1
        found[id] = Ids() if is_bad_already else Ids(names[at] for at in _set_bits(bad))
    return frozen(found)


def _set_bits(mask: int) -> list[int]:
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found
