"""A monotone function once its diagram is made: how likely it is, and how much each name matters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from kakao_whatif.diagrams.bounds import Budget
from kakao_whatif.diagrams.minimal import minimal
from kakao_whatif.diagrams.sheet import Sheet, names_in
from kakao_whatif.diagrams.solutions import Solutions

Number: TypeAlias = float | Fraction


@dataclass(frozen=True, slots=True)
class Function:
    """A function as one sheet a module, innermost first; the last is the whole.

    Every sheet is asked by a later one: whatever stands in it matters.

    Examples
    --------
    >>> from kakao_whatif.diagrams.diagram import Diagram
    >>> diagram = Diagram(["feed", "pump"])
    >>> function = diagram.function(diagram.either(diagram.variable("feed"), diagram.variable("pump")))
    >>> function.probability({"feed": 0.5, "pump": 0.25})
    0.625
    """

    sheets: tuple[Sheet, ...]

    def names(self) -> tuple[str, ...]:
        """Return the names it depends on, sorted."""
        return names_in(self.sheets)

    def holds(self, true: Callable[[str], bool]) -> bool:
        """Return whether the function is true, given which names are."""
        known: list[bool] = []
        for sheet in self.sheets:
            at = sheet.root
            while at > 1:
                asked = sheet.inputs[sheet.levels[at]]
                is_true = true(asked) if isinstance(asked, str) else known[asked]
                at = sheet.highs[at] if is_true else sheet.lows[at]
            known.append(at == 1)
        return known[-1]

    def minimal(self, budget: Budget | None = None) -> Solutions:
        """Return the minimal solutions: the smallest sets of names that make it true."""
        budget = budget or Budget()
        return Solutions(tuple(minimal(sheet, budget) for sheet in self.sheets))

    def probability(self, p: Mapping[str, Number]) -> Number:
        """Return how likely it is to be true when names are true independently, each with its p.

        Exact: with fractions to the last digit, with floats but for rounding, since nothing is
        subtracted but p from 1.

        Notes
        -----
        Shannon's expansion, O(nodes): P(node) = p P(high) + (1 - p) P(low).
        """
        values = _values(self.sheets, p)
        return values[-1][self.sheets[-1].root]

    def derivatives(self, p: Mapping[str, Number]) -> tuple[Number, dict[str, Number]]:
        """Return the probability and, for each name, its partial derivative by that name's p.

        The probability is linear in each p, so that the derivative is also the difference that the
        name makes: P(true | name true) - P(true | name false).

        Notes
        -----
        One walk up for the values and one down for what each node weighs: O(nodes) for all names.
        """
        values = _values(self.sheets, p)
        weights: list[Number] = [0] * len(self.sheets)
        weights[-1] = 1
        found: dict[str, Number] = dict.fromkeys(self.names(), 0)
        for number in range(len(self.sheets) - 1, -1, -1):
            sheet, value = self.sheets[number], values[number]
            if not weights[number]:
                continue
            reach: list[Number] = [0] * len(value)
            reach[sheet.root] = weights[number]
            for at in range(len(value) - 1, 1, -1):
                weight, low, high = reach[at], sheet.lows[at], sheet.highs[at]
                asked = sheet.inputs[sheet.levels[at]]
                chance = p[asked] if isinstance(asked, str) else values[asked][self.sheets[asked].root]
                reach[low] += weight * (1 - chance)
                reach[high] += weight * chance
                slope = weight * (value[high] - value[low])
                if isinstance(asked, str):
                    found[asked] += slope
                else:
                    weights[asked] += slope
        return values[-1][self.sheets[-1].root], found


def _values(sheets: tuple[Sheet, ...], p: Mapping[str, Number]) -> list[list[Number]]:
    """Return the probability of every node of every sheet."""
    values: list[list[Number]] = []
    for sheet in sheets:
        chances = [
            p[each] if isinstance(each, str) else values[each][sheets[each].root] for each in sheet.inputs
        ]
        value: list[Number] = [0, 1]
        for level, low, high in zip(sheet.levels[2:], sheet.lows[2:], sheet.highs[2:], strict=True):
            chance = chances[level]
            value.append(chance * value[high] + (1 - chance) * value[low])
        values.append(value)
    return values
