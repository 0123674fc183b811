"""Which losses make a service at least as bad as a status: one function, exact.

Cut sets, importance and fault trees are read off the same function; it stands apart from them.

Rings and waking are as exact as everything else: the rounds in which the meaning is worked out are
taken on formulas over the losses, until a further round would mean the same for every loss at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from kakao_whatif.analysis.over import Over, members
from kakao_whatif.diagrams.bounds import Budget
from kakao_whatif.diagrams.formula import Formulas
from kakao_whatif.diagrams.function import Function
from kakao_whatif.diagrams.meanings import Meanings
from kakao_whatif.diagrams.small_sets import SmallSets
from kakao_whatif.diagrams.solutions import Solutions
from kakao_whatif.errors import UnknownIdError
from kakao_whatif.model.apply import in_place
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from kakao_whatif.propagation.lattice import Lattice
from kakao_whatif.propagation.symbolic import evaluate
from kakao_whatif.propagation.wiring import wired

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question:
    """Which service, how bad, and what may be lost.

    Parameters
    ----------
    system
        The system with the scenario's mitigations and readings in place.
    service, status
        The service, and what it is to be at least as bad as.
    over
        What may be lost.
    scenario
        What is in place, and what is lost already.
    """

    system: System
    service: str
    status: Status
    over: tuple[str, ...]
    scenario: Scenario

    @classmethod
    def asked(
        cls, system: System, service: str, over: Over, status: Status, scenario: Scenario | None
    ) -> "Question":
        """Return a checked question.

        Raises
        ------
        UnknownIdError
            If the service, a member of `over`, or something in the scenario is not known.
        """
        scenario = scenario or Scenario()
        effective = in_place(system, scenario)
        if service not in effective.services:
            raise UnknownIdError("service", service, "service", effective.services)
        return cls(effective, service, Status(status), members(effective, over), scenario)

    def formula(self, budget: Budget) -> tuple[Formulas, int]:
        """Return the losses that make the service this bad, as a formula.

        Raises
        ------
        LimitError
            If that takes more steps than the budget has.
        """
        meanings = Meanings(budget=budget)
        return meanings.formulas, self._answer(meanings, meanings.variable).number

    def function(self, budget: Budget) -> Function:
        """Return the losses that make the service this bad, as diagrams.

        Raises
        ------
        LimitError
            If that takes more steps than the budget has.
        """
        meanings = Meanings(budget=budget)
        return meanings.function(self._answer(meanings, meanings.variable))

    def small_sets(self, most: int, budget: Budget) -> Solutions:
        """Return the minimal sets of at most so many losses, without the whole function.

        Raises
        ------
        LimitError
            If that takes more steps than the budget has.
        """
        sets = SmallSets(most, budget=budget)
        return sets.solutions(self._answer(sets, sets.variable))

    def _answer(self, lattice: Lattice[T], variable: Callable[[str], T]) -> T:
        lost = {id: variable(id) for id in self.over}
        lost |= dict.fromkeys(self.scenario.losses, lattice.always)
        found = evaluate(wired(self.system), lattice, lost, of=[self.service])
        if self.status is Status.DARK:
            return found.dark[self.service]
        if self.status is Status.LOCKED:
            return found.locked(self.service)
        return found.degraded(self.service) if self.status is Status.DEGRADED else lattice.always
