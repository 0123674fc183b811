"""From a formula to its function: modules first, then an order of the variables, then the diagram."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from kakao_whatif.diagrams.bounds import Budget
from kakao_whatif.diagrams.diagram import Diagram
from kakao_whatif.diagrams.formula import Formulas
from kakao_whatif.diagrams.function import Function
from kakao_whatif.diagrams.modules import in_modules
from kakao_whatif.diagrams.orders import inside, orders
from kakao_whatif.diagrams.sheet import TERMINAL, Sheet, cut_out

FIRST_TRIAL = 60_000
"""How many steps each order may take at first, before the next order gets its turn."""
MORE = 5
"""How many times as many it may take in each further round."""


def function_of(formulas: Formulas, root: int, budget: Budget | None = None) -> Function:
    """Return the function that a formula means.

    Each module gets a diagram of its own, in the first order that stays small: all orders are tried
    with few steps, then with more. A name that its parts absorb has no place in the answer.

    Raises
    ------
    LimitError
        If that takes more steps than the budget has.

    Examples
    --------
    >>> store = Formulas()
    >>> a, b, c = (store.variable(name) for name in "abc")
    >>> function_of(store, store.both(a, store.either(b, c))).minimal().count()
    2
    """
    root, modules = in_modules(formulas, root)
    budget, drawn = budget or Budget(), dict[int, Sheet]()
    asked = {root}
    for module in reversed(modules):  # the whole first: a module that no diagram asks is not drawn
        if module in asked:
            drawn[module] = _sheet(formulas, module, modules, budget)
            asked.update(each for each in drawn[module].inputs if isinstance(each, int))
    numbers = {module: number for number, module in enumerate(reversed(drawn))}
    return Function(tuple(_numbered(drawn[module], numbers) for module in numbers))


def _numbered(sheet: Sheet, numbers: Mapping[int, int]) -> Sheet:
    """Return a sheet that knows inner modules by the number of their sheet, not of their formula."""
    inputs = tuple(each if isinstance(each, str) else numbers[each] for each in sheet.inputs)
    return replace(sheet, inputs=inputs)


def _sheet(formulas: Formulas, module: int, modules: Collection[int], budget: Budget) -> Sheet:
    if not formulas.parts[module]:
        return _leaf(formulas, module)
    gates, inputs = inside(formulas, module, modules)
    steps = FIRST_TRIAL
    while True:
        for order in orders(formulas, module, gates, inputs):
            with budget.within(steps):
                return _drawn(formulas, gates, order, budget)
        steps *= MORE


def _leaf(formulas: Formulas, root: int) -> Sheet:
    """Return the sheet of a variable or a constant."""
    if root in (formulas.never, formulas.always):
        return Sheet((), (TERMINAL, TERMINAL), (0, 1), (0, 1), root)
    return Sheet((formulas.names[root],), (TERMINAL, TERMINAL, 0), (0, 1, 0), (0, 1, 1), 2)


def _drawn(formulas: Formulas, gates: Sequence[int], order: Sequence[int], budget: Budget) -> Sheet:
    diagram = Diagram([str(at) for at in order], budget=budget)
    nodes = {at: diagram.node(level, 0, 1) for level, at in enumerate(order)}
    for gate in gates:
        nodes[gate] = diagram.at_least(formulas.needed[gate], [nodes[part] for part in formulas.parts[gate]])
    inputs = tuple(formulas.names[at] or at for at in order)
    return cut_out(inputs, diagram.level, diagram.low, diagram.high, nodes[gates[-1]])
