"""Modules of a formula: subformulas that share nothing with the rest.

A module is worked out on its own and then stands as one variable, so that a formula of a hundred
names often falls into pieces of ten.
"""

from collections import Counter
from collections.abc import Collection

from kakao_whatif.diagrams.formula import Formulas


def in_modules(formulas: Formulas, root: int) -> tuple[int, tuple[int, ...]]:
    """Return a formula that means the same as `root`, and its modules, innermost first.

    A *module* is a gate none of whose parts, at any depth, is used outside it. Beforehand gates of
    one kind are joined where one is used by the other only, and what a gate alone uses is put into
    a gate of its own, which is a module too.

    Notes
    -----
    O(gates + parts).

    References
    ----------
    Y. Dutuit, A. Rauzy, A linear-time algorithm to find modules of fault trees, IEEE Transactions
    on Reliability 45 (1996).

    Examples
    --------
    >>> store = Formulas()
    >>> a, b, c = (store.variable(name) for name in "abc")
    >>> root, modules = in_modules(store, store.both(a, store.either(b, c)))
    >>> [store.parts[module] == (b, c) for module in modules]
    [True, False]
    """
    root = joined(formulas, root)
    return _grouped(formulas, root, _modules(formulas, root)) if formulas.parts[root] else (root, (root,))


def _users(formulas: Formulas, order: Collection[int]) -> Counter[int]:
    """Return how many gates use each formula."""
    return Counter(part for at in order for part in set(formulas.parts[at]))


def joined(formulas: Formulas, root: int) -> int:
    """Return the same formula with gates of one kind joined where one is used by the other only."""
    order = formulas.below(root)
    users = _users(formulas, order)
    new: dict[int, int] = {}
    flat: dict[int, list[int]] = {}  # the parts a gate has once inner gates of its kind are joined with it
    for at in order:
        parts, k = formulas.parts[at], formulas.needed[at]
        if not parts:
            new[at] = at
            continue
        is_simple = k in (1, len(parts))
        flattened: list[int] = []
        for part in parts:
            inner = formulas.parts[part]
            is_alike = bool(inner) and formulas.needed[part] == (1 if k == 1 else len(inner))
            if is_simple and is_alike and users[part] == 1:
                flattened += flat[part]
            else:
                flattened.append(new[part])
        flat[at] = flattened
        new[at] = formulas.at_least(k if not is_simple or k == 1 else len(flattened), flattened)
    return new[root]


def _modules(formulas: Formulas, root: int) -> set[int]:
    """Return the gates whose parts are all met between the first and the last meeting of the gate."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    left: dict[int, int] = {}
    order: list[int] = []
    clock = 0
    waiting = [(root, False)]
    while waiting:
        at, is_done = waiting.pop()
        clock += 1
        last[at] = clock
        if is_done:
            left[at] = clock
            order.append(at)
        elif at not in first:
            first[at] = clock
            if formulas.parts[at]:
                waiting.append((at, True))
                waiting.extend((part, False) for part in formulas.parts[at])
    earliest, latest, found = dict(first), dict(last), set()
    for at in order:
        parts = formulas.parts[at]
        begin, end = min(earliest[part] for part in parts), max(latest[part] for part in parts)
        if begin > first[at] and end < left[at]:
            found.add(at)
        earliest[at], latest[at] = min(first[at], begin), max(last[at], end)
    return found


def _grouped(formulas: Formulas, root: int, modules: set[int]) -> tuple[int, tuple[int, ...]]:
    """Put what one gate alone uses into a gate of its own, where the gate has other parts too."""
    order = formulas.below(root)
    users = _users(formulas, order)
    new: dict[int, int] = {}
    found: dict[int, None] = {}
    for at in order:
        parts, k = formulas.parts[at], formulas.needed[at]
        own = [new[p] for p in parts if users[p] == 1 and (p in modules or not formulas.parts[p])]
        if parts and k in (1, len(parts)) and 2 <= len(own) < len(parts):
            others = [new[part] for part in parts if new[part] not in set(own)]
            group = formulas.at_least(1 if k == 1 else len(own), own)
            found[group] = None
            new[at] = formulas.at_least(1 if k == 1 else len(others) + 1, [*others, group])
        else:
            new[at] = formulas.at_least(k, [new[part] for part in parts]) if parts else at
        if at in modules:
            found[new[at]] = None
    return new[root], tuple(found)
