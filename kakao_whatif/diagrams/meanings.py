"""Formulas that are equal when they mean the same, however they are written.

What is worked out by rounds until nothing changes (rings, waking) must see that nothing changed.
It stands apart because a formula alone cannot tell, and a diagram of everything would cost too
much: here a diagram is drawn only when two formulas that are written differently are compared.
"""

from kakao_whatif.diagrams.bounds import Budget
from kakao_whatif.diagrams.diagram import Diagram
from kakao_whatif.diagrams.formula import Formulas
from kakao_whatif.diagrams.function import Function
from kakao_whatif.diagrams.modular import function_of

SMALL = 20_000
"""Up to so many nodes a function is taken as it was drawn, in an order that nobody chose."""


class Meaning:
    """A formula; equal to every formula that means the same."""

    __slots__ = ("number", "of")
    __hash__ = None  # type: ignore[assignment]  # formulas written differently may be equal

    def __init__(self, of: "Meanings", number: int) -> None:
        self.of = of
        self.number = number

    def __eq__(self, other: object) -> bool:
        """Return whether both are true under the same names."""
        return isinstance(other, Meaning) and self.of.same(self.number, other.number)


class Meanings:
    """A store of formulas with the interface of a lattice: "never", "always", "both", "either".

    Parameters
    ----------
    budget
        The steps that joining and comparing may take.

    Examples
    --------
    >>> meanings = Meanings()
    >>> a, b, c = (meanings.variable(name) for name in "abc")
    >>> both, either = meanings.both, meanings.either
    >>> both(a, either(b, c)) == either(both(a, b), both(a, c))
    True
    """

    def __init__(self, *, budget: Budget | None = None) -> None:
        self.budget = budget or Budget()
        self.formulas = Formulas()
        self.never = Meaning(self, Formulas.never)
        self.always = Meaning(self, Formulas.always)
        self._diagram = Diagram(budget=self.budget)
        self._drawn: dict[int, int] = {Formulas.never: 0, Formulas.always: 1}

    def variable(self, name: str) -> Meaning:
        """Return what is true when this name is."""
        return Meaning(self, self.formulas.variable(name))

    def both(self, one: Meaning, other: Meaning, /) -> Meaning:
        """Return what is true when both are."""
        self.budget.take(1)
        return Meaning(self, self.formulas.at_least(2, (one.number, other.number)))

    def either(self, one: Meaning, other: Meaning, /) -> Meaning:
        """Return what is true when one of them is."""
        self.budget.take(1)
        return Meaning(self, self.formulas.at_least(1, (one.number, other.number)))

    def same(self, one: int, other: int) -> bool:
        """Return whether two formulas mean the same.

        A formula that is not written as a constant is none: all gates only grow, and constants
        vanish while they are written.
        """
        if one == other or min(one, other) <= Formulas.always:
            return one == other
        return self._meaning(one) == self._meaning(other)

    def function(self, meaning: Meaning) -> Function:
        """Return the function that a formula means.

        Where comparing has drawn most of it already and it is small, it is taken from there:
        written in rounds, its formula may be a thousand times as large as what it means.
        """
        parts = self.formulas.below(meaning.number)
        if 2 * sum(part in self._drawn for part in parts) >= len(parts):
            with self.budget.within(self.budget.most // 3):
                drawn = self._diagram.function(self._meaning(meaning.number))
                if len(drawn.sheets[0].levels) <= SMALL:
                    return drawn
        return function_of(self.formulas, meaning.number, self.budget)

    def _meaning(self, number: int) -> int:
        drawn, diagram, formulas = self._drawn, self._diagram, self.formulas
        if number not in drawn:
            for at in formulas.below(number, known=drawn):
                self.budget.take(1)
                parts = [drawn[part] for part in formulas.parts[at]]
                if not parts:
                    drawn[at] = diagram.variable(formulas.names[at])
                else:
                    drawn[at] = diagram.at_least(formulas.needed[at], parts)
        return drawn[number]
