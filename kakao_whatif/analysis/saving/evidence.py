"""What is short of a target under many sets of mitigations at once, one bit a set.

Stands apart from `targets`, which asks one scenario at a time: a search has hundreds of sets to show.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from kakao_whatif.analysis.saving.choices import Choices, Members, Run
from kakao_whatif.analysis.targets import Shortfall, StatusTarget, also_lost
from kakao_whatif.diagrams.diagram import Diagram
from kakao_whatif.model.status import Status
from kakao_whatif.propagation.lattice import Bits, Lattice
from kakao_whatif.propagation.symbolic import Evaluation, evaluate

T = TypeVar("T")
WORKED_OUT = 100
"""The steps, a service, of working a system out."""


def failing(
    choices: Choices, run: Run, target: StatusTarget, diagram: Diagram, off: Mapping[str, int]
) -> int:
    """Return the function that is true where a target does not hold, given what is off."""
    found = diagram.never
    for lost in target.losses(choices.system, choices.scenario):
        diagram.budget.take(WORKED_OUT * len(run.wiring.services))
        answer = _answer(choices, run, lost, diagram, off, target.services)
        for id in target.services:
            found = diagram.either(found, worse(answer, id, target.than))
    return found


def functions(
    choices: Choices,
    run: Run,
    services: Collection[str],
    than: Status,
    diagram: Diagram,
    off: Mapping[str, int],
) -> list[int]:
    """Return, for each service, the function that is true where it is worse than a status, given what is off."""
    diagram.budget.take(WORKED_OUT * len(run.wiring.services))
    answer = _answer(choices, run, None, diagram, off, services)
    return [worse(answer, id, than) for id in services]


def off_in(run: Run, diagram: Diagram) -> dict[str, int]:
    """Return where each free mitigation is off: it is not chosen, or something that it cannot do without."""
    return {
        id: diagram.any_of(diagram.variable(each) for each in sorted(needs)) for id, needs in run.free.items()
    }


def worse(answer: Evaluation[T], id: str, than: Status) -> T:
    """Return where a service is worse than a status, or is not there."""
    if id not in answer.dark:
        return answer.lattice.always
    if than is Status.UP:
        return answer.degraded(id)
    if than is Status.DEGRADED:
        return answer.locked(id)
    return answer.dark[id] if than is Status.LOCKED else answer.absent(answer.wiring.services[id].guards)


def shortfalls(
    choices: Choices, found: Collection[Run], target: StatusTarget, sets: Iterable[Members]
) -> dict[Members, tuple[Shortfall, ...]]:
    """Return what is short of a target under each set, as `target.shortfalls` says it of one.

    A set that cannot be in place has no answer.
    """
    left = dict.fromkeys(sets)
    answers: dict[Members, tuple[Shortfall, ...]] = {}
    for run in found:
        here = [each for each in left if run.fixed <= each and each - run.fixed <= run.free.keys()]
        for each in here:
            del left[each]
        answers |= _in_run(choices, run, target, here) if here else {}
    return answers


def _in_run(
    choices: Choices, run: Run, target: StatusTarget, sets: list[Members]
) -> dict[Members, tuple[Shortfall, ...]]:
    lattice = Bits(len(sets))
    off = {id: sum(1 << at for at, each in enumerate(sets) if id not in each) for id in run.free}
    found: list[list[Shortfall]] = [[] for _ in sets]
    for lost in target.losses(choices.system, choices.scenario):
        answer = _answer(choices, run, lost, lattice, off, target.services)
        for id in target.services:
            masks = [worse(answer, id, status) for status in Status]
            for at, short in enumerate(found):
                bits = [mask >> at & 1 for mask in masks]
                if bits[target.than]:
                    short.append(Shortfall(id, None if bits[Status.DARK] else Status(bits.index(0)), lost))
    return {each: tuple(short) for each, short in zip(sets, found, strict=True)}


def _answer(
    choices: Choices,
    run: Run,
    lost: str | None,
    lattice: Lattice[T],
    off: Mapping[str, T],
    of: Collection[str],
) -> Evaluation[T]:
    losses = also_lost(choices.scenario, lost).losses
    return evaluate(run.wiring, lattice, dict.fromkeys(losses, lattice.always), off, of=of)
